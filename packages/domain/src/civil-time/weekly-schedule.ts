import { type Instant, day, instant, minute } from '../instant.ts'
import { instantFromLocalMs, kazakhstanOffsetMs } from './kazakhstan.ts'
import type { WeeklySchedule } from './schedule.ts'
import { type ScheduleDays, type Span, minutesPerDay, scheduleDays, spansOn } from './schedule-days.ts'

/** One dated occurrence of a window: half-open. */
export interface Occurrence {
  readonly from: Instant
  readonly until: Instant
}

/** The first and last instants that can be written; a duty round the clock has no others. */
const first = instant(-62_135_596_800_000)
const last = instant(253_402_300_799_999)

const endOf = (span: Span): Instant => instantFromLocalMs(span.end * minute)

function dayAt(at: Instant): number {
  return Math.floor((at + kazakhstanOffsetMs(at)) / day)
}

/** A week and a day, more than any ordinary week leaves free. */
const ordinaryDays = 8

/** The days on which hours may next begin, as far as one must look: a week, every special date beside it, then only special dates. */
function* daysAhead(days: ScheduleDays, from: number): Generator<number> {
  // A window lasts a day at most: what holds now began today or yesterday.
  let ahead = from - 1
  const furthest = from + ordinaryDays + (days.hasWeekly ? days.specialDays.length : 0)
  while (ahead <= furthest) yield ahead++
  for (const special of days.specialDays) if (special >= ahead) yield special
}

function firstEndingAfter(days: ScheduleDays, at: Instant): Span | undefined {
  for (const candidate of daysAhead(days, dayAt(at))) {
    const span = spansOn(days, candidate)
      .filter((one) => endOf(one) > at)
      .toSorted((a, b) => a.start - b.start)[0]
    if (span) return span
  }
  return undefined
}

const dayOfMinute = (minutes: number) => Math.floor(minutes / minutesPerDay)

/** The minute at which the hours that touch `minutes` began; undefined: without beginning. */
function joinedStart(days: ScheduleDays, minutes: number): number | undefined {
  let start = minutes
  for (;;) {
    const today = dayOfMinute(start)
    const before = days.specialDays.findLast((special) => special <= today)
    // An ordinary week without a free minute need not be walked day by day; it is sure from the second day after a special date.
    if (days.isAlways && before === undefined) return undefined
    if (days.isAlways && before !== undefined && before + 2 <= today) start = Math.min(start, (before + 2) * minutesPerDay)
    const began = dayOfMinute(start)
    let earlier = start
    for (const candidate of [began, began - 1, began - 2]) {
      for (const span of spansOn(days, candidate)) if (span.start < earlier && span.end >= start) earlier = span.start
    }
    if (earlier === start) return start
    start = earlier
  }
}

/** The minute at which the hours that touch `minutes` end; undefined: without end. */
function joinedEnd(days: ScheduleDays, minutes: number): number | undefined {
  let end = minutes
  for (;;) {
    const today = dayOfMinute(end)
    const next = days.specialDays.find((special) => special >= today - 1)
    if (days.isAlways && next === undefined) return undefined
    if (days.isAlways && next !== undefined && next > today) end = Math.max(end, next * minutesPerDay)
    const ending = dayOfMinute(end)
    let later = end
    for (const candidate of [ending - 1, ending]) {
      for (const span of spansOn(days, candidate)) if (span.start <= end && span.end > later) later = span.end
    }
    if (later === end) return end
    end = later
  }
}

function joined(days: ScheduleDays, { start, end }: Span): Occurrence {
  const from = joinedStart(days, start)
  const until = joinedEnd(days, end)
  return {
    from: from === undefined ? first : instantFromLocalMs(from * minute),
    until: until === undefined ? last : instantFromLocalMs(until * minute),
  }
}

/**
 * The occurrence that holds `at`, or the next one to begin; undefined when the schedule has no hours from then on.
 * Whoever asks at any moment of one occurrence gets the same answer; hours that touch are one. Hours that leave no minute of the
 * week free have neither beginning nor end but at an exception or a day off. `daysOff`: dates such as `2026-12-16`.
 */
export function occurrenceAtOrAfter(
  schedule: WeeklySchedule,
  at: Instant,
  daysOff: readonly string[] = [],
): Occurrence | undefined {
  const days = scheduleDays(schedule, daysOff)
  const span = firstEndingAfter(days, at)
  return span && joined(days, span)
}

/** When the hours before `at`, at which none hold, last ended; undefined when there were none. */
export function lastEndBefore(schedule: WeeklySchedule, at: Instant, daysOff: readonly string[] = []): Instant | undefined {
  const days = scheduleDays(schedule, daysOff)
  const today = dayAt(at)
  const furthest = today - ordinaryDays - (days.hasWeekly ? days.specialDays.length : 0)
  const special = days.specialDays.filter((one) => one < furthest).toReversed()
  const candidates = [...Array.from({ length: today - furthest + 1 }, (_, i) => today - i), ...special]
  const endsOf = (one: number) => spansOn(days, one).map(endOf)
  for (const candidate of candidates) {
    const ends = endsOf(candidate).filter((end) => end <= at)
    // A window of the day before may end later than one of the day.
    if (ends.length > 0) return instant(Math.max(...ends, ...endsOf(candidate - 1)))
  }
  return undefined
}

/** Whether the duty is in force at this instant. */
export function isInSchedule(schedule: WeeklySchedule, at: Instant, daysOff: readonly string[] = []): boolean {
  const occurrence = occurrenceAtOrAfter(schedule, at, daysOff)
  return occurrence !== undefined && occurrence.from <= at
}

export const roundTheClock: WeeklySchedule = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 0, endMinute: 1440 }] }
