import { type Instant, hour, metresPerDegree, minute, second } from '@bilezik/domain'
import { latest, longAgo } from '../time.ts'

/** A position as a device told it, with what it may err by. Never one of the instant `longAgo`: that stands for none. */
export interface Told {
  readonly readingId: string
  readonly lat: number
  readonly lon: number
  readonly at: Instant
  readonly sigmaMetres: number
}

/**
 * Where the worn device was lately, as far as its positions hang together: what tells a way gone from a jump. Plain numbers, all of
 * fixed size. Nothing in it depends on a zone.
 */
export interface Trail {
  /** The last usable position: one that could be true after the one before it. */
  readonly last: Told
  /** Whether another position bore it out. One that stands alone may itself be the jump. */
  readonly isBorneOut: boolean
  /** Positions that could not be true, as long as they agree among themselves: the last one, how many, since when. */
  readonly strays: { readonly last: Told; readonly count: number; readonly from: Instant }
  /** The precise position before the last precise one, and that one. */
  readonly former: Told
  readonly precise: Told
  /** When the device was last seen to be on its way. */
  readonly underwayAt: Instant
  /** Since when the device itself feels no motion, and when it last said so; `longAgo` when it said that it moves, or nothing. */
  readonly still: { readonly from: Instant; readonly at: Instant }
}

const nowhere: Told = { readingId: '', lat: 0, lon: 0, at: longAgo, sigmaMetres: 0 }
const noStrays: Trail['strays'] = { last: nowhere, count: 0, from: longAgo }
const notStill: Trail['still'] = { from: longAgo, at: longAgo }

export const noTrail: Trail = {
  last: nowhere,
  isBorneOut: false,
  strays: noStrays,
  former: nowhere,
  precise: nowhere,
  underwayAt: longAgo,
  still: notStill,
}

/** From door to door nobody on the ground is faster: 162 km/h on the straight line, a fast train. */
const mostMetresPerSecond = 45
/** Errors of network positions reach so far beyond what is stated that nearer jumps are no impossibility. */
const slackMetres = 500
/** So long a device that feels no motion is believed not to have gone anywhere: motion sensors stick, too. */
const stillHoldsMs = hour
/** So many positions that agree among themselves, over so long a time, are believed in the end: the one before them was the jump. */
const enoughStrays = 4
const mostStrayMs = 40 * minute
/** Within a town's reach three are enough: there it is rather the position before them, or its time, that was wrong. */
const enoughNearStrays = 3
const nearStrayMetres = 30_000

function metresBetween(a: Told, b: Told): number {
  const scale = metresPerDegree((a.lat + b.lat) / 2)
  const turn = b.lon - a.lon
  const east = (turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn) * scale.lon
  return Math.hypot((b.lat - a.lat) * scale.lat, east)
}

/** How long the device may have been moving between the two times: not while it felt no motion. */
function movableMs({ still }: Trail, from: Instant, until: Instant): number {
  const stillUntil = still.at + stillHoldsMs
  if (still.from === longAgo || stillUntil <= from) return until - from
  const beforeStill = Math.max(0, Math.min(until, still.from) - from)
  return beforeStill + Math.max(0, until - latest(from, stillUntil as Instant))
}

/** Whether the device felt no motion from before its last position or contact until now, as far as that is believed. */
export function isStillAt({ still, last }: Trail, at: Instant): boolean {
  return still.from > longAgo && still.from <= last.at && at < still.at + stillHoldsMs
}

export type Credibility = 'first' | 'follows' | 'strays' | 'prevails'

/**
 * Whether a position can be true after those before it. `strays`: nobody gets there so fast, so it is evidence of nothing.
 * `prevails`: what strayed went on agreeing with itself for so long that the position before it is given up.
 */
