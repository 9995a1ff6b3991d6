import { isInChain, metresToChain } from './ask-chain.ts'
import { type Chain, chainOf } from './chain.ts'
import { findClash } from './clash.ts'
import { metresPerDegree } from './distance.ts'
import type { Area, LatLon, Ring } from './shape.ts'
import { onEdgeDegrees } from './touch.ts'

export const areaRefusals = [
  'too-few-corners',
  'no-area',
  'crosses-itself',
  'hole-outside',
  'holes-overlap',
  'parts-overlap',
  'too-tangled',
] as const
export type AreaRefusal = (typeof areaRefusals)[number]

/** Why, and near which place where there is one: a crossing, or a corner of the ring that lies wrongly. */
export interface AreaFault {
  readonly reason: AreaRefusal
  readonly at?: LatLon
}

/** A ring and its place: the outer border of a part (hole 0) or one of its holes (from 1). */
interface Placed {
  readonly part: number
  readonly hole: number
  readonly chain: Chain
}

/** Without corners that repeat the one before them: those do no harm, but have no direction. */
function withoutRepeats(ring: Ring): Ring {
  const isFar = (a: LatLon, b: LatLon) => Math.hypot(a.lat - b.lat, a.lon - b.lon) > onEdgeDegrees
  const kept: LatLon[] = []
  for (const corner of ring) if (kept.length === 0 || isFar(corner, kept.at(-1) as LatLon)) kept.push(corner)
  while (kept.length > 1 && !isFar(kept[0] as LatLon, kept.at(-1) as LatLon)) kept.pop()
  return kept
}

function isOneLine(ring: Ring): boolean {
  const first = ring[0] as LatLon
  const reach = (corner: LatLon) => Math.hypot(corner.lat - first.lat, corner.lon - first.lon)
  const farthest = ring.reduce((best, corner) => (reach(corner) > reach(best) ? corner : best), first)
  const [dLat, dLon] = [farthest.lat - first.lat, farthest.lon - first.lon]
  const most = onEdgeDegrees * reach(farthest)
  return ring.every((corner) => Math.abs(dLon * (corner.lat - first.lat) - dLat * (corner.lon - first.lon)) <= most)
}

const touchMetres = 0.001

/** Whether the first ring lies in the second; their borders may touch but do not cross, so one corner or middle off it decides. */
function liesIn(inner: Chain, outer: Chain): boolean {
  const { corners } = inner
  for (let i = 0; i < inner.edgeCount; i++) {
    for (const share of [0, 0.5]) {
      const [aLat, aLon, bLat, bLon] = corners.slice(2 * i, 2 * i + 4) as unknown as [number, number, number, number]
      const [lat, lon] = [aLat + share * (bLat - aLat), aLon + share * (bLon - aLon)]
      const scale = metresPerDegree(lat)
      const from = { lat, lon, metresPerLat: scale.lat, metresPerLon: scale.lon }
      if (metresToChain(from, outer, touchMetres) >= touchMetres) return isInChain(lat, lon, outer)
    }
  }
  return false
}

function clashReason(a: Placed, b: Placed): AreaRefusal {
  if (a === b) return 'crosses-itself'
  if (a.part !== b.part) return 'parts-overlap'
  return a.hole === 0 || b.hole === 0 ? 'hole-outside' : 'holes-overlap'
}

function firstCorner({ chain }: Placed): LatLon {
  const [lat = 0, lon = 0] = chain.corners
  return { lat, lon }
}

function nestingFault(rings: readonly Placed[]): AreaFault | undefined {
  const parts = rings.filter(({ hole }) => hole === 0)
  const holesOf = (part: number) => rings.filter((ring) => ring.part === part && ring.hole > 0)
  for (const { part, chain } of parts) {
    const holes = holesOf(part)
    const outside = holes.find((hole) => !liesIn(hole.chain, chain))
    if (outside) return { reason: 'hole-outside', at: firstCorner(outside) }
    const within = holes.find((a) => holes.some((b) => a !== b && liesIn(a.chain, b.chain)))
    if (within) return { reason: 'holes-overlap', at: firstCorner(within) }
    // An island in a part's lake lies in its ring, but in one of its holes as well.
    const isOn = (other: Placed) => liesIn(other.chain, chain) && !holes.some((hole) => liesIn(other.chain, hole.chain))
    const shared = parts.find((other) => other.part !== part && isOn(other))
    if (shared) return { reason: 'parts-overlap', at: firstCorner(shared) }
  }
  return undefined
}

/** Rings that touch in points only, holes within their ring, parts on ground of their own. Undefined if all is well. */
export function faultOfAreas(areas: readonly Area[]): AreaFault | undefined {
  const rings: Placed[] = []
  for (const [part, { ring, holes = [] }] of areas.entries()) {
    for (const [hole, each] of [ring, ...holes].entries()) {
      const distinct = withoutRepeats(each)
      const at = distinct[0] as LatLon
      if (distinct.length < 3) return { reason: 'too-few-corners', at }
      if (isOneLine(distinct)) return { reason: 'no-area', at }
      rings.push({ part, hole, chain: chainOf(distinct, true) })
    }
  }
  const clash = findClash(rings.map(({ chain }) => chain))
  if (clash === undefined) return nestingFault(rings)
  if (clash === 'too-tangled') return { reason: clash }
  const [a, b] = clash.rings
  return { reason: clashReason(rings[a] as Placed, rings[b] as Placed), at: clash.at }
}
