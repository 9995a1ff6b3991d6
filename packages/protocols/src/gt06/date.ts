import { type Instant, instant, utcMsFromCivil } from '@bilezik/domain'
import type { Cursor } from '../cursor.ts'

/** Bytes of a date: year since 2000, month, day, hour, minute, second, each plain binary, in UTC. */
export const dateBytes = 6

/** Undefined where the six bytes name no day or time: a device without a clock sends zeros. */
export function dateAt(bytes: Uint8Array, at: number): Instant | undefined {
  if (bytes.length < at + dateBytes) return undefined
  const utcMs = utcMsFromCivil({
    year: 2000 + bytes[at]!,
    month: bytes[at + 1]!,
    day: bytes[at + 2]!,
    hour: bytes[at + 3]!,
    minute: bytes[at + 4]!,
    second: bytes[at + 5]!,
  })
  return utcMs === undefined ? undefined : instant(utcMs)
}

export function readDate(cursor: Cursor): Instant | undefined {
  return dateAt(cursor.take(dateBytes), 0)
}

/** For spreading into a reading: no `fixAt` where the device gave no time. */
export function timed(fixAt: Instant | undefined): { readonly fixAt?: Instant } {
  return fixAt === undefined ? {} : { fixAt }
}
