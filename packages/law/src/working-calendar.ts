import { daysFromCivil } from '@bilezik/domain'
import { dateOf, dayOf, isWeekend } from './civil-date.ts'
import { type calendarProvisions, holidays, kurbanAit, movedDays } from './holidays.ts'

/** Why a day is off. */
export type DayOffReason = keyof typeof calendarProvisions

export interface DayOff {
  /** `2026-12-16`, in Kazakhstan. */
  readonly on: string
  readonly because: DayOffReason
}

/** No list of days off reaches further than three years: what it goes into is kept for each person. */
export const mostDaysOffSpan = 3 * 366

const firstYear = 2024
/** Nothing is told of the days before. */
export const calendarKnownFrom = '2024-01-01'
/** The first day of the year for which the religious days and the orders of the ministry are not listed yet. */
export const calendarKnownUntil = '2028-01-01'

/** The days off of one year beyond its weekends, and the working days among these. No move leaves its year. */
function particularsOf(year: number): { readonly off: ReadonlyMap<string, DayOffReason>; readonly worked: ReadonlySet<string> } {
  const isOfYear = (date: string) => date.startsWith(`${year}-`)
  const worked = new Set(movedDays.filter(({ from }) => isOfYear(from)).map(({ from }) => from))
  const off = new Map<string, DayOffReason>()
  const kept = holidays
    .map(({ on, ...rest }) => ({ ...rest, date: `${year}-${on}` }))
    .filter(({ date, from, until }) => (from === undefined || from <= date) && (until === undefined || date < until))
  for (const { date, moves } of kept) off.set(date, moves ? 'publicHoliday' : 'religious')
  for (const { on } of kurbanAit) if (isOfYear(on) && !off.has(on)) off.set(on, 'religious')
  for (const { to } of movedDays) if (isOfYear(to)) off.set(to, 'moved')
  for (const { date, moves } of kept) {
    let days = dayOf(date) as number
    if (!moves || !isWeekend(days) || worked.has(date)) continue
    while ((isWeekend(days) && !worked.has(dateOf(days))) || off.has(dateOf(days))) days++
    off.set(dateOf(days), 'nextWorkingDay')
  }
  return { off, worked }
}

/**
 * The official days off from the one date until the other (not included), in order, each with its reason. What is no date has
 * none; nothing before 2024 is told, and at most three years. Beyond `calendarKnownUntil` the rules go on without the days that
 * are announced or ordered for each year.
 */
export function explainedDaysOff(from: string, until: string): DayOff[] {
  const first = dayOf(from)
  const end = dayOf(until)
  if (first === undefined || end === undefined) return []
  const days: DayOff[] = []
  const years = new Map<string, ReturnType<typeof particularsOf>>()
  const start = Math.max(first, daysFromCivil(firstYear, 1, 1))
  for (let day = start; day < Math.min(end, start + mostDaysOffSpan); day++) {
    const on = dateOf(day)
    const year = on.slice(0, 4)
    const { off, worked } = years.get(year) ?? particularsOf(Number(year))
    if (!years.has(year)) years.set(year, { off, worked })
    const because = off.get(on) ?? (isWeekend(day) && !worked.has(on) ? 'weekend' : undefined)
    if (because) days.push({ on, because })
  }
  return days
}

/** As above, the dates alone: `2026-12-16`. */
export function daysOffBetween(from: string, until: string): string[] {
  return explainedDaysOff(from, until).map(({ on }) => on)
}
