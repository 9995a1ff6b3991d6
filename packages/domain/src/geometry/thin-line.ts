import { metresPerDegree } from './distance.ts'
import { metresToEdge } from './edge.ts'
import type { LatLon } from './shape.ts'

/** Looked at by themselves: the search is quadratic at worst, and must not be so in the whole line. */
const stretchCorners = 256

function metresOff({ lat, lon }: LatLon, a: LatLon, b: LatLon): number {
  const scale = metresPerDegree(lat)
  return metresToEdge({ lat, lon, metresPerLat: scale.lat, metresPerLon: scale.lon }, a.lat, a.lon, b.lat, b.lon)
}

/** The line without the corners that lie within the tolerance of the rest (Douglas and Peucker, a stretch at a time). */
export function thinned(line: readonly LatLon[], toleranceMetres: number): LatLon[] {
  const isKept = line.map((_, i) => i % stretchCorners === 0 || i === line.length - 1)
  const open = line.flatMap((_, i): [number, number][] =>
    i % stretchCorners === 0 ? [[i, Math.min(line.length - 1, i + stretchCorners)]] : [],
  )
  for (let stretch = open.pop(); stretch; stretch = open.pop()) {
    const [first, last] = stretch
    const [a, b] = [line[first] as LatLon, line[last] as LatLon]
    let [farthest, most] = [-1, toleranceMetres]
    for (let i = first + 1; i < last; i++) {
      const metres = metresOff(line[i] as LatLon, a, b)
      if (metres > most) [farthest, most] = [i, metres]
    }
    if (farthest < 0) continue
    isKept[farthest] = true
    open.push([first, farthest], [farthest, last])
  }
  return line.filter((_, i) => isKept[i])
}

/** How far the corners left out lie from the line that remains, at most; `kept` is the line with some corners left out, in order. */
export function departureMetres(line: readonly LatLon[], kept: readonly LatLon[]): number {
  let most = 0
  let next = 1
  for (const corner of line.slice(1)) {
    const [a, b] = [kept[next - 1], kept[next]]
    if (!a || !b) return most
    if (corner === b) next++
    else most = Math.max(most, metresOff(corner, a, b))
  }
  return most
}
