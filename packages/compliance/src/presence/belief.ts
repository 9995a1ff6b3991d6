import { type BeliefDrift, type Instant, type Presence, type WeighedFix, minute } from '@bilezik/domain'
import type { Side, ZoneBelief } from '../state.ts'
import type { WatchPolicy } from '../stream.ts'
import { longAgo, never } from '../time.ts'
import { type Evidence, noCeiling } from './evidence.ts'
import { type Fixed, driftMs } from './place.ts'

/** Log-odds of the notable answer when nothing is known: one in ten. Belief drifts here in silence. */
export const priorScore = -2.2
/** Bounds of belief, so that no habit of months outweighs an hour: from the lower one, three good fixes make an exit. */
export const lowestScore = -3.4
const highestScore = 5.5
/** The first answer for the ordinary side needs this much beyond the prior: threefold odds. */
const settledScore = priorScore - Math.log(3)
/** A fix tells something when it speaks at least so clearly, before its novelty is counted. */
const tellingEvidence = 1
/** A return needs a fix that itself speaks for it, not only a belief that faded. */
const returnEvidence = 1
/** A fix belongs to the decision path when it moved the belief at least so much. */
const movedScore = 0.25
const mostPath = 12

export function noBelief(at: Instant): ZoneBelief {
  return {
    score: priorScore,
    side: 'none',
    decidedBy: '',
    decidedAt: longAgo,
    lean: 0,
    leanAt: at,
    lastSpoke: 0,
    sideSince: at,
    heldUntil: longAgo,
    presence: { kind: 'unknown', since: at, because: 'not-yet' },
    path: [],
  }
}

function sideAfter(before: Side, score: number, evidence: number, policy: WatchPolicy): Side {
  if (score >= policy.exitLogOdds && evidence > 0) return 'notable'
  if (before === 'notable') return score < policy.returnLogOdds && evidence <= -returnEvidence ? 'ordinary' : 'notable'
  if (before === 'none') return score <= settledScore && evidence < 0 ? 'ordinary' : 'none'
  return 'ordinary'
}

/** Whether this fix lets the side be believed for another while. A belief that went stale is taken up again only when it is firm. */
function isUpheld(belief: ZoneBelief, side: Side, score: number, evidence: number, policy: WatchPolicy): boolean {
  const isStale = belief.presence.kind === 'unknown'
  if (side === 'notable') return evidence >= tellingEvidence && (!isStale || score >= policy.exitLogOdds)
  return side === 'ordinary' && evidence <= -tellingEvidence && (!isStale || score < policy.returnLogOdds)
}

function withStep(path: readonly WeighedFix[], step: WeighedFix): readonly WeighedFix[] {
  return [...(path.length < mostPath ? path : path.slice(1 - mostPath)), step]
}

/** Certainty of the stated answer, 0.5-1. */
export function certainty(logOdds: number): number {
  return 1 / (1 + Math.exp(-Math.abs(logOdds)))
}

function presenceNow(belief: ZoneBelief, notable: 'inside' | 'outside', side: Side, score: number, since: Instant): Presence {
  const kind = (side === 'notable') === (notable === 'outside') ? 'outside' : 'inside'
  return belief.presence.kind === kind ? belief.presence : { kind, since, belief: certainty(score) }
}

/** Until when the side is believed, the kit's latest fix being known until `knownUntil`. */
export function heldUntil(belief: ZoneBelief, knownUntil: Instant): Instant {
  return belief.heldUntil === never ? knownUntil : belief.heldUntil
}

/** What the network's positions of home, known from before the person left and seen again, say at least for a return. */
const backEvidence = 2

/** The network answers again as it did before the person left, and nothing in the answer itself says that they are still away. */
function isBackWhereKnown(belief: ZoneBelief, fixed: Fixed, evidence: Evidence): boolean {
  return belief.side === 'notable' && fixed.knownFrom < belief.sideSince && evidence.forOutside < tellingEvidence
}

/** What the belief may exceed a lasting error's ceiling by when the person was seen going there: no such error moves on. */
const wayCeiling = 1.5
/** The way may have been seen so long before the first fix that spoke of an absence. */
const waySeenMs = 6 * minute

/** Whether a way was seen since the fixes lean to the notable answer. */
function hasGone({ lean, leanAt }: ZoneBelief, { at, underwayAt }: Fixed): boolean {
  return underwayAt >= (lean === 1 ? leanAt : at) - waySeenMs
}

/** A place that was seen lately says little again; somewhat more where no usual error of its kind reaches. */
const beyondErrors = 5.5
const farNovelty = 0.5

/** How much of a new witness the fix is for this zone. */
function noveltyFor(fixed: Fixed, evidence: Evidence, isKnownBack: boolean): number {
  const isFar = evidence.forOutside > 0 && evidence.ceiling >= beyondErrors && evidence.ceiling < noCeiling
  if (isKnownBack) return fixed.freshness
  return isFar ? Math.max(fixed.novelty, farNovelty * fixed.freshness) : fixed.novelty
}

