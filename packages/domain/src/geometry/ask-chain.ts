import { type Chain, boxSize, doubles, edgesPerRun, fanOut } from './chain.ts'
import { type Standpoint, metresToEdge } from './edge.ts'
import { degreesAcross, leastMetresToBox, leastPerLat, leastPerLon } from './least-distance.ts'

function boxesAt(chain: Chain, level: number): readonly number[] {
  return (chain.levels[level] as Chain['levels'][number]).boxes
}

/** A lower bound of the distance to the chain, at the cost of one box and without any trigonometry. */
export function leastMetresToChain(from: Standpoint, chain: Chain): number {
  return leastMetresToBox(from, boxesAt(chain, chain.levels.length - 1), 0)
}

/** Squares of lower bounds, one an edge of the run at hand: written before they are read, so nothing is carried over. */
const least2 = doubles(edgesPerRun)

function nearestInRun(from: Standpoint, chain: Chain, run: number, best: number): number {
  const { corners } = chain
  const first = run * edgesPerRun
  const count = Math.min(chain.edgeCount - first, edgesPerRun)
  const degrees = degreesAcross(from, boxesAt(chain, 0), run * boxSize)
  const perLat = leastPerLat(from, degrees)
  const perLon = leastPerLon(from, degrees)
  let nearest = -1
  let nearest2 = best * best
  let ay = ((corners[2 * first] as number) - from.lat) * perLat
  let ax = ((corners[2 * first + 1] as number) - from.lon) * perLon
  for (let i = 0; i < count; i++) {
    const by = ((corners[2 * (first + i) + 2] as number) - from.lat) * perLat
    const bx = ((corners[2 * (first + i) + 3] as number) - from.lon) * perLon
    const dx = bx - ax
    const dy = by - ay
    const length2 = dx * dx + dy * dy
    const along = length2 === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / length2))
    const x = ax + along * dx
    const y = ay + along * dy
    const metres2 = x * x + y * y
    least2[i] = metres2
    if (metres2 < nearest2) {
      nearest = i
      nearest2 = metres2
    }
    ax = bx
    ay = by
  }
  if (nearest < 0) return best
  let metres = Math.min(best, toEdge(from, corners, first + nearest))
  for (let i = 0; i < count; i++) {
    if (i !== nearest && (least2[i] as number) < metres * metres) metres = Math.min(metres, toEdge(from, corners, first + i))
  }
  return metres
}

function toEdge(from: Standpoint, corners: readonly number[], edge: number): number {
  const at = 2 * edge
  return metresToEdge(
    from,
    corners[at] as number,
    corners[at + 1] as number,
    corners[at + 2] as number,
    corners[at + 3] as number,
  )
}

function nearestUnder(from: Standpoint, chain: Chain, level: number, run: number, best: number): number {
  if (level === 0) return nearestInRun(from, chain, run, best)
  const boxes = boxesAt(chain, level - 1)
  const first = run * fanOut
  const end = Math.min(boxes.length / boxSize, first + fanOut)
  let closest = -1
  let least = best
  for (let i = first; i < end; i++) {
    const metres = leastMetresToBox(from, boxes, i * boxSize)
    if (metres < least) {
      closest = i
      least = metres
    }
  }
  if (closest < 0) return best
  // The most promising first: what it finds rules out most of the others.
  let metres = nearestUnder(from, chain, level - 1, closest, best)
  for (let i = first; i < end; i++) {
    if (i !== closest && leastMetresToBox(from, boxes, i * boxSize) < metres) {
      metres = nearestUnder(from, chain, level - 1, i, metres)
    }
  }
  return metres
}

/** Metres to the nearest edge, as `metresToEdge` measures them, or `best` if nothing is nearer. */
export function metresToChain(from: Standpoint, chain: Chain, best = Infinity): number {
  return leastMetresToChain(from, chain) < best ? nearestUnder(from, chain, chain.levels.length - 1, 0, best) : best
}

/** Whether a line eastward crosses an odd number of the run's edges; half-open in latitude, as `isInRing`. */
function isOdd(chain: Chain, level: number, run: number, lat: number, lon: number): boolean {
  const { corners, edgeCount } = chain
  const boxes = boxesAt(chain, level)
  const at = run * boxSize
  if (lat < (boxes[at] as number) || lat >= (boxes[at + 2] as number) || lon > (boxes[at + 3] as number)) return false
  const span = edgesPerRun * fanOut ** level
  const first = run * span
  const end = Math.min(edgeCount, first + span)
  // Wholly to the east: the run is one way from its first corner to its last, and only those two matter.
  if (lon < (boxes[at + 1] as number)) return (corners[2 * first] as number) > lat !== (corners[2 * end] as number) > lat
  let isInside = false
  if (level > 0) {
    const last = Math.min(boxesAt(chain, level - 1).length / boxSize, (run + 1) * fanOut)
    for (let i = run * fanOut; i < last; i++) if (isOdd(chain, level - 1, i, lat, lon)) isInside = !isInside
    return isInside
  }
  for (let i = first; i < end; i++) {
    const aLat = corners[2 * i] as number
    const bLat = corners[2 * i + 2] as number
    if (bLat > lat === aLat > lat) continue
    const aLon = corners[2 * i + 1] as number
    const bLon = corners[2 * i + 3] as number
    if (lon < ((bLon - aLon) * (lat - aLat)) / (bLat - aLat) + aLon) isInside = !isInside
  }
  return isInside
}

/** Whether the point lies in the ring, as `isInRing` says, at the cost of the runs around its latitude. */
export function isInChain(lat: number, lon: number, chain: Chain): boolean {
  return isOdd(chain, chain.levels.length - 1, 0, lat, lon)
}
