import { type LatLon, distanceMetres, metresPerDegree } from '@bilezik/domain'

const cellMetres = 50
const withinMetres = 100

/** The place within 100 m of which most fixes lie: the middle of the fullest 50 m square, then the mean of what is around it. */
export function densestPlace(fixes: readonly LatLon[]): LatLon | undefined {
  const first = fixes[0]
  if (!first) return undefined
  const scale = metresPerDegree(first.lat)
  const counts = new Map<string, { count: number; at: LatLon }>()
  for (const fix of fixes) {
    const key = `${Math.floor((fix.lat * scale.lat) / cellMetres)}:${Math.floor((fix.lon * scale.lon) / cellMetres)}`
    const cell = counts.get(key)
    if (cell) cell.count++
    else counts.set(key, { count: 1, at: fix })
  }
  const fullest = [...counts.values()].reduce((best, cell) => (cell.count > best.count ? cell : best))
  const near = fixes.filter((fix) => distanceMetres(fix, fullest.at) <= withinMetres)
  return {
    lat: near.reduce((sum, fix) => sum + fix.lat, 0) / near.length,
    lon: near.reduce((sum, fix) => sum + fix.lon, 0) / near.length,
  }
}
