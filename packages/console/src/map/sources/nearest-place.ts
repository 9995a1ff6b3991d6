import { type LatLon, type Language, type Localised, distanceMetres, metresPerDegree } from '@bilezik/domain'
import type { FeatureCollection, Point } from 'geojson'

export interface KnownPlace extends LatLon {
  readonly name: Localised
}

export interface Signpost {
  readonly name: string
  readonly distanceMetres: number
  /** Degrees clockwise from north: where the place lies from here. */
  readonly bearingDegrees: number
}

/** Villages would make the signpost flicker; a city is what one knows. */
const leastRank = 3

/** The cities among the labels of the basemap. */
export function citiesOf(
  labels: FeatureCollection<Point, Localised & { readonly kind: string; readonly rank: number }>,
): readonly KnownPlace[] {
  return labels.features
    .filter(({ properties }) => properties.kind === 'place' && properties.rank <= leastRank)
    .map(({ geometry, properties: { kk, ru, en } }) => ({
      lon: geometry.coordinates[0] ?? NaN,
      lat: geometry.coordinates[1] ?? NaN,
      name: { kk, ru, en },
    }))
}

export function nearestPlace(from: LatLon, places: readonly KnownPlace[], language: Language): Signpost | null {
  let nearest: { readonly place: KnownPlace; readonly metres: number } | null = null
  for (const place of places) {
    const metres = distanceMetres(from, place)
    if (nearest === null || metres < nearest.metres) nearest = { place, metres }
  }
  if (nearest === null) return null
  const { place, metres } = nearest
  const scale = metresPerDegree((from.lat + place.lat) / 2)
  const degrees = (Math.atan2((place.lon - from.lon) * scale.lon, (place.lat - from.lat) * scale.lat) * 180) / Math.PI
  return { name: place.name[language], distanceMetres: metres, bearingDegrees: (degrees + 360) % 360 }
}