function ceilingFor(belief: ZoneBelief, fixed: Fixed, { ceiling }: Evidence): number {
  return ceiling < noCeiling && hasGone(belief, fixed) ? ceiling + wayCeiling : ceiling
}

/** Evidence for the ordinary answer lowers the score as far as its bound; for the notable one it raises it as far as a lasting error leaves room. */
function scoreAfter(belief: ZoneBelief, drifted: number, added: number, fixed: Fixed, evidence: Evidence): number {
  const moved = drifted + added
  if (added <= 0) return Math.max(lowestScore, moved)
  return Math.min(highestScore, Math.max(drifted, Math.min(moved, ceilingFor(belief, fixed, evidence))))
}

/** The belief after one more fix: the same object when the fix only confirms it. `notable` names the answer whose log-odds `score` counts. */
export function weigh(
  belief: ZoneBelief,
  fixed: Fixed,
  evidence: Evidence,
  notable: 'inside' | 'outside',
  policy: WatchPolicy,
  isHome = false,
): ZoneBelief {
  const sign = notable === 'outside' ? 1 : -1
  const isKnownBack = notable === 'outside' && isBackWhereKnown(belief, fixed, evidence)
  const told = isKnownBack ? Math.min(-backEvidence, evidence.forOutside) : sign * evidence.forOutside
  const drifted = priorScore + (belief.score - priorScore) * (isHome ? fixed.keptAtHome : fixed.kept)
  const newShare = noveltyFor(fixed, evidence, isKnownBack)
  const score = scoreAfter(belief, drifted, told * newShare, fixed, evidence)
  const side = sideAfter(belief.side, score, told, policy)
  const lean = told >= tellingEvidence ? 1 : told <= -tellingEvidence ? -1 : belief.lean
  const lastSpoke = told > 0 ? 1 : -1
  const hasTurned = side !== belief.side
  const isUpholding = hasTurned || isUpheld(belief, side, score, told, policy)
  const hasMoved = hasTurned || Math.abs(score - drifted) >= movedScore
  const isConfirmed = isUpholding && belief.heldUntil === never && belief.presence.kind !== 'unknown'
  const isAsBefore = score === belief.score && lean === belief.lean && lastSpoke === belief.lastSpoke
  if (isConfirmed && !hasMoved && isAsBefore) return belief
  const leanAt = lean === belief.lean ? belief.leanAt : fixed.at
  const decision = hasTurned ? { decidedBy: fixed.readingId, decidedAt: fixed.at, sideSince: leanAt } : belief
  const { decidedBy, decidedAt, sideSince } = decision
  return {
    score,
    side,
    decidedBy,
    decidedAt,
    lean,
    leanAt,
    lastSpoke,
    sideSince,
    heldUntil: isUpholding ? never : heldUntil(belief, isHome ? fixed.formerKnownAtHomeUntil : fixed.formerKnownUntil),
    presence: isUpholding ? presenceNow(belief, notable, side, score, hasTurned ? leanAt : fixed.at) : stillUnknown(belief),
    path: hasMoved
      ? withStep(
          belief.path,
          stepOf(
            fixed,
            { ...evidence, ceiling: ceilingFor(belief, fixed, evidence) },
            sign * told,
            newShare,
            sign * drifted,
            sign * score,
          ),
        )
      : belief.path,
  }
}

/** Whether `weigh`, where it changes nothing about the one belief, changes nothing about the other. */
export function isAlike(a: ZoneBelief, b: ZoneBelief): boolean {
  return (
    a.score === b.score &&
    a.side === b.side &&
    a.lean === b.lean &&
    a.lastSpoke === b.lastSpoke &&
    a.heldUntil === b.heldUntil &&
    (a.presence.kind === 'unknown') === (b.presence.kind === 'unknown')
  )
}

/** Fixes come and cannot decide: that is why it is unknown from now on. */
function stillUnknown({ presence }: ZoneBelief): Presence {
  return presence.kind === 'unknown' && presence.because !== 'uncertain' ? { ...presence, because: 'uncertain' } : presence
}

/** Adding zero turns a negative zero, which JSON does not know, into the other one. */
function stepOf(
  fixed: Fixed,
  evidence: Evidence,
  alone: number,
  newShare: number,
  beforeLogOdds: number,
  logOdds: number,
): WeighedFix {
  const { readingId, at, lat, lon, sigmaMetres, source, statedMetres } = fixed
  const isBounded = evidence.ceiling < noCeiling
  const weight = logOdds - beforeLogOdds + 0
  return {
    readingId,
    at,
    lat,
    lon,
    sigmaMetres,
    distanceMetres: evidence.borderMetres,
    weight,
    logOdds,
    beforeLogOdds,
    source,
    statedMetres,
    aloneLogOdds: alone + 0,
    newShare,
    evidence: fixed.evidence,
    ...(isBounded ? { mostLogOdds: evidence.ceiling } : {}),
  }
}

/** How belief drifts between the fixes of a path, told as log-odds of `outside`. */
export function driftOf(notable: 'inside' | 'outside'): BeliefDrift {
  return { restLogOdds: notable === 'outside' ? priorScore : -priorScore, lastsMs: driftMs }
}
