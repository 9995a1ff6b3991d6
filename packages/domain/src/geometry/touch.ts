import type { Chain } from './chain.ts'
import type { LatLon } from './shape.ts'

/** Degrees, about a micrometre: what lies this near to an edge lies on it. Coordinates in decimals are rounded far more coarsely. */
export const onEdgeDegrees = 1e-11

type Point = readonly [x: number, y: number]

function cornerOf({ corners, edgeCount }: Chain, index: number): Point {
  const at = 2 * ((index + edgeCount) % edgeCount)
  return [corners[at + 1] as number, corners[at] as number]
}

/** On which side of the edge the point lies: 0 on its line. */
function side([ax, ay]: Point, [bx, by]: Point, [px, py]: Point): number {
  const cross = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
  return Math.abs(cross) <= onEdgeDegrees * Math.hypot(bx - ax, by - ay) ? 0 : Math.sign(cross)
}

function isSame([ax, ay]: Point, [bx, by]: Point): boolean {
  return Math.hypot(bx - ax, by - ay) <= onEdgeDegrees
}

/** Where the point projects on the edge, in degrees from its start. */
function along([ax, ay]: Point, [bx, by]: Point, [px, py]: Point): number {
  return ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / Math.hypot(bx - ax, by - ay)
}

/** Two edges on one line have more than a point in common. */
function runTogether(a: Point, b: Point, c: Point, d: Point): boolean {
  const length = Math.hypot(b[0] - a[0], b[1] - a[1])
  const [from, to] = [along(a, b, c), along(a, b, d)]
  return Math.min(length, Math.max(from, to)) - Math.max(0, Math.min(from, to)) > onEdgeDegrees
}

/** The way a ring takes through a point of its border: where it comes from, the point, where it goes on to. */
type Way = readonly [Point, Point, Point]

function angle([x, y]: Point, [qx, qy]: Point): number {
  return Math.atan2(qy - y, qx - x)
}

/** Two ways through one point: they cross if the second leaves on another side of the first than it came from. */
function waysCross([a, at, b]: Way, [c, atToo, d]: Way): boolean {
  const from = angle(at, a)
  const turn = (angles: number) => (angles - from + 4 * Math.PI) % (2 * Math.PI)
  const wide = turn(angle(at, b))
  return turn(angle(atToo, c)) < wide !== turn(angle(atToo, d)) < wide
}

/** The way through a point that lies on this edge; at its ends the neighbouring edge comes in. */
function wayThrough(ring: Chain, edge: number, point: Point): Way {
  const [a, b] = [cornerOf(ring, edge), cornerOf(ring, edge + 1)]
  if (isSame(point, a)) return [cornerOf(ring, edge - 1), a, b]
  return isSame(point, b) ? [a, b, cornerOf(ring, edge + 2)] : [a, point, b]
}

function isOn(a: Point, b: Point, point: Point): boolean {
  if (side(a, b, point) !== 0) return false
  const degrees = along(a, b, point)
  return degrees >= -onEdgeDegrees && degrees <= Math.hypot(b[0] - a[0], b[1] - a[1]) + onEdgeDegrees
}

/**
 * Whether the borders cross or run along each other at these two edges. They may touch in a point. Rings are closed and no two
 * neighbouring corners are the same; `areNeighbours` says that the edges follow each other in one ring.
 */
export function edgesClash(one: Chain, i: number, other: Chain, j: number, areNeighbours: boolean): boolean {
  const [a, b] = [cornerOf(one, i), cornerOf(one, i + 1)]
  const [c, d] = [cornerOf(other, j), cornerOf(other, j + 1)]
  const [sideC, sideD] = [side(a, b, c), side(a, b, d)]
  if (sideC * sideD > 0) return false
  const [sideA, sideB] = [side(c, d, a), side(c, d, b)]
  if (sideA * sideB > 0) return false
  if ((sideC === 0 && sideD === 0) || (sideA === 0 && sideB === 0)) if (runTogether(a, b, c, d)) return true
  if (areNeighbours) return false
  if (sideC * sideD < 0 && sideA * sideB < 0) return true
  const touch = [c, d].find((point) => isOn(a, b, point)) ?? [a, b].find((point) => isOn(c, d, point))
  return touch !== undefined && waysCross(wayThrough(one, i, touch), wayThrough(other, j, touch))
}

/** Where two edges that clash do so: the crossing, or the first end of one that lies on the other. For showing, not for deciding. */
export function meetingPlace(one: Chain, i: number, other: Chain, j: number): LatLon {
  const [a, b] = [cornerOf(one, i), cornerOf(one, i + 1)]
  const [c, d] = [cornerOf(other, j), cornerOf(other, j + 1)]
  const [abX, abY, cdX, cdY] = [b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]]
  const turn = abX * cdY - abY * cdX
  const share = ((c[0] - a[0]) * cdY - (c[1] - a[1]) * cdX) / turn
  const onOne = [c, d].find((point) => isOn(a, b, point))
  const [lon, lat] = onOne ?? [a, b].find((point) => isOn(c, d, point)) ?? [a[0] + share * abX, a[1] + share * abY]
  return { lat, lon }
}
