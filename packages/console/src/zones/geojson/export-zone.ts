import { type Zone, toGeoJson } from '@bilezik/domain'

/** RFC 7946, for any map program; what it cannot say (a radius, a half-width) stands in the properties, so that it reads back whole. */
export function exportedZone({ name, shape }: Zone): object {
  const feature = (geometry: object, more: object = {}) => ({
    type: 'Feature',
    properties: { name, kind: shape.kind, ...more },
    geometry,
  })
  if (shape.kind === 'circle') {
    const { centre, radiusMetres } = shape
    return feature(toGeoJson(shape), { centre: [centre.lon, centre.lat], radiusMetres })
  }
  if (shape.kind === 'corridor') {
    const { line, halfWidthMetres } = shape
    return feature({ type: 'LineString', coordinates: line.map(({ lat, lon }) => [lon, lat]) }, { halfWidthMetres })
  }
  return feature(toGeoJson(shape))
}

/** Gives the browser a file to keep. */
export function saveZone(zone: Zone): void {
  const blob = new Blob([JSON.stringify(exportedZone(zone))], { type: 'application/geo+json' })
  const link = document.createElement('a')
  link.href = URL.createObjectURL(blob)
  link.download = `${zone.name.replaceAll(/[^\p{L}\p{N} -]/gu, '').trim() || 'zone'}.geojson`
  link.click()
  // The download has begun by then; the address would keep the text in memory for as long as the page stands.
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
