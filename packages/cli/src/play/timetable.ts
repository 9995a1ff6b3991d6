import { type Instant, instant } from '@bilezik/domain'

/** How a recording is laid over real time. */
export interface Timetable {
  /** Added to every recorded time; 0 where nothing is shifted. */
  readonly shiftMs: number
  /** When the row of this recorded time is due to be sent; the start of the play where speed does not matter. */
  dueAt(recordedAt: Instant): Instant
}

/**
 * At speed N a recording of length D takes D/N. Rebased, all times move by one constant such that the last fix falls on the end
 * of the play: lengths stay true, nothing lies in the future, and at speed 1 every fix is sent as it happens.
 * Infinite speed: everything is due at once, and the last fix falls on the start.
 */
export function timetable(options: {
  readonly firstAt: Instant
  readonly lastAt: Instant
  readonly startAt: Instant
  readonly speed: number
  readonly isRebased: boolean
}): Timetable {
  const { firstAt, lastAt, startAt, speed, isRebased } = options
  const endAt = Math.floor(startAt + (lastAt - firstAt) / speed)
  return {
    shiftMs: isRebased ? endAt - lastAt : 0,
    dueAt: (recordedAt) => instant(Math.round(startAt + (recordedAt - firstAt) / speed)),
  }
}
