import {
  type FixReading,
  type FixSource,
  type Instant,
  type LatLon,
  type SourceCalibration,
  day,
  hour,
  metresPerDegree,
} from '@bilezik/domain'
import type { SeenPlace, WatchState } from '../state.ts'
import type { KitDevice } from '../stream.ts'
import { latest, longAgo } from '../time.ts'
import { type ErrorModel, errorModels } from './error-model.ts'
import { type Credibility, credibilityOf, isUnderway, noTrail } from './trail.ts'

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
  readonly biasMetres: number
  readonly mostEvidence: number
  readonly credibility: Credibility
  readonly evidence: 'position' | 'contact' | 'no-contact'
  /** 0-1: how much of a new witness it is beside the fixes before it. */
  readonly novelty: number
  /** The same before a place that was seen lately is discounted: where no error reaches so far, a repetition is a witness. */
  readonly freshness: number
  /** Since when this place is known, for a network position that repeats; else the present. */
  readonly knownFrom: Instant
  /** What is left of the beliefs before it. */
  readonly kept: number
  /** The same for homes, where a home unit's words were weighed, too. */
  readonly keptAtHome: number
  /** Whether it goes on along a way, and when the device was last seen to do so. */
  readonly isUnderway: boolean
  readonly underwayAt: Instant
  /** The time of the fix before it, or of a home unit’s word. */
  readonly formerAt: Instant
  /** Until when the fix before it counted as knowledge; of homes also the home unit's word. */
  readonly formerKnownUntil: Instant
  readonly formerKnownAtHomeUntil: Instant
}

/** Belief drifts to the prior: after six hours 5 % of it is left. */
export const driftMs = 2 * hour
const seenForMs = 6 * hour
/** A network's positions around a place where the person was for a while are known again for so long. */
const knownForMs = 7 * day
const seenNovelty = 0.05
/** Of the errors of neighbouring network positions a place that was not seen before shares so much. */
const newPlaceShares = 0.5
/** About 30 m: network positions repeat within a few metres. */
const sameDegrees = 3e-4
const mostSeenPlaces = 16
/** A fix this vague says nothing anyway; the bound keeps its squares finite. */
const mostSigmaMetres = 1_000_000

function isSame(place: SeenPlace, fix: LatLon): boolean {
  return Math.abs(place.lat - fix.lat) < sameDegrees && Math.abs(place.lon - fix.lon) < sameDegrees * 1.5
}

/** What is left of a belief that nothing was added to for so long. */
export function keptAfter(ms: number): number {
  return Math.exp(-ms / driftMs)
}

/** Few satellites, a bad constellation or a flat fix err by more than they state. */
function strain({ satellites, hdop, dimensions }: FixReading): number {
  const few = satellites !== undefined && satellites > 0 && satellites < 5
  const bad = hdop !== undefined && hdop > 4
  return few || bad || dimensions === 2 ? 2 : 1
}

function isStated(fix: FixReading): fix is FixReading & { accuracyMetres: number } {
  const stated = fix.accuracyMetres
  return stated !== undefined && stated >= 0 && stated < Infinity
}

function sigmaOf(fix: FixReading, model: ErrorModel, calibration: SourceCalibration | undefined, strained: number): number {
  const factor = calibration?.factor ?? model.stretch
  const least = calibration?.leastMetres ?? model.leastSigmaMetres
  const sigma = isStated(fix) ? Math.max(factor * fix.accuracyMetres, least) : Math.max(model.unstatedSigmaMetres, least)
  return Math.max(1, Math.min(strained * sigma, mostSigmaMetres))
}

/**
 * Filled anew for each position, because an object of so many numbers for every fix is what the engine would spend its time on. A
 * step asks for one position, and nothing of a step keeps it: what is kept of it is copied (`Told`, `WeighedFix`, `Spot`).
 */
const reused: { -readonly [Key in keyof Fixed]: Fixed[Key] } = {
  readingId: '',
  at: longAgo,
  lat: 0.5,
  lon: 0.5,
  metresPerLat: 0.5,
  metresPerLon: 0.5,
  source: 'unknown',
  statedMetres: null,
  kind: 'precise',
  sigmaMetres: 0.5,
  tailShare: 0.5,
  tailMetres: 0.5,
  biasMetres: 0.5,
  mostEvidence: 0.5,
  credibility: 'first',
  evidence: 'position',
  novelty: 0.5,
  freshness: 0.5,
  knownFrom: longAgo,
  kept: 0.5,
  keptAtHome: 0.5,
  isUnderway: false,
  underwayAt: longAgo,
  formerAt: longAgo,
  formerKnownUntil: longAgo,
  formerKnownAtHomeUntil: longAgo,
}

