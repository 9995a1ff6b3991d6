import { union } from 'polyclip-ts'
import { roundRing } from './round-ring.ts'
import type { Area, Corridor, LatLon } from './shape.ts'
import { thinned } from './thin-line.ts'

/** Corners of the circle about each end and bend: the outline runs up to 1 % of the half-width inside the corridor. */
const bendCorners = 24
/** The line is thinned to at most so many corners before it is outlined, which takes some 0.1 ms a corner. */
const mostLineCorners = 200

/** The convex hull (Andrew's monotone chain), counterclockwise. */
function hull(points: readonly LatLon[]): LatLon[] {
  const sorted = points.toSorted((a, b) => a.lon - b.lon || a.lat - b.lat)
  const half = (from: readonly LatLon[]) => {
    const chain: LatLon[] = []
    for (const point of from) {
      const turns = () => {
        const [a, b] = [chain.at(-2) as LatLon, chain.at(-1) as LatLon]
        return (b.lon - a.lon) * (point.lat - a.lat) - (b.lat - a.lat) * (point.lon - a.lon)
      }
      while (chain.length > 1 && turns() <= 0) chain.pop()
      chain.push(point)
    }
    return chain.slice(0, -1)
  }
  return [...half(sorted), ...half(sorted.toReversed())]
}

/**
 * The corridor as areas, for drawing and export only: a line that closes on itself leaves a hole. Within 1 % of the half-width for
 * a line of up to 200 bends; one of more is thinned until that many are left. The engine measures from the line itself.
 */
export function corridorAreas({ line, halfWidthMetres }: Corridor): Area[] {
  let toleranceMetres = halfWidthMetres / 1_000
  let bends = thinned(line, toleranceMetres)
  while (bends.length > mostLineCorners) {
    toleranceMetres *= 2
    bends = thinned(line, toleranceMetres)
  }
  const rounds = bends.map((bend) => roundRing(bend, halfWidthMetres, bendCorners))
  const stadiums = rounds.slice(1).map((round, i): [number, number][][] => {
    const ring = hull([...(rounds[i] as LatLon[]), ...round]).map(({ lat, lon }): [number, number] => [lon, lat])
    return [[...ring, ring[0] as [number, number]]]
  })
  const [first, ...others] = stadiums
  if (first === undefined) return []
  return union(first, ...others).map((rings) => {
    const [ring = [], ...holes] = rings.map((each) => each.slice(0, -1).map(([lon, lat]) => ({ lat, lon })))
    return holes.length > 0 ? { ring, holes } : { ring }
  })
}
