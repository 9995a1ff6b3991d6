import type { Feature, FeatureCollection, Position } from 'geojson'
import type { MapZone } from '../map-props.ts'
import { circleRing } from './circle.ts'

function ringOf({ shape }: MapZone): Position[] {
  if (shape.kind === 'circle') return circleRing(shape.centre, shape.radiusMetres, 72)
  const corners = shape.ring.map((corner): Position => [corner.lon, corner.lat])
  const [first] = corners
  return first === undefined ? [] : [...corners, first]
}

/** The northernmost corner: a name above the zone hides nothing inside it. */
function top(ring: readonly Position[]): Position {
  return ring.reduce((best, corner) => ((corner[1] ?? -90) > (best[1] ?? -90) ? corner : best), ring[0] ?? [0, 0])
}

/** A polygon and a point for the name, a zone. */
export function zoneFeatures(zones: readonly MapZone[]): FeatureCollection {
  const features = zones.flatMap((zone): Feature[] => {
    const ring = ringOf(zone)
    if (ring.length < 4) return []
    const properties = { kind: zone.kind, name: zone.name }
    return [
      { type: 'Feature', properties, geometry: { type: 'Polygon', coordinates: [ring] } },
      { type: 'Feature', properties, geometry: { type: 'Point', coordinates: top(ring) } },
    ]
  })
  return { type: 'FeatureCollection', features }
}
