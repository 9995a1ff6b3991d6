import { type FixReading, type FixSource, type Instant, hour, metresPerDegree } from '@bilezik/domain'
import type { SeenPlace, WatchState } from '../state.ts'
import { errorModels } from './error-model.ts'

/** A usable fix, with everything about it that does not depend on a zone. */
export interface Fixed {
  readonly readingId: string
  readonly at: Instant
  readonly lat: number
  readonly lon: number
  readonly metresPerLat: number
  readonly metresPerLon: number
  readonly source: FixSource
  /** As the device stated it; null: it stated none. */
  readonly statedMetres: number | null
  readonly kind: 'precise' | 'network'
  readonly sigmaMetres: number
  readonly tailShare: number
  readonly tailMetres: number
  /** 0-1: how much of a new witness it is beside the fixes before it. */
  readonly novelty: number
  /** What is left of the beliefs before it. */
  readonly kept: number
  /** Until when the fix before it counted as knowledge. */
  readonly formerKnownUntil: Instant
}

/** Belief drifts to the prior: after three hours 5 % of it is left. */
export const driftMs = hour
const seenForMs = 6 * hour
const seenNovelty = 0.05
/** About 30 m: network positions repeat within a few metres. */
const sameDegrees = 3e-4
const mostSeenPlaces = 16
/** A fix this vague says nothing anyway; the bound keeps its squares finite. */
const mostSigmaMetres = 1_000_000

function isSame(place: SeenPlace, fix: FixReading): boolean {
  return Math.abs(place.lat - fix.lat) < sameDegrees && Math.abs(place.lon - fix.lon) < sameDegrees * 1.5
}

/** What is left of a belief that nothing was added to for so long. */
export function keptAfter(ms: number): number {
  return Math.exp(-ms / driftMs)
}

/** Undefined for what is no evidence of place: the device repeats an old position, or the numbers are no position. */
export function fixedFrom(state: WatchState, at: Instant, readingId: string, fix: FixReading): Fixed | undefined {
  if (!fix.isValid || !(Math.abs(fix.lat) <= 90 && Math.abs(fix.lon) <= 180)) return undefined
  const model = errorModels[fix.source]
  const stated = fix.accuracyMetres
  const isStated = stated !== undefined && stated >= 0 && stated < Infinity
  const spread = isStated ? Math.max(model.stretch * stated, model.leastSigmaMetres) : model.unstatedSigmaMetres
  const sigmaMetres = Math.min(spread, mostSigmaMetres)
  const before = model.kind === 'precise' ? state.preciseAt : state.networkAt
  const fresh = 1 - Math.exp((before - at) / model.memoryMs)
  const isSeen =
    model.kind === 'network' &&
    state.seenPlaces.some((place) => isSame(place, fix) && at - place.at < seenForMs && place.at >= state.preciseAt)
  const scale = metresPerDegree(fix.lat)
  return {
    readingId,
    at,
    // Plus zero: JSON knows no negative zero, and a state must come back from it as it was.
    lat: fix.lat + 0,
    lon: fix.lon + 0,
    metresPerLat: scale.lat,
    metresPerLon: scale.lon,
    source: fix.source,
    statedMetres: isStated ? stated : null,
    kind: model.kind,
    sigmaMetres,
    tailShare: model.tailShare,
    tailMetres: Math.max(model.tailMetres, 2 * sigmaMetres),
    novelty: isSeen ? fresh * seenNovelty : fresh,
    kept: keptAfter(at - state.fixedAt),
    formerKnownUntil: state.knownUntil,
  }
}

/** The places after this network fix: the one seen longest ago gives way. */
export function withPlace(places: readonly SeenPlace[], fixed: Fixed): readonly SeenPlace[] {
  const same = places.findIndex(
    (place) => Math.abs(place.lat - fixed.lat) < sameDegrees && Math.abs(place.lon - fixed.lon) < sameDegrees * 1.5,
  )
  const others = same >= 0 ? places.toSpliced(same, 1) : places
  const kept = others.filter((place) => fixed.at - place.at < seenForMs).slice(1 - mostSeenPlaces)
  return [...kept, { lat: fixed.lat, lon: fixed.lon, at: fixed.at }]
}
