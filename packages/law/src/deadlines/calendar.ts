import { dateOf, dayOf, isWeekend } from '../civil-date.ts'
import { calendarKnownFrom, calendarKnownUntil, daysOffBetween } from '../working-calendar.ts'

/** Working days as deadlines count them. Pure: the same date always gets the same answer. */
export interface WorkingCalendar {
  readonly isDayOff: (on: string) => boolean
  /** False where announced and ordered days are not listed: a due date that depends on it may move. */
  readonly isKnown: (on: string) => boolean
}

export interface CalendarCorrection {
  readonly on: string
  readonly isDayOff: boolean
}

/** The days off of Kazakhstan as listed in this package; outside the years known, weekends and the holidays that rules give. */
export const officialCalendar: WorkingCalendar = {
  isDayOff: (on) => {
    const days = dayOf(on)
    if (days === undefined) return false
    return on < calendarKnownFrom ? isWeekend(days) : daysOffBetween(on, dateOf(days + 1)).length > 0
  },
  isKnown: (on) => on >= calendarKnownFrom && on < calendarKnownUntil,
}

/** The same calendar with days that an administrator has put right: an order moved a day, Kurban Ait was announced. The last word on a day counts. */
export function correctedCalendar(calendar: WorkingCalendar, corrections: readonly CalendarCorrection[]): WorkingCalendar {
  const byDate = new Map(corrections.map(({ on, isDayOff }) => [on, isDayOff]))
  return { isDayOff: (on) => byDate.get(on) ?? calendar.isDayOff(on), isKnown: (on) => byDate.has(on) || calendar.isKnown(on) }
}
