import { civilFromUtcMs, hour, type Instant, instant, later, utcMsFromCivil } from '@bilezik/domain'
import type { Cursor } from '../cursor.ts'

/** Every time of the standard is Beijing's, all the year round. */
const chinaOffsetMs = 8 * hour

/** Two decimal digits; NaN where a half byte is none. */
export function bcdOf(byte: number): number {
  const [tens, ones] = [byte >>> 4, byte & 0x0f]
  return tens > 9 || ones > 9 ? Number.NaN : tens * 10 + ones
}

const dateBytes = 6

/** `YYMMDDhhmmss` in BCD; undefined where it names no time: a device without a clock sends zeros. */
export function readDate(cursor: Cursor, offsetMs = chinaOffsetMs): Instant | undefined {
  const [year, month, day, hours, minutes, seconds] = Array.from(cursor.take(dateBytes), bcdOf)
  return instantOf([year, month, day, hours, minutes, seconds], offsetMs)
}

/** `DDMMYYhhmmss` in BCD and UTC, as the lock family writes it. */
export function readLockDate(cursor: Cursor): Instant | undefined {
  const [day, month, year, hours, minutes, seconds] = Array.from(cursor.take(dateBytes), bcdOf)
  return instantOf([year, month, day, hours, minutes, seconds], 0)
}

function instantOf(parts: readonly (number | undefined)[], offsetMs: number): Instant | undefined {
  const [year = Number.NaN, month = 0, day = 0, hours = 0, minutes = 0, seconds = 0] = parts
  if (parts.some((part) => part === undefined || Number.isNaN(part))) return undefined
  const utcMs = utcMsFromCivil({ year: 2000 + year, month, day, hour: hours, minute: minutes, second: seconds })
  return utcMs === undefined ? undefined : instant(utcMs - offsetMs)
}

/** `YYMMDDhhmmss` in BCD on the clock that is so far ahead of UTC. */
export function dateBytesOf(at: Instant, offsetMs = chinaOffsetMs): number[] {
  const c = civilFromUtcMs(later(at, offsetMs))
  const two = (value: number) => (Math.floor(value / 10) << 4) | (value % 10)
  return [c.year % 100, c.month, c.day, c.hour, c.minute, c.second].map(two)
}

/** For spreading into a reading: no `fixAt` where the device gave no time. */
export function timed(fixAt: Instant | undefined): { readonly fixAt?: Instant } {
  return fixAt === undefined ? {} : { fixAt }
}