export function credibilityOf(trail: Trail, told: Told): Credibility {
  const { last, strays } = trail
  if (last.at === longAgo) return 'first'
  const metres = metresBetween(last, told)
  const isStill = isStillAt(trail, told.at)
  const spread = 3 * (told.sigmaMetres + last.sigmaMetres)
  const reach = (movableMs(trail, last.at, told.at) / second) * mostMetresPerSecond
  const isReachable = metres <= spread + (isStill ? 30 : slackMetres) + reach
  if (isReachable) {
    // A way that was impossible at first does not become possible by waiting at its end.
    const isWithStrays = strays.count > 0 && agreesWithStrays(trail, told)
    if (!isWithStrays || metres <= spread + slackMetres) return 'follows'
  }
  if (!trail.isBorneOut) return 'prevails'
  const isNear = metres < nearStrayMetres && !isStill
  if (strays.count < (isNear ? enoughNearStrays : enoughStrays) - 1 || !agreesWithStrays(trail, told)) return 'strays'
  if (isNear) return 'prevails'
  const needsMs = isStill ? mostStrayMs : Math.min(mostStrayMs, (metres / mostMetresPerSecond) * second)
  return told.at - strays.from >= needsMs ? 'prevails' : 'strays'
}

function agreesWithStrays({ strays: { last } }: Trail, told: Told): boolean {
  const metres = metresBetween(last, told)
  return metres <= slackMetres + 6 * told.sigmaMetres + ((told.at - last.at) / second) * mostMetresPerSecond
}

export function withStray(trail: Trail, told: Told): Trail {
  const { strays } = trail
  const isMore = strays.count > 0 && agreesWithStrays(trail, told)
  const count = isMore ? Math.min(strays.count + 1, enoughStrays) : 1
  return { ...trail, strays: { last: toldOnly(told), count, from: isMore ? strays.from : told.at } }
}

/** What is kept may be told by something that knows more. */
function toldOnly({ readingId, lat, lon, at, sigmaMetres }: Told): Told {
  return { readingId, lat, lon, at, sigmaMetres }
}

/** Steps of a way follow each other within this time. */
const stepMs = 6 * minute

/**
 * Whether this precise position goes on from the two before it: each step longer than the errors, and hardly a turn. A position that
 * is held off by a reflection jumps once and then stays; errors that wander turn back.
 */
export function isUnderway(trail: Trail, told: Told, speed: number | undefined): boolean {
  const { precise, former } = trail
  if (precise.at === longAgo || told.at - precise.at > stepMs || told.at <= precise.at) return false
  const least = Math.max(25, told.sigmaMetres + precise.sigmaMetres)
  const last = metresBetween(precise, told)
  if (last < least) return false
  const gone = last / ((told.at - precise.at) / second)
  // The receiver measures speed apart from the place: when both tell of the same way, it was gone.
  if (speed !== undefined && speed >= 0.8 && gone > 0.4 * speed && gone < 2.5 * speed) return true
  if (former.at === longAgo || precise.at - former.at > stepMs) return false
  const before = metresBetween(former, precise)
  // One long step beside a short one is a jump, not a pace.
  const pace = before / ((precise.at - former.at) / second)
  if (before < least || gone > 3 * pace || pace > 3 * gone) return false
  return metresBetween(former, told) >= 0.8 * (before + last)
}

/** The trail after a position that counts. */
export function withPosition(
  trail: Trail,
  told: Told,
  isPrecise: boolean,
  isNowUnderway: boolean,
  credibility: Credibility,
): Trail {
  const last = toldOnly(told)
  const { underwayAt, still } = trail
  return {
    last,
    isBorneOut: credibility === 'follows',
    strays: trail.strays.count > 0 ? { ...trail.strays, count: 0 } : trail.strays,
    former: isPrecise ? trail.precise : trail.former,
    precise: isPrecise ? last : trail.precise,
    underwayAt: isPrecise && isNowUnderway ? told.at : underwayAt,
    still,
  }
}

export function withMotion(trail: Trail, at: Instant, isMoving: boolean): Trail {
  const { still } = trail
  if (isMoving) return still.from === longAgo ? trail : { ...trail, still: notStill }
  const isGoingOn = still.from > longAgo && at - still.at <= stillHoldsMs
  return { ...trail, still: { from: isGoingOn ? still.from : at, at } }
}
