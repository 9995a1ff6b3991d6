import { metresPerDegree } from './distance.ts'

/** A point with the scale of its latitude, from `metresPerDegree`. */
export interface Standpoint {
  readonly lat: number
  readonly lon: number
  readonly metresPerLat: number
  readonly metresPerLon: number
}

/** Within some 5 km the first place found is right within 5 m along the edge, and so the distance to it within millimetres. */
const nearDegrees = 0.05

/**
 * Metres from a point to an edge that is straight in degrees; longitudes must already be on one side of 180°.
 * The nearest point is found in the plane at the point and, if it is far, again in the plane half-way to it: the first alone errs
 * by about 1 % at 100 km, because a degree of longitude shrinks northward. The answer is then `distanceMetres` to what was found.
 */
export function metresToEdge(from: Standpoint, aLat: number, aLon: number, bLat: number, bLon: number): number {
  const northA = aLat - from.lat
  const eastA = aLon - from.lon
  const dLat = bLat - aLat
  const dLon = bLon - aLon
  let { metresPerLat, metresPerLon } = from
  let north = northA
  let east = eastA
  for (let pass = 0; pass < 2; pass++) {
    const dx = dLon * metresPerLon
    const dy = dLat * metresPerLat
    const length2 = dx * dx + dy * dy
    const ahead = -(eastA * metresPerLon * dx + northA * metresPerLat * dy)
    const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, ahead / length2))
    north = northA + along * dLat
    east = eastA + along * dLon
    const scale = metresPerDegree(from.lat + north / 2)
    metresPerLat = scale.lat
    metresPerLon = scale.lon
    if (Math.abs(north) < nearDegrees && Math.abs(east) < nearDegrees) break
  }
  const x = east * metresPerLon
  const y = north * metresPerLat
  return Math.sqrt(x * x + y * y)
}
