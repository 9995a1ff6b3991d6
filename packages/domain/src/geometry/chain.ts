import type { LatLon } from './shape.ts'

/** South, west, north, east. */
export const boxSize = 4

/** Boxes over runs of edges, each `fanOut` times as long as on the level below; the last run may be shorter. */
interface Level {
  readonly boxes: readonly number[]
}

/**
 * A line or a closed ring prepared for many questions: corners in a flat array (lat, lon, lat, lon …; a ring repeats its first
 * corner) under a tree of boxes. A run of neighbouring edges lies close together, so the order of the corners is the index.
 */
export interface Chain {
  readonly corners: readonly number[]
  readonly edgeCount: number
  /** From runs of edges up to one box over everything. */
  readonly levels: readonly Level[]
}

/** Found by measuring: small enough to rule out most edges of a city district, large enough that a house needs no tree. */
export const edgesPerRun = 16
export const fanOut = 8

/**
 * Room for so many numbers, held side by side. A typed array would hold them as well, but costs the collector far more than the few
 * numbers of most zones are worth.
 */
export function doubles(count: number): number[] {
  return Array.from<number>({ length: count }).fill(0.5)
}

function setBox(boxes: number[], index: number, south: number, west: number, north: number, east: number): void {
  const at = index * boxSize
  boxes[at] = south
  boxes[at + 1] = west
  boxes[at + 2] = north
  boxes[at + 3] = east
}

function runBoxes(corners: readonly number[], edgeCount: number): readonly number[] {
  const runs = Math.ceil(edgeCount / edgesPerRun)
  const boxes = doubles(runs * boxSize)
  for (let run = 0; run < runs; run++) {
    const last = Math.min(edgeCount, (run + 1) * edgesPerRun)
    let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let i = run * edgesPerRun; i <= last; i++) {
      const [lat, lon] = [corners[2 * i] as number, corners[2 * i + 1] as number]
      south = Math.min(south, lat)
      west = Math.min(west, lon)
      north = Math.max(north, lat)
      east = Math.max(east, lon)
    }
    setBox(boxes, run, south, west, north, east)
  }
  return boxes
}

function boxesOver(below: readonly number[]): readonly number[] {
  const count = Math.ceil(below.length / boxSize / fanOut)
  const boxes = doubles(count * boxSize)
  for (let i = 0; i < count; i++) {
    const end = Math.min(below.length, (i + 1) * fanOut * boxSize)
    let [south, west, north, east] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let at = i * fanOut * boxSize; at < end; at += boxSize) {
      south = Math.min(south, below[at] as number)
      west = Math.min(west, below[at + 1] as number)
      north = Math.max(north, below[at + 2] as number)
      east = Math.max(east, below[at + 3] as number)
    }
    setBox(boxes, i, south, west, north, east)
  }
  return boxes
}

/** At least one corner. A line of one corner has one edge without length. */
export function chainOf(line: readonly LatLon[], isClosed: boolean): Chain {
  const edgeCount = isClosed ? line.length : Math.max(1, line.length - 1)
  const corners = doubles(2 * (edgeCount + 1))
  for (let i = 0; i <= edgeCount; i++) {
    const { lat, lon } = line[i % line.length] as LatLon
    corners[2 * i] = lat
    corners[2 * i + 1] = lon
  }
  const levels: Level[] = [{ boxes: runBoxes(corners, edgeCount) }]
  for (let top = levels[0] as Level; top.boxes.length > boxSize; top = levels.at(-1) as Level) {
    levels.push({ boxes: boxesOver(top.boxes) })
  }
  return { corners, edgeCount, levels }
}
