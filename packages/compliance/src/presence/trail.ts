import { type Instant, hour, metresPerDegree, minute, second } from '@bilezik/domain'
import { latest, longAgo } from '../time.ts'

/** A position as a device told it, with what it may err by. */
interface Told {
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
  /** The last position that could be true after the one before it. */
  readonly lat: number
  readonly lon: number
  readonly at: Instant
  readonly sigmaMetres: number
  /** Whether another position bore it out. One that stands alone may itself be the jump. */
  readonly isBorneOut: boolean
  /** Positions that could not be true, as long as they agree among themselves: the last one, how many, since when. */
  readonly strayLat: number
  readonly strayLon: number
  readonly strayAt: Instant
  readonly strayCount: number
  readonly strayFrom: Instant
  /** The precise position before the last precise one, and that one. */
  readonly formerLat: number
  readonly formerLon: number
  readonly formerAt: Instant
  readonly preciseLat: number
  readonly preciseLon: number
  readonly preciseAt: Instant
  readonly preciseSigma: number
  /** When the device was last seen to be on its way. */
  readonly underwayAt: Instant
  /** Since when the device itself feels no motion, and when it last said so; `longAgo` when it said that it moves, or nothing. */
  readonly stillFrom: Instant
  readonly stillAt: Instant
}

