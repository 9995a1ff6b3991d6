import { type Instant, day, instant, later, minute } from '../instant.ts'
import { daysFromCivil } from './civil.ts'
import { civilInKazakhstan, kazakhstanOffsetMs } from './kazakhstan.ts'

/** 1 = Monday … 7 = Sunday, as in ISO 8601. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7

/**
 * Hours of a week in Kazakhstan time. `startMinute` counts from midnight of the listed days;
 * a window whose end is not after its start runs into the next day: { startMinute: 1320, endMinute: 360 } is 22:00-06:00.
 * `endMinute` may be 1440. Half-open: at the end minute the window is over.
 */
export interface WeeklyWindow {
  readonly days: readonly Weekday[]
  readonly startMinute: number
  readonly endMinute: number
}

export interface WeeklySchedule {
  readonly windows: readonly WeeklyWindow[]
}

/** One dated occurrence of a window: half-open. */
export interface Occurrence {
  readonly from: Instant
  readonly until: Instant
}

function localMidnight(at: Instant, daysAhead: number): { midnight: Instant; weekday: Weekday } {
  const c = civilInKazakhstan(at)
  const days = daysFromCivil(c.year, c.month, c.day) + daysAhead
  const midnight = instant(days * day - kazakhstanOffsetMs(at))
  // 1970-01-01 was a Thursday.
  return { midnight, weekday: ((((days + 3) % 7) + 7) % 7 + 1) as Weekday }
}

function occurrencesOfDay(schedule: WeeklySchedule, at: Instant, daysAhead: number): Occurrence[] {
  const { midnight, weekday } = localMidnight(at, daysAhead)
  return schedule.windows
    .filter((window) => window.days.includes(weekday))
    .map((window) => {
      const length = window.endMinute > window.startMinute ? window.endMinute - window.startMinute : window.endMinute + 1440 - window.startMinute
      const from = later(midnight, window.startMinute * minute)
      return { from, until: later(from, length * minute) }
    })
}

/** Overlapping and touching occurrences become one, so that two windows that meet at midnight are one duty. */
function joined(occurrences: readonly Occurrence[]): Occurrence[] {
  const result: Occurrence[] = []
  for (const next of occurrences.toSorted((a, b) => a.from - b.from)) {
    const last = result.at(-1)
    if (last && next.from <= last.until) result[result.length - 1] = { from: last.from, until: instant(Math.max(last.until, next.until)) }
    else result.push(next)
  }
  return result
}

/**
 * The occurrence that holds `at`, or the next one to begin within eight days; undefined when there is none.
 * An occurrence longer than a week (a duty round the clock) is cut at a week on either side of `at`.
 */
export function occurrenceAtOrAfter(schedule: WeeklySchedule, at: Instant): Occurrence | undefined {
  const near: Occurrence[] = []
  for (let ahead = -8; ahead <= 8; ahead++) near.push(...occurrencesOfDay(schedule, at, ahead))
  return joined(near).find((occurrence) => occurrence.until > at)
}

/** Whether the duty is in force at this instant. */
export function isInSchedule(schedule: WeeklySchedule, at: Instant): boolean {
  const occurrence = occurrenceAtOrAfter(schedule, at)
  return occurrence !== undefined && occurrence.from <= at
}

export const roundTheClock: WeeklySchedule = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1440 }] }
