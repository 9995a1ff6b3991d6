import { civilFromUtcMs, utcMsFromCivil } from './civil-time/civil.ts'
import { type Result, ok, refused } from './result.ts'

/** Milliseconds since 1970-01-01T00:00:00Z, without leap seconds. Always an integer. */
export type Instant = number & { readonly __brand: 'Instant' }

export const second = 1_000
export const minute = 60 * second
export const hour = 60 * minute
export const day = 24 * hour

/** The last instant written with a four-digit year. */
const latest = 253_402_300_799_999
const earliest = -62_135_596_800_000

/** Integer milliseconds between the years 0001 and 9999. */
export function parseInstant(utcMs: number): Result<Instant, 'not-an-instant'> {
  return Number.isSafeInteger(utcMs) && utcMs >= earliest && utcMs <= latest ? ok(utcMs as Instant) : refused('not-an-instant')
}

/** For literals and for arithmetic whose operands are instants already. */
export function instant(utcMs: number): Instant {
  return utcMs as Instant
}

export function later(at: Instant, ms: number): Instant {
  return (at + ms) as Instant
}

const iso = /^(\d{4})-(\d{2})-(\d{2})T(\d{2}):(\d{2}):(\d{2})(?:\.(\d{1,9}))?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/

/** ISO 8601 with an explicit offset; fractions beyond milliseconds are cut. */
export function parseIsoInstant(text: string): Result<Instant, 'not-an-instant'> {
  const match = iso.exec(text)
  if (!match) return refused('not-an-instant')
  const [, year, month, dayOfMonth, hours, minutes, seconds, fraction = '', zone = 'Z'] = match
  const civil = {
    year: Number(year),
    month: Number(month),
    day: Number(dayOfMonth),
    hour: Number(hours),
    minute: Number(minutes),
    second: Number(seconds),
  }
  const utcMs = utcMsFromCivil(civil)
  if (utcMs === undefined) return refused('not-an-instant')
  const offsetMs =
    zone === 'Z' ? 0 : Number(`${zone[0]}1`) * (Number(zone.slice(1, 3)) * hour + Number(zone.slice(4, 6)) * minute)
  return parseInstant(utcMs - offsetMs + Number(fraction.slice(0, 3).padEnd(3, '0')))
}

/** `2026-11-22T17:00:00.000Z` */
export function isoInstant(at: Instant): string {
  const c = civilFromUtcMs(at)
  const two = (n: number) => String(n).padStart(2, '0')
  const ms = String(((at % second) + second) % second).padStart(3, '0')
  return `${String(c.year).padStart(4, '0')}-${two(c.month)}-${two(c.day)}T${two(c.hour)}:${two(c.minute)}:${two(c.second)}.${ms}Z`
}
