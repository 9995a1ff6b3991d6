/** A reading of a wall clock: no zone, seconds precision. Months and days count from 1. */
export interface Civil {
  readonly year: number
  readonly month: number
  readonly day: number
  readonly hour: number
  readonly minute: number
  readonly second: number
}

const msPerDay = 86_400_000

/** Days since 1970-01-01 in the proleptic Gregorian calendar (the era-based count of H. Hinnant's "chrono" paper). */
export function daysFromCivil(year: number, month: number, dayOfMonth: number): number {
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + dayOfMonth - 1
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear
  return era * 146_097 + dayOfEra - 719_468
}

function civilFromDays(days: number): { year: number; month: number; day: number } {
  const z = days + 719_468
  const era = Math.floor(z / 146_097)
  const dayOfEra = z - era * 146_097
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  )
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100))
  const shifted = Math.floor((5 * dayOfYear + 2) / 153)
  const month = shifted < 10 ? shifted + 3 : shifted - 9
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1,
  }
}

/** The wall clock in UTC at this many milliseconds since the epoch. */
export function civilFromUtcMs(utcMs: number): Civil {
  const days = Math.floor(utcMs / msPerDay)
  const ofDay = utcMs - days * msPerDay
  return {
    ...civilFromDays(days),
    hour: Math.floor(ofDay / 3_600_000),
    minute: Math.floor(ofDay / 60_000) % 60,
    second: Math.floor(ofDay / 1_000) % 60,
  }
}

/** Undefined when the fields name no real day or time (31 February, 24:00, a leap second). */
export function utcMsFromCivil(c: Civil): number | undefined {
  if (c.hour > 23 || c.minute > 59 || c.second > 59 || c.hour < 0 || c.minute < 0 || c.second < 0) return undefined
  const days = daysFromCivil(c.year, c.month, c.day)
  const back = civilFromDays(days)
  if (back.year !== c.year || back.month !== c.month || back.day !== c.day) return undefined
  return days * msPerDay + c.hour * 3_600_000 + c.minute * 60_000 + c.second * 1_000
}