export const noTrail: Trail = {
  lat: 0,
  lon: 0,
  at: longAgo,
  sigmaMetres: 0,
  isBorneOut: false,
  strayLat: 0,
  strayLon: 0,
  strayAt: longAgo,
  strayCount: 0,
  strayFrom: longAgo,
  formerLat: 0,
  formerLon: 0,
  formerAt: longAgo,
  preciseLat: 0,
  preciseLon: 0,
  preciseAt: longAgo,
  preciseSigma: 0,
  underwayAt: longAgo,
  stillFrom: longAgo,
  stillAt: longAgo,
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

function metresBetween(aLat: number, aLon: number, bLat: number, bLon: number): number {
  const scale = metresPerDegree((aLat + bLat) / 2)
  const turn = bLon - aLon
  const east = (turn > 180 ? turn - 360 : turn < -180 ? turn + 360 : turn) * scale.lon
  return Math.hypot((bLat - aLat) * scale.lat, east)
}

/** How long the device may have been moving between the two times: not while it felt no motion. */
function movableMs(trail: Trail, from: Instant, until: Instant): number {
  const stillUntil = trail.stillAt + stillHoldsMs
  if (trail.stillFrom === longAgo || stillUntil <= from) return until - from
  const beforeStill = Math.max(0, Math.min(until, trail.stillFrom) - from)
  return beforeStill + Math.max(0, until - latest(from, stillUntil as Instant))
}

/** Whether the device felt no motion from before its last position or contact until now, as far as that is believed. */
export function isStillAt(trail: Trail, at: Instant): boolean {
  return trail.stillFrom > longAgo && trail.stillFrom <= trail.at && at < trail.stillAt + stillHoldsMs
}

export type Credibility = 'first' | 'follows' | 'strays' | 'prevails'

/**
 * Whether a position can be true after those before it. `strays`: nobody gets there so fast, so it is evidence of nothing.
 * `prevails`: what strayed went on agreeing with itself for so long that the position before it is given up.
 */
export function credibilityOf(trail: Trail, told: Told): Credibility {
  if (trail.at === longAgo) return 'first'
  const metres = metresBetween(trail.lat, trail.lon, told.lat, told.lon)
  const isStill = isStillAt(trail, told.at)
  const spread = 3 * (told.sigmaMetres + trail.sigmaMetres)
  const reach = (movableMs(trail, trail.at, told.at) / second) * mostMetresPerSecond
  const isReachable = metres <= spread + (isStill ? 30 : slackMetres) + reach
  if (isReachable) {
    // A way that was impossible at first does not become possible by waiting at its end.
    const isWithStrays = trail.strayCount > 0 && agreesWithStrays(trail, told)
    if (!isWithStrays || metres <= spread + slackMetres) return 'follows'
  }
  if (!trail.isBorneOut) return 'prevails'
  if (trail.strayCount < enoughStrays - 1 || !agreesWithStrays(trail, told)) return 'strays'
  const needsMs = isStill ? mostStrayMs : Math.min(mostStrayMs, (metres / mostMetresPerSecond) * second)
  return told.at - trail.strayFrom >= needsMs ? 'prevails' : 'strays'
}

function agreesWithStrays(trail: Trail, told: Told): boolean {
  const metres = metresBetween(trail.strayLat, trail.strayLon, told.lat, told.lon)
  return metres <= slackMetres + 6 * told.sigmaMetres + ((told.at - trail.strayAt) / second) * mostMetresPerSecond
}

export function withStray(trail: Trail, told: Told): Trail {
  const isMore = trail.strayCount > 0 && agreesWithStrays(trail, told)
  return {
    ...trail,
    strayLat: told.lat,
    strayLon: told.lon,
    strayAt: told.at,
    strayCount: isMore ? Math.min(trail.strayCount + 1, enoughStrays) : 1,
    strayFrom: isMore ? trail.strayFrom : told.at,
  }
}

/** Steps of a way follow each other within this time. */
const stepMs = 6 * minute

/**
 * Whether this precise position goes on from the two before it: each step longer than the errors, and hardly a turn. A position that
 * is held off by a reflection jumps once and then stays; errors that wander turn back.
 */
export function isUnderway(trail: Trail, told: Told, speed: number | undefined): boolean {
  const { preciseAt, formerAt } = trail
  if (preciseAt === longAgo || told.at - preciseAt > stepMs || told.at <= preciseAt) return false
  const least = Math.max(25, told.sigmaMetres + trail.preciseSigma)
  const last = metresBetween(trail.preciseLat, trail.preciseLon, told.lat, told.lon)
  if (last < least) return false
  const gone = last / ((told.at - preciseAt) / second)
  // The receiver measures speed apart from the place: when both tell of the same way, it was gone.
  if (speed !== undefined && speed >= 0.8 && gone > 0.4 * speed && gone < 2.5 * speed) return true
  if (formerAt === longAgo || preciseAt - formerAt > stepMs) return false
  const former = metresBetween(trail.formerLat, trail.formerLon, trail.preciseLat, trail.preciseLon)
  // One long step beside a short one is a jump, not a pace.
  const pace = former / ((preciseAt - formerAt) / second)
  if (former < least || gone > 3 * pace || pace > 3 * gone) return false
  return metresBetween(trail.formerLat, trail.formerLon, told.lat, told.lon) >= 0.8 * (former + last)
}

/** The trail after a position that counts. */
export function withPosition(
  trail: Trail,
  told: Told,
  isPrecise: boolean,
  isNowUnderway: boolean,
  credibility: Credibility,
): Trail {
  const isBorneOut = credibility === 'follows'
  const at = { ...trail, lat: told.lat, lon: told.lon, at: told.at, sigmaMetres: told.sigmaMetres, isBorneOut }
  if (trail.strayCount > 0) Object.assign(at, { strayCount: 0 })
  if (!isPrecise) return at
  return {
    ...at,
    formerLat: trail.preciseLat,
    formerLon: trail.preciseLon,
    formerAt: trail.preciseAt,
    preciseLat: told.lat,
    preciseLon: told.lon,
    preciseAt: told.at,
    preciseSigma: told.sigmaMetres,
    underwayAt: isNowUnderway ? told.at : trail.underwayAt,
  }
}

export function withMotion(trail: Trail, at: Instant, isMoving: boolean): Trail {
  if (isMoving) return trail.stillFrom === longAgo ? trail : { ...trail, stillFrom: longAgo, stillAt: longAgo }
  const isGoingOn = trail.stillFrom > longAgo && at - trail.stillAt <= stillHoldsMs
  return { ...trail, stillFrom: isGoingOn ? trail.stillFrom : at, stillAt: at }
}
