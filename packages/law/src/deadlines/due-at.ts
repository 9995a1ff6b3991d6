import { type Instant, hour, later } from '@bilezik/domain'
import { afterMonths, beginningOf, dateInKazakhstan, dateOf, requireDay } from '../civil-date.ts'
import type { WorkingCalendar } from './calendar.ts'
import type { Deadline, DeadlineLength, Moment, WhenDayOff } from './deadline.ts'

/** What a due date rests on beside the text. */
export type DueAssumption =
  /** The event is known to the day only: hours are counted from the end of that day. */
  | 'hour-unknown'
  /** The count went over days whose holidays are not known yet, or no longer. */
  | 'calendar-unknown'

export interface Due {
  /** The last instant that is in time. A term in days ends with the end of its last day, which is the beginning of the next. */
  readonly at: Instant
  readonly assumptions: readonly DueAssumption[]
}

/** No stretch of days off is longer than this: beyond it the calendar is taken for broken. */
const mostDaysOff = 60

/** Counts days, and notes whether it had to ask for one that the calendar does not know. */
function dayCount(calendar: WorkingCalendar) {
  let hasAskedUnknown = false
  const isWorked = (days: number) => {
    const on = dateOf(days)
    hasAskedUnknown ||= !calendar.isKnown(on)
    return !calendar.isDayOff(on)
  }
  const firstWorkedFrom = (days: number) => {
    for (let candidate = days; candidate <= days + mostDaysOff; candidate++) if (isWorked(candidate)) return candidate
    return days
  }
  return {
    hasAskedUnknown: () => hasAskedUnknown,
    /** The so-many-th working day after this one, which does not count itself. */
    workedAfter: (days: number, count: number) => {
      let last = days
      for (let worked = 0; worked < count; worked++) last = firstWorkedFrom(last + 1)
      return last
    },
    lastDay: (days: number, whenDayOff: WhenDayOff) => (whenDayOff === 'moves-on' ? firstWorkedFrom(days) : days),
  }
}
type DayCount = ReturnType<typeof dayCount>

/** The day's number, of an event or of what was done. */
function dayOfMoment(moment: Moment): number {
  return requireDay(moment.kind === 'day' ? moment.on : dateInKazakhstan(moment.at))
}

/** The last day of a term that begins on this day: the day of the event itself does not count. */
function lastDayOf(length: Exclude<DeadlineLength, { kind: 'at-once' | 'hours' }>, started: number, count: DayCount): number {
  if (length.kind === 'working-days') return count.workedAfter(started, length.days)
  const last = length.kind === 'months' ? sameDayOrLast(started, length.months) : started + length.days
  return count.lastDay(last, length.whenDayOff)
}

/** A month that lacks the day ends with its own last day. */
function sameDayOrLast(started: number, months: number): number {
  const after = afterMonths(started, months)
  return dateOf(after).slice(8) === dateOf(started).slice(8) ? after : after - 1
}

/**
 * When the deadline runs out that this event started. Hours are hours that passed, whatever the wall clock did; days and months are
 * those of the calendar in Kazakhstan, and end at midnight.
 */
export function dueAt(deadline: Pick<Deadline, 'length'>, started: Moment, calendar: WorkingCalendar): Due {
  const { length } = deadline
  if (length.kind === 'at-once' || length.kind === 'hours') {
    const ms = length.kind === 'hours' ? length.hours * hour : 0
    if (started.kind === 'instant') return { at: later(started.at, ms), assumptions: [] }
    return { at: later(beginningOf(dayOfMoment(started) + 1), ms), assumptions: ['hour-unknown'] }
  }
  const count = dayCount(calendar)
  const last = lastDayOf(length, dayOfMoment(started), count)
  return { at: beginningOf(last + 1), assumptions: count.hasAskedUnknown() ? ['calendar-unknown'] : [] }
}

/** Where a corrected calendar would move a running deadline: to be proposed to a person, never done. Undefined: it stays. */
export function proposedMove(
  deadline: Pick<Deadline, 'length'>,
  started: Moment,
  from: WorkingCalendar,
  to: WorkingCalendar,
): { readonly was: Due; readonly proposed: Due } | undefined {
  const was = dueAt(deadline, started, from)
  const proposed = dueAt(deadline, started, to)
  return was.at === proposed.at ? undefined : { was, proposed }
}
