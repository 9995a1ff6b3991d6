import {
  type Instant,
  civilFromUtcMs,
  civilInKazakhstan,
  day,
  daysFromCivil,
  instantFromLocalMs,
  invariant,
} from '@bilezik/domain'

/** Days since 1970; undefined: no date such as `2026-12-16`. */
export function dayOf(date: string): number | undefined {
  const [, year, month, dayOfMonth] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(date)?.map(Number) ?? []
  if (year === undefined || month === undefined || dayOfMonth === undefined) return undefined
  const days = daysFromCivil(year, month, dayOfMonth)
  return dateOf(days) === date ? days : undefined
}

/** As above, where a date was parsed at the door. */
export function requireDay(date: string): number {
  const days = dayOf(date)
  invariant(days !== undefined, `not a date: ${date}`)
  return days
}

export function dateOf(days: number): string {
  return written(civilFromUtcMs(days * day))
}

function written({ year, month, day: dayOfMonth }: { year: number; month: number; day: number }): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(dayOfMonth).padStart(2, '0')}`
}

/** 1970-01-01 was a Thursday. */
export function isWeekend(days: number): boolean {
  const weekday = (((days + 3) % 7) + 7) % 7
  return weekday >= 5
}

/** As above, of a date; what is no date is none. */
export function isWeekendDay(date: string): boolean {
  const days = dayOf(date)
  return days !== undefined && isWeekend(days)
}

/** The date on a wall clock in Kazakhstan. */
export function dateInKazakhstan(at: Instant): string {
  return written(civilInKazakhstan(at))
}

/**
 * The instant at which this day begins in Kazakhstan. 29 February 2024 had 25 hours where the clocks went back at its end: the day
 * after it begins at the second midnight.
 */
export function beginningOf(days: number): Instant {
  return instantFromLocalMs(days * day)
}

/** The first day that lies so many months after this one: of the same number, or, in a month that lacks it, the first of the next. */
export function afterMonths(days: number, months: number): number {
  const { year, month, day: dayOfMonth } = civilFromUtcMs(days * day)
  const count = year * 12 + (month - 1) + months
  const first = daysFromCivil(Math.floor(count / 12), (count % 12) + 1, 1)
  const next = daysFromCivil(Math.floor((count + 1) / 12), ((count + 1) % 12) + 1, 1)
  return Math.min(first + dayOfMonth - 1, next)
}
