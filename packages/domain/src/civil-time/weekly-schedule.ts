import { type Instant, day, instant, minute } from '../instant.ts'
import { instantFromLocalMs, kazakhstanOffsetMs } from './kazakhstan.ts'

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

export type DayWindow = Omit<WeeklyWindow, 'days'>

/** Other hours on one date: they take the place of whatever else would begin on it. No windows: no hours begin on it. */
export interface ScheduleException {
  /** `2026-12-16` in Kazakhstan. */
  readonly on: string
  readonly windows: readonly DayWindow[]
}

export interface WeeklySchedule {
  readonly windows: readonly WeeklyWindow[]
  /** The hours of official days off, where they are others; absent: days off are like any day of the week. */
  readonly daysOff?: readonly DayWindow[]
  readonly exceptions?: readonly ScheduleException[]
}

/** One dated occurrence of a window: half-open. */
export interface Occurrence {
  readonly from: Instant
  readonly until: Instant
}

const minutesPerDay = 1_440
const minutesPerWeek = 7 * minutesPerDay
const week = 7 * day
/** 1970-01-01 was a Thursday: the first Monday came four days later. */
const firstMonday = 4 * day

/** Minutes since Monday 00:00, half-open. `end` may pass the end of the week. */
interface Span {
  readonly start: number
  readonly end: number
}

function spansOf(schedule: WeeklySchedule): Span[] {
  return schedule.windows.flatMap(({ days, startMinute, endMinute }) =>
    days.map((weekday) => {
      const start = (weekday - 1) * minutesPerDay + startMinute
      const length = endMinute > startMinute ? endMinute - startMinute : endMinute + minutesPerDay - startMinute
      return { start, end: start + length }
    }),
  )
}

/** Overlapping and touching spans become one, so that two windows that meet at midnight are one duty. */
function joined(spans: readonly Span[]): Span[] {
  const result: Span[] = []
  for (const next of spans.toSorted((a, b) => a.start - b.start)) {
    const last = result.at(-1)
    if (last && next.start <= last.end) result[result.length - 1] = { start: last.start, end: Math.max(last.end, next.end) }
    else result.push(next)
  }
  return result
}

/** The spans of last week, this week and the next, joined across Sunday night. */
function threeWeeks(schedule: WeeklySchedule): Span[] {
  const spans = spansOf(schedule)
  return joined(
    [-1, 0, 1].flatMap((w) =>
      spans.map(({ start, end }) => ({ start: start + w * minutesPerWeek, end: end + w * minutesPerWeek })),
    ),
  )
}

/** The first and last instants that can be written; a duty round the clock has no others. */
const always: Occurrence = { from: instant(-62_135_596_800_000), until: instant(253_402_300_799_999) }

/**
 * The occurrence that holds `at`, or the next one to begin; undefined when the schedule has no hours at all.
 * Whoever asks at any moment of one occurrence gets the same answer. Hours that leave no minute of the week free
 * have neither beginning nor end: they span all time.
 */
export function occurrenceAtOrAfter(schedule: WeeklySchedule, at: Instant): Occurrence | undefined {
  const local = at + kazakhstanOffsetMs(at)
  const monday = Math.floor((local - firstMonday) / week) * week + firstMonday
  for (const { start, end } of threeWeeks(schedule)) {
    if (end - start >= minutesPerWeek) return always
    const until = instantFromLocalMs(monday + end * minute)
    if (until > at) return { from: instantFromLocalMs(monday + start * minute), until }
  }
  return undefined
}

/** Whether the duty is in force at this instant. */
export function isInSchedule(schedule: WeeklySchedule, at: Instant): boolean {
  const occurrence = occurrenceAtOrAfter(schedule, at)
  return occurrence !== undefined && occurrence.from <= at
}

export const roundTheClock: WeeklySchedule = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1440 }] }
