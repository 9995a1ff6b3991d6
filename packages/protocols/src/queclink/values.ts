import { type Instant, instant, utcMsFromCivil } from '@bilezik/domain'

/** For spreading into a reading: no `fixAt` where the device gave no time. */
export function timed(fixAt: Instant | undefined): { readonly fixAt?: Instant } {
  return fixAt === undefined ? {} : { fixAt }
}

export function metresPerSecond(kilometresPerHour: number): number {
  return Math.round((kilometresPerHour / 3.6) * 1_000) / 1_000
}

const fourteenDigits = /^(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)$/

/** `YYYYMMDDHHMMSS`, read as UTC; undefined where it names no day or time. */
export function instantOfText(text: string | undefined): Instant | undefined {
  const match = text === undefined ? null : fourteenDigits.exec(text)
  if (!match) return undefined
  const [year, month, day, hour, minute, second] = match.slice(1).map(Number)
  const utcMs = utcMsFromCivil({ year: year!, month: month!, day: day!, hour: hour!, minute: minute!, second: second! })
  return utcMs === undefined ? undefined : instant(utcMs)
}

/** Seconds since 1970 in UTC; a device without a clock sends zero. */
export function instantOfEpoch(seconds: number): Instant | undefined {
  return seconds === 0 ? undefined : instant(seconds * 1_000)
}

/** A place on the globe. Devices that never had a fix send 0/0, which is none. */
export function isPlace(lat: number, lon: number): boolean {
  return Math.abs(lat) <= 90 && Math.abs(lon) <= 180 && (lat !== 0 || lon !== 0)
}

/** Plus zero: a device on the equator must not be at minus nought. */
export function degreesOf(millionths: number): number {
  return millionths / 1_000_000 + 0
}

/** The device's own state, one hexadecimal byte: 1x ignition off, 2x ignition on, 4x no ignition line; x1 at rest, otherwise moving. */
export function isMovingOf(state: number): boolean | undefined {
  if (state === 0x11 || state === 0x21 || state === 0x41) return false
  return [0x12, 0x16, 0x1a, 0x22, 0x42].includes(state) ? true : undefined
}

export function isIgnitionOnOf(state: number): boolean | undefined {
  if ([0x11, 0x12, 0x16, 0x1a].includes(state)) return false
  return state === 0x21 || state === 0x22 ? true : undefined
}
