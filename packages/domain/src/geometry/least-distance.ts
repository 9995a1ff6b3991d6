import type { Standpoint } from './edge.ts'

/**
 * Lower bounds of distances without any trigonometry. `distanceMetres` measures with the scale half-way to the other place; over
 * so many degrees of latitude that scale differs from the one at hand by no more than this (slopes of `metresPerDegree`'s series:
 * 1,949.4 and 19.6 m a degree, halved).
 */
const mostLonChange = 975
const mostLatChange = 10

/** Metres of a degree of latitude and of longitude that no scale half-way to a place so many degrees of latitude away falls below. */
export function leastPerLat(from: Standpoint, degrees: number): number {
  return from.metresPerLat - mostLatChange * degrees
}

export function leastPerLon(from: Standpoint, degrees: number): number {
  return Math.max(0, from.metresPerLon - mostLonChange * degrees)
}

/** Degrees of latitude to the farther side of a box (south, west, north, east at `at`). */
export function degreesAcross(from: Standpoint, boxes: readonly number[], at: number): number {
  return Math.max(from.lat - (boxes[at] as number), (boxes[at + 2] as number) - from.lat)
}

/** At most the distance to anything in the box. Longitudes must already be on one side of 180°. */
export function leastMetresToBox(from: Standpoint, boxes: readonly number[], at: number): number {
  const degrees = degreesAcross(from, boxes, at)
  const north = Math.max((boxes[at] as number) - from.lat, from.lat - (boxes[at + 2] as number), 0)
  const east = Math.max((boxes[at + 1] as number) - from.lon, from.lon - (boxes[at + 3] as number), 0)
  const y = north * leastPerLat(from, degrees)
  const x = east * leastPerLon(from, degrees)
  return Math.sqrt(x * x + y * y)
}

/** At most the distance to the place. Longitudes must already be on one side of 180°. */
export function leastMetresToPlace(from: Standpoint, lat: number, lon: number): number {
  const degrees = Math.abs(lat - from.lat)
  const y = degrees * leastPerLat(from, degrees)
  const x = (lon - from.lon) * leastPerLon(from, degrees)
  return Math.sqrt(x * x + y * y)
}
