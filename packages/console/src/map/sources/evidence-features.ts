import type { Feature, FeatureCollection } from 'geojson'
import type { EvidenceFix, TrailFix } from '../map-props.ts'
import { circleRing } from './circle.ts'

/** A circle and a point for each fix, the selected one last, so that it lies on top. */
export function evidenceFeatures(evidence: readonly EvidenceFix[], clock: (atMs: number) => string): FeatureCollection {
  const ordered = evidence.toSorted((a, b) => Number(a.isSelected) - Number(b.isSelected))
  const features = ordered.flatMap((fix): Feature[] => {
    const properties = { says: fix.says, isSelected: fix.isSelected, label: fix.isSelected ? clock(fix.atMs) : '' }
    return [
      { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [circleRing(fix, fix.radiusMetres)] } },
      { type: 'Feature', properties, geometry: { type: 'Point', coordinates: [fix.lon, fix.lat] } },
    ]
  })
  return { type: 'FeatureCollection', features }
}

/** For the camera, which frames a trail. */
export function evidenceTrail(evidence: readonly EvidenceFix[]): TrailFix[] {
  return evidence.map(({ atMs, lat, lon, radiusMetres }) => ({ atMs, lat, lon, accuracyMetres: radiusMetres, isValid: true }))
}