/**
 * Undefined for what is no evidence of place: the device repeats an old position, or the numbers are no position. The answer is good
 * until the next call.
 */
export function fixedFrom(
  state: WatchState,
  at: Instant,
  readingId: string,
  fix: FixReading,
  device?: KitDevice,
  model: ErrorModel = errorModels[fix.source],
  /** Of somebody else's device: when it last told where it was. Nothing that the wearer's devices told is beside it. */
  othersAt?: Instant,
): Fixed | undefined {
  if (!fix.isValid || !(Math.abs(fix.lat) <= 90 && Math.abs(fix.lon) <= 180)) return undefined
  const calibration = device?.calibration?.[fix.source]
  const isPrecise = model.kind === 'precise'
  const strained = isPrecise ? strain(fix) : 1
  const sigmaMetres = sigmaOf(fix, model, calibration, strained)
  const fixed = reused
  fixed.readingId = readingId
  fixed.at = at
  // Plus zero: JSON knows no negative zero, and a state must come back from it as it was.
  fixed.lat = fix.lat + 0
  fixed.lon = fix.lon + 0
  const scale = metresPerDegree(fix.lat)
  fixed.metresPerLat = scale.lat
  fixed.metresPerLon = scale.lon
  fixed.source = fix.source
  fixed.statedMetres = isStated(fix) ? fix.accuracyMetres : null
  fixed.kind = model.kind
  fixed.sigmaMetres = sigmaMetres
  fixed.tailShare = Math.max(1e-6, calibration?.tailShare ?? model.tailShare)
  fixed.tailMetres = Math.max(calibration?.tailMetres ?? model.tailMetres, 2 * sigmaMetres)
  fixed.biasMetres = Math.max(strained * model.biasMetres, sigmaMetres)
  fixed.mostEvidence = model.mostEvidence
  fixed.evidence = 'position'
  relate(fixed, state, fix, model, othersAt)
  return fixed
}

/** What the position is worth beside those before it. */
function relate(fixed: typeof reused, state: WatchState, fix: FixReading, model: ErrorModel, othersAt?: Instant): void {
  const { at } = fixed
  const { standing } = state
  const isPrecise = model.kind === 'precise'
  const isOthers = othersAt !== undefined
  const trail = isOthers ? noTrail : state.trail
  const fixedAt = othersAt ?? trail.last.at
  const preciseAt = othersAt ?? trail.precise.at
  const networkAt = othersAt ?? standing.networkAt
  const isNowUnderway = isPrecise && isUnderway(trail, fixed, fix.speedMetresPerSecond)
  const place = isPrecise || isOthers ? undefined : standing.seenPlaces.find((seen) => isSame(seen, fix))
  const sinceAlike = Math.exp(((isPrecise ? preciseAt : networkAt) - at) / model.memoryMs)
  // Who goes on along a way is not held by an error; another tower than those before errs in its own way, though not in all.
  const shared = isNowUnderway ? 0 : isPrecise || place ? 1 : newPlaceShares
  const fresh = 1 - shared * sinceAlike
  const isSeen = place !== undefined && at - place.at < seenForMs && place.at >= preciseAt
  fixed.credibility = credibilityOf(trail, fixed)
  fixed.novelty = isSeen ? fresh * seenNovelty : fresh
  fixed.freshness = fresh
  fixed.knownFrom = place ? place.since : at
  fixed.isUnderway = isNowUnderway
  fixed.underwayAt = isNowUnderway ? at : trail.course.underwayAt
  fixed.formerAt = latest(fixedAt, standing.apartAt)
  fixed.kept = keptAfter(at - fixedAt)
  fixed.keptAtHome = fixed.formerAt === fixedAt ? fixed.kept : keptAfter(at - fixed.formerAt)
  fixed.formerKnownUntil = state.knownUntil
  fixed.formerKnownAtHomeUntil = latest(state.knownUntil, standing.apartUntil)
}

/** The places after this network fix: the one seen longest ago gives way. */
export function withPlace(places: readonly SeenPlace[], { lat, lon, at, knownFrom }: Fixed): readonly SeenPlace[] {
  const kept = places.filter((place) => !isSame(place, { lat, lon }) && at - place.at < knownForMs).slice(1 - mostSeenPlaces)
  return [...kept, { lat, lon, since: knownFrom, at }]
}
