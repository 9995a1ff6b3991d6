import type { Feature, FeatureCollection } from 'geojson'
import type { TrailFix, TrailGap } from '../map-props.ts'
import { circleRing } from './circle.ts'

/** Drawn dotted where a device states no accuracy: a hint of what phones and trackers commonly reach, not a claim. */
export const assumedAccuracyMetres = 50
/** The newest fixes keep an outline of their uncertainty; all older ones would cover the map. */
const outlinedFixes = 3

export interface TrailInput {
  readonly trail: readonly TrailFix[]
  readonly gaps: readonly TrailGap[]
  /** Null = now. */
  readonly scrubAtMs: number | null
}

const position = (fix: TrailFix) => [fix.lon, fix.lat]

const isAcross = (gap: TrailGap, from: TrailFix, to: TrailFix) => gap.fromMs < to.atMs && (gap.untilMs ?? Infinity) > from.atMs

/** The last valid fix at or before the moment: positions in between are not made up. */
export function fixAt(trail: readonly TrailFix[], atMs: number): TrailFix | null {
  return trail.findLast((fix) => fix.isValid && fix.atMs <= atMs) ?? null
}

/** Nothing valid was known at this moment. */
export function isBlindAt(gaps: readonly TrailGap[], atMs: number): boolean {
  return gaps.some((gap) => gap.fromMs <= atMs && atMs < (gap.untilMs ?? Infinity))
}

/** One line a leg, so that each fades by its own age: 0 the oldest, 1 the newest. */
function legs(valid: readonly TrailFix[], gaps: readonly TrailGap[]): Feature[] {
  const first = valid[0]?.atMs ?? 0
  const spanMs = Math.max(1, (valid.at(-1)?.atMs ?? 0) - first)
  return valid.slice(1).map((to, i): Feature => {
    const from = valid[i] as TrailFix
    const kind = gaps.some((gap) => isAcross(gap, from, to)) ? 'gap' : 'leg'
    return {
      type: 'Feature',
      properties: { kind, freshness: (to.atMs - first) / spanMs },
      geometry: { type: 'LineString', coordinates: [position(from), position(to)] },
    }
  })
}

function uncertainty(fix: TrailFix, isOutlined: boolean): Feature | null {
  // A circle of a stated accuracy is always there; that of an assumed one only where it is asked for.
  if (fix.accuracyMetres === null && !isOutlined) return null
  const radiusMetres = fix.accuracyMetres ?? assumedAccuracyMetres
  return {
    type: 'Feature',
    properties: { kind: 'uncertainty', isStated: fix.accuracyMetres !== null, isOutlined },
    geometry: { type: 'Polygon', coordinates: [circleRing(fix, radiusMetres)] },
  }
}

export function trailFeatures({ trail, gaps, scrubAtMs }: TrailInput): FeatureCollection {
  const ordered = trail.toSorted((a, b) => a.atMs - b.atMs)
  const valid = ordered.filter((fix) => fix.isValid)
  const scrubbed = scrubAtMs === null ? null : fixAt(ordered, scrubAtMs)
  const outlined = new Set(scrubbed === null ? valid.slice(-outlinedFixes) : [scrubbed])
  const circles = valid.map((fix) => uncertainty(fix, outlined.has(fix))).filter((circle) => circle !== null)
  const first = valid[0]?.atMs ?? 0
  const spanMs = Math.max(1, (valid.at(-1)?.atMs ?? 0) - first)
  const dots = ordered.map((fix): Feature => ({
    type: 'Feature',
    properties: { kind: 'fix', isValid: fix.isValid, freshness: Math.min(1, Math.max(0, (fix.atMs - first) / spanMs)) },
    geometry: { type: 'Point', coordinates: position(fix) },
  }))
  return { type: 'FeatureCollection', features: [...circles, ...legs(valid, gaps), ...dots] }
}

/** The scrubbed moment: the last fix known then, and whether it still held. */
export function scrubFeatures({ trail, gaps, scrubAtMs }: TrailInput, clock: (atMs: number) => string): FeatureCollection {
  const fix =
    scrubAtMs === null
      ? null
      : fixAt(
          trail.toSorted((a, b) => a.atMs - b.atMs),
          scrubAtMs,
        )
  if (fix === null || scrubAtMs === null) return { type: 'FeatureCollection', features: [] }
  const isBlind = isBlindAt(gaps, scrubAtMs)
  const label = isBlind ? `${clock(fix.atMs)} … ?` : clock(fix.atMs)
  return {
    type: 'FeatureCollection',
    features: [{ type: 'Feature', properties: { label, isBlind }, geometry: { type: 'Point', coordinates: position(fix) } }],
  }
}
