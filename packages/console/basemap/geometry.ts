import type { Position } from 'geojson'

/** West, south, east, north. */
export type Box = readonly [number, number, number, number]

/** Kazakhstan and enough of its neighbours that no border of it lies at the edge of the map. */
export const orientationBox: Box = [44, 38, 90, 57]

const isInside = ([lon = NaN, lat = NaN]: Position, [west, south, east, north]: Box) =>
  lon >= west && lon <= east && lat >= south && lat <= north

/** The parts of a line whose vertices lie in the box: a line that leaves is cut at its last vertex inside. */
export function cutLine(line: readonly Position[], box: Box): Position[][] {
  const parts: Position[][] = []
  let part: Position[] = []
  for (const point of line) {
    if (isInside(point, box)) {
      part.push(point)
      continue
    }
    if (part.length > 1) parts.push(part)
    part = []
  }
  if (part.length > 1) parts.push(part)
  return parts
}

/** Sutherland-Hodgman against one side of the box; `axis` 0 is longitude. */
function cutRingAt(ring: readonly Position[], axis: 0 | 1, limit: number, keepsGreater: boolean): Position[] {
  const isKept = (point: Position) => (point[axis] as number) >= limit === keepsGreater
  const kept: Position[] = []
  for (let i = 0; i < ring.length; i++) {
    const from = ring[(i + ring.length - 1) % ring.length] as Position
    const to = ring[i] as Position
    if (isKept(from) !== isKept(to)) {
      const share = (limit - (from[axis] as number)) / ((to[axis] as number) - (from[axis] as number))
      const other = axis === 0 ? 1 : 0
      const crossing = (from[other] as number) + share * ((to[other] as number) - (from[other] as number))
      kept.push(axis === 0 ? [limit, crossing] : [crossing, limit])
    }
    if (isKept(to)) kept.push(to)
  }
  return kept
}

/** A closed ring cut to the box; empty when nothing of it is inside. */
export function cutRing(ring: readonly Position[], box: Box): Position[] {
  let open: Position[] = ring.slice(0, -1)
  for (const [axis, limit, keepsGreater] of [
    [0, box[0], true],
    [1, box[1], true],
    [0, box[2], false],
    [1, box[3], false],
  ] as const) {
    if (open.length > 0) open = cutRingAt(open, axis, limit, keepsGreater)
  }
  const first = open[0]
  return first === undefined || open.length < 3 ? [] : [...open, first]
}

function distanceToSegment(point: Position, from: Position, to: Position): number {
  const [px = 0, py = 0] = point
  const [ax = 0, ay = 0] = from
  const [bx = 0, by = 0] = to
  const length2 = (bx - ax) ** 2 + (by - ay) ** 2
  const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * (bx - ax) + (py - ay) * (by - ay)) / length2))
  return Math.hypot(px - ax - along * (bx - ax), py - ay - along * (by - ay))
}

/** Douglas-Peucker: no dropped vertex lies further than `toleranceDegrees` from the line that is left. */
export function simplify(line: readonly Position[], toleranceDegrees: number): Position[] {
  const isKept = new Uint8Array(line.length)
  isKept[0] = isKept[line.length - 1] = 1
  const open: [number, number][] = [[0, line.length - 1]]
  for (let span = open.pop(); span !== undefined; span = open.pop()) {
    const [from, to] = span
    let [furthest, distance] = [-1, toleranceDegrees]
    for (let i = from + 1; i < to; i++) {
      const here = distanceToSegment(line[i] as Position, line[from] as Position, line[to] as Position)
      if (here > distance) [furthest, distance] = [i, here]
    }
    if (furthest === -1) continue
    isKept[furthest] = 1
    open.push([from, furthest], [furthest, to])
  }
  return line.filter((_, i) => isKept[i] === 1)
}

/** A ring has no ends to hold: it is simplified in two halves, so that it cannot collapse to a point. */
export function simplifyRing(ring: readonly Position[], toleranceDegrees: number): Position[] {
  const half = ring.length >> 1
  return [...simplify(ring.slice(0, half + 1), toleranceDegrees), ...simplify(ring.slice(half), toleranceDegrees).slice(1)]
}

/** Square degrees, whatever the direction of the ring. */
export function ringArea(ring: readonly Position[]): number {
  let sum = 0
  for (let i = 1; i < ring.length; i++) {
    const [ax = 0, ay = 0] = ring[i - 1] as Position
    const [bx = 0, by = 0] = ring[i] as Position
    sum += ax * by - bx * ay
  }
  return Math.abs(sum) / 2
}

/** Three decimals are 110 m: finer than any of the sources. */
export function rounded(line: readonly Position[]): Position[] {
  const points = line.map((point): Position => point.map((value) => Math.round(value * 1000) / 1000))
  return points.filter((point, i) => i === 0 || point.join() !== (points[i - 1] as Position).join())
}
