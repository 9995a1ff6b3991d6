import { daysFromCivil } from './civil.ts'
import type { DayWindow, WeeklySchedule } from './schedule.ts'

export const minutesPerDay = 1_440

/** Minutes since 1970-01-01T00:00 of the wall clock; half-open. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The hours that begin on each day: by the day of the week, but for the special dates, which are none to be known by it. */
export interface ScheduleDays {
  /** Windows by the day's place in the week, Monday first; each begins between 0 and 1440 and lasts at most a day. */
  readonly ofWeek: readonly (readonly Span[])[]
  /** Days since 1970 on which other hours begin. */
  readonly special: ReadonlyMap<number, readonly Span[]>
  /** The days of `special`, in order. */
  readonly specialDays: readonly number[]
  /** No minute of an ordinary week is free. */
  readonly isAlways: boolean
  readonly hasWeekly: boolean
}

function spanOf({ startMinute, endMinute }: DayWindow): Span {
  return { start: startMinute, end: endMinute > startMinute ? endMinute : endMinute + minutesPerDay }
}

/** `2026-12-16` as days since 1970. What is no date is on no day: the doors let none through. */
function dayOf(date: string): number {
  const [year = NaN, month = NaN, dayOfMonth = NaN] = date.split('-').map(Number)
  return daysFromCivil(year, month, dayOfMonth)
}

function coversTheWeek(ofWeek: readonly (readonly Span[])[]): boolean {
  const spans = [-1, 0, 1].flatMap((week) =>
    ofWeek.flatMap((ofDay, i) =>
      ofDay.map(({ start, end }) => {
        const midnight = (week * 7 + i) * minutesPerDay
        return { start: midnight + start, end: midnight + end }
      }),
    ),
  )
  let reached = 0
  for (const { start, end } of spans.toSorted((a, b) => a.start - b.start)) if (start <= reached) reached = Math.max(reached, end)
  return reached >= 7 * minutesPerDay
}

function prepare(schedule: WeeklySchedule, daysOff: readonly string[]): ScheduleDays {
  const ofWeek = ([1, 2, 3, 4, 5, 6, 7] as const).map((weekday) =>
    schedule.windows.filter(({ days }) => days.includes(weekday)).map(spanOf),
  )
  const special = new Map<number, readonly Span[]>()
  const onDayOff = schedule.daysOff?.map(spanOf)
  if (onDayOff) for (const date of daysOff) special.set(dayOf(date), onDayOff)
  for (const { on, windows } of schedule.exceptions ?? []) special.set(dayOf(on), windows.map(spanOf))
  special.delete(NaN)
  return {
    ofWeek,
    special,
    specialDays: [...special.keys()].toSorted((a, b) => a - b),
    isAlways: coversTheWeek(ofWeek),
    hasWeekly: ofWeek.some((ofDay) => ofDay.length > 0),
  }
}

const noDaysOff: readonly string[] = []
const prepared = new WeakMap<WeeklySchedule, { readonly daysOff: readonly string[]; readonly days: ScheduleDays }>()

/** Worked out once a schedule and list of days off, by their identity: it changes speed, never an answer. */
export function scheduleDays(schedule: WeeklySchedule, daysOff: readonly string[]): ScheduleDays {
  // Most schedules do not ask for days off: the list does not matter to them.
  const asked = schedule.daysOff ? daysOff : noDaysOff
  const known = prepared.get(schedule)
  if (known?.daysOff === asked) return known.days
  const days = prepare(schedule, asked)
  prepared.set(schedule, { daysOff: asked, days })
  return days
}

/** The spans that begin on a day since 1970, in the order of their beginning. */
export function spansOn(days: ScheduleDays, day: number): readonly Span[] {
  // 1970-01-01 was a Thursday.
  const weekday = (((day + 3) % 7) + 7) % 7
  const spans = days.special.get(day) ?? days.ofWeek[weekday] ?? []
  const midnight = day * minutesPerDay
  return spans.map(({ start, end }) => ({ start: midnight + start, end: midnight + end }))
}
