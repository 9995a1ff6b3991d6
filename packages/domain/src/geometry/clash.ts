import { type Chain, boxSize, edgesPerRun } from './chain.ts'
import type { LatLon } from './shape.ts'
import { edgesClash, meetingPlace, onEdgeDegrees } from './touch.ts'

/** Two rings (maybe the same one) whose borders cross or run along each other, and where. */
export interface Clash {
  readonly rings: readonly [number, number]
  readonly at: LatLon
}

/** A run of up to `edgesPerRun` edges of one ring, with its box. */
interface Run {
  readonly ring: number
  readonly first: number
  readonly end: number
  readonly south: number
  readonly west: number
  readonly north: number
  readonly east: number
}

/**
 * Pairs of edges that may be looked at, some 10 ns each. A very jagged border of 20,000 corners takes 2 million, and no border of
 * up to 6,000 corners takes more than this, however it is drawn. What needs more (thousands of long slanting edges side by
 * side) is no border of a place.
 */
const mostPairs = 20_000_000

/** How many pairs may still be looked at. */
interface Budget {
  pairs: number
}

function runsOf(rings: readonly Chain[]): Run[] {
  return rings.flatMap(({ levels, edgeCount }, ring) => {
    const boxes = levels[0]?.boxes ?? []
    return Array.from({ length: boxes.length / boxSize }, (_, run) => {
      const [south, west, north, east] = boxes.slice(run * boxSize, (run + 1) * boxSize) as unknown as [
        number,
        number,
        number,
        number,
      ]
      const first = run * edgesPerRun
      return { ring, first, end: Math.min(edgeCount, first + edgesPerRun), south, west, north, east }
    })
  })
}

function boxesMeet(p: readonly number[], i: number, q: readonly number[], j: number): boolean {
  return spansMeet(p, 2 * i, q, 2 * j) && spansMeet(p, 2 * i + 1, q, 2 * j + 1)
}

function spansMeet(p: readonly number[], i: number, q: readonly number[], j: number): boolean {
  const a = p[i] as number
  const b = p[i + 2] as number
  const c = q[j] as number
  const d = q[j + 2] as number
  return (a > b ? a : b) >= (c < d ? c : d) - onEdgeDegrees && (c > d ? c : d) >= (a < b ? a : b) - onEdgeDegrees
}

/** Twice the area of the triangle of the edge at `i` and the corner at `j`: on which side of the edge's line it lies. */
function sideOf(p: readonly number[], i: number, q: readonly number[], j: number): number {
  const lat = p[i] as number
  const lon = p[i + 1] as number
  return ((p[i + 3] as number) - lon) * ((q[j] as number) - lat) - ((p[i + 2] as number) - lat) * ((q[j + 1] as number) - lon)
}

/** An edge is less than 181 + 91 degrees long: above this product its ends lie surely off the line, not on it. */
const offLine = 272 * onEdgeDegrees

/** A quick no for most pairs: both ends of one edge lie well on the same side of the other. */
function isApart(p: readonly number[], i: number, q: readonly number[], j: number): boolean {
  const c = sideOf(p, 2 * i, q, 2 * j)
  const d = sideOf(p, 2 * i, q, 2 * j + 2)
  return (c > offLine && d > offLine) || (c < -offLine && d < -offLine)
}

function isNearRun(p: readonly number[], i: number, { south, west, north, east }: Run): boolean {
  const aLat = p[2 * i] as number
  const aLon = p[2 * i + 1] as number
  const bLat = p[2 * i + 2] as number
  const bLon = p[2 * i + 3] as number
  return !(
    (aLat > north + onEdgeDegrees && bLat > north + onEdgeDegrees) ||
    (aLat < south - onEdgeDegrees && bLat < south - onEdgeDegrees) ||
    (aLon > east + onEdgeDegrees && bLon > east + onEdgeDegrees) ||
    (aLon < west - onEdgeDegrees && bLon < west - onEdgeDegrees)
  )
}

function runsClash(rings: readonly Chain[], one: Run, other: Run, budget: Budget): LatLon | undefined {
  const [p, q] = [rings[one.ring] as Chain, rings[other.ring] as Chain]
  for (let i = one.first; i < one.end; i++) {
    if (!isNearRun(p.corners, i, other)) continue
    budget.pairs -= other.end - (one === other ? i + 1 : other.first)
    for (let j = one === other ? i + 1 : other.first; j < other.end; j++) {
      if (!boxesMeet(p.corners, i, q.corners, j) || isApart(p.corners, i, q.corners, j)) continue
      const apart = Math.abs(i - j)
      const areNeighbours = p === q && (apart === 1 || apart === p.edgeCount - 1)
      if (edgesClash(p, i, q, j, areNeighbours)) return meetingPlace(p, i, q, j)
    }
  }
  return undefined
}

/** The first clash found; sweeps over runs from west to east. */
export function findClash(rings: readonly Chain[]): Clash | 'too-tangled' | undefined {
  const runs = runsOf(rings).toSorted((a, b) => a.west - b.west)
  const budget: Budget = { pairs: mostPairs }
  for (const [index, one] of runs.entries()) {
    for (let next = index; next < runs.length; next++) {
      const other = runs[next] as Run
      if (other.west > one.east + onEdgeDegrees) break
      if (other.south > one.north + onEdgeDegrees || one.south > other.north + onEdgeDegrees) continue
      const at = runsClash(rings, one, other, budget)
      if (at) return { rings: [one.ring, other.ring], at }
      if (budget.pairs < 0) return 'too-tangled'
    }
  }
  return undefined
}
