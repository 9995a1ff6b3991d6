import { type Instant, instant, minute, second } from '@bilezik/domain'
import type { Random } from '../random.ts'

/** A time away from home: out along a winding way, a stay at its end, and back the same way. */
export interface Absence {
  readonly leavesAt: Instant
  readonly mode: 'walk' | 'drive'
  readonly metresPerSecond: number
  readonly bearingRadians: number
  /** Length of the way, one direction. */
  readonly farthestMetres: number
  readonly stayMs: number
}

export function drawAbsence(random: Random, leavesAt: Instant): Absence {
  const mode = random.chance(0.5) ? 'walk' : 'drive'
  return {
    leavesAt,
    mode,
    metresPerSecond: mode === 'walk' ? random.between(1, 1.6) : random.between(5, 14),
    bearingRadians: random.between(0, 2 * Math.PI),
    farthestMetres: mode === 'walk' ? random.between(450, 1_800) : random.between(2_000, 15_000),
    stayMs: Math.round(random.between(40, 150) * minute),
  }
}

function wayMs({ farthestMetres, metresPerSecond }: Absence): number {
  return Math.round((farthestMetres / metresPerSecond) * second)
}

export function endOf(absence: Absence): Instant {
  return instant(absence.leavesAt + 2 * wayMs(absence) + absence.stayMs)
}

/** Metres along the way at that time, and whether the person is on the way. */
export function progressAt(absence: Absence, at: Instant): { readonly metres: number; readonly isMoving: boolean } {
  const oneWayMs = wayMs(absence)
  const since = at - absence.leavesAt
  const left = endOf(absence) - at
  if (since <= 0 || left <= 0) return { metres: 0, isMoving: false }
  const along = (Math.min(since, left, oneWayMs) / second) * absence.metresPerSecond
  return { metres: Math.min(along, absence.farthestMetres), isMoving: Math.min(since, left) < oneWayMs }
}

/** East and north of home: the way winds by up to a fifth of what has been gone. */
export function offsetAt(absence: Absence, metres: number): readonly [east: number, north: number] {
  const bend = 0.2 * metres * Math.sin(metres / 400)
  const [sin, cos] = [Math.sin(absence.bearingRadians), Math.cos(absence.bearingRadians)]
  return [metres * sin + bend * cos, metres * cos - bend * sin]
}

/** The time in which the person is beyond so many metres from home. */
export function beyond(absence: Absence, metres: number): { readonly from: Instant; readonly until: Instant } {
  let along = metres
  while (along < absence.farthestMetres && Math.hypot(...offsetAt(absence, along)) < metres) along += 1
  const ms = Math.round((along / absence.metresPerSecond) * second)
  return { from: instant(absence.leavesAt + ms), until: instant(endOf(absence) - ms) }
}
