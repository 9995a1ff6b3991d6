import { type Instant, distanceMetres, hour, minute, second } from '@bilezik/domain'
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
 * Where the worn device was lately, as far as its positions hang together: what tells a way gone from a jump. All of fixed size, and
 * nothing in it depends on a zone. What most positions leave as it is lies apart: a step copies what changes.
 */
export interface Trail {
  /** The last usable position: one that could be true after the one before it. */
  readonly last: Told
  /** The precise position before the last precise one, and that one. */
  readonly former: Told
  readonly precise: Told
  readonly course: Course
}

interface Course {
  /** Whether another position bore the last one out. One that stands alone may itself be the jump. */
  readonly isBorneOut: boolean
  /** Positions that could not be true, as long as they agree among themselves: the last one, how many, since when. */
  readonly strays: { readonly last: Told; readonly count: number; readonly from: Instant }
  /** When the device was last seen to be on its way. */
  readonly underwayAt: Instant
  /** Since when the device itself feels no motion, and when it last said so; `longAgo` when it said that it moves, or nothing. */
  readonly still: { readonly from: Instant; readonly at: Instant }
}

const nowhere: Told = { readingId: '', lat: 0, lon: 0, at: longAgo, sigmaMetres: 0 }
const noStrays: Course['strays'] = { last: nowhere, count: 0, from: longAgo }
const notStill: Course['still'] = { from: longAgo, at: longAgo }

export const noTrail: Trail = {
  last: nowhere,
  former: nowhere,
  precise: nowhere,
  course: { isBorneOut: false, strays: noStrays, underwayAt: longAgo, still: notStill },
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

/** How long the device may have been moving between the two times: not while it felt no motion. */
function movableMs({ course: { still } }: Trail, from: Instant, until: Instant): number {
  const stillUntil = still.at + stillHoldsMs
  if (still.from === longAgo || stillUntil <= from) return until - from
  const beforeStill = Math.max(0, Math.min(until, still.from) - from)
  return beforeStill + Math.max(0, until - latest(from, stillUntil as Instant))
}

/** Whether the device felt no motion from before its last position or contact until now, as far as that is believed. */
export function isStillAt({ course: { still }, last }: Trail, at: Instant): boolean {
  return still.from > longAgo && still.from <= last.at && at < still.at + stillHoldsMs
}

export type Credibility = 'first' | 'follows' | 'strays' | 'prevails'

/**
 * Whether a position can be true after those before it. `strays`: nobody gets there so fast, so it is evidence of nothing.
 * `prevails`: what strayed went on agreeing with itself for so long that the position before it is given up.
 */
export function credibilityOf(trail: Trail, told: Told): Credibility {
  const { last, course } = trail
  const { strays, isBorneOut } = course
  if (last.at === longAgo) return 'first'
  const metres = distanceMetres(last, told)
  const isStill = isStillAt(trail, told.at)
  const spread = 3 * (told.sigmaMetres + last.sigmaMetres)
  const reach = (movableMs(trail, last.at, told.at) / second) * mostMetresPerSecond
  const isReachable = metres <= spread + (isStill ? 30 : slackMetres) + reach
  if (isReachable) {
    // A way that was impossible at first does not become possible by waiting at its end.
    const isWithStrays = strays.count > 0 && agreesWithStrays(trail, told)
    if (!isWithStrays || metres <= spread + slackMetres) return 'follows'
  }
  if (!isBorneOut) return 'prevails'
  const isNear = metres < nearStrayMetres && !isStill
  if (strays.count < (isNear ? enoughNearStrays : enoughStrays) - 1 || !agreesWithStrays(trail, told)) return 'strays'
  if (isNear) return 'prevails'
  const needsMs = isStill ? mostStrayMs : Math.min(mostStrayMs, (metres / mostMetresPerSecond) * second)
  return told.at - strays.from >= needsMs ? 'prevails' : 'strays'
}

function agreesWithStrays({ course: { strays } }: Trail, told: Told): boolean {
  const { last } = strays
  const metres = distanceMetres(last, told)
  return metres <= slackMetres + 6 * told.sigmaMetres + ((told.at - last.at) / second) * mostMetresPerSecond
}

export function withStray(trail: Trail, told: Told): Trail {
  const { course } = trail
  const { strays } = course
  const isMore = strays.count > 0 && agreesWithStrays(trail, told)
  const count = isMore ? Math.min(strays.count + 1, enoughStrays) : 1
  const from = isMore ? strays.from : told.at
  return { ...trail, course: { ...course, strays: { last: toldOnly(told), count, from } } }
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
  const last = distanceMetres(precise, told)
  if (last < least) return false
  const gone = last / ((told.at - precise.at) / second)
  // The receiver measures speed apart from the place: when both tell of the same way, it was gone.
  if (speed !== undefined && speed >= 0.8 && gone > 0.4 * speed && gone < 2.5 * speed) return true
  if (former.at === longAgo || precise.at - former.at > stepMs) return false
  const before = distanceMetres(former, precise)
  // One long step beside a short one is a jump, not a pace.
  const pace = before / ((precise.at - former.at) / second)
  if (before < least || gone > 3 * pace || pace > 3 * gone) return false
  return distanceMetres(former, told) >= 0.8 * (before + last)
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
  return {
    last,
    former: isPrecise ? trail.precise : trail.former,
    precise: isPrecise ? last : trail.precise,
    course: courseAfter(trail.course, credibility === 'follows', isPrecise && isNowUnderway ? told.at : trail.course.underwayAt),
  }
}

function courseAfter(course: Course, isBorneOut: boolean, underwayAt: Instant): Course {
  const { strays } = course
  if (strays.count === 0 && course.isBorneOut === isBorneOut && course.underwayAt === underwayAt) return course
  return { ...course, isBorneOut, underwayAt, strays: strays.count > 0 ? { ...strays, count: 0 } : strays }
}

export function withMotion(trail: Trail, at: Instant, isMoving: boolean): Trail {
  const { course } = trail
  const { still } = course
  if (isMoving) return still.from === longAgo ? trail : { ...trail, course: { ...course, still: notStill } }
  const isGoingOn = still.from > longAgo && at - still.at <= stillHoldsMs
  return { ...trail, course: { ...course, still: { from: isGoingOn ? still.from : at, at } } }
}
