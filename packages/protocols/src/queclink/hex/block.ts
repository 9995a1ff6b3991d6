import { type FixReading, instant, type Instant, type SeenCell, utcMsFromCivil } from '@bilezik/domain'
import type { Cursor } from '../../cursor.ts'
import { degreesOf, isPlace, metresPerSecond, timed } from '../values.ts'
import { has, type Variant } from './layout.ts'

export interface HexBlock {
  readonly fix: FixReading | undefined
  readonly cells: readonly SeenCell[]
  /** Whether its numbers can be those of a position block: tells a right reading of the layout from a wrong one. */
  readonly isPlausible: boolean
}

/** Highest accuracy number of the papers, with room. */
const highestHdop = 99
const signed = (value: number, bits: number) => (value >= 2 ** (bits - 1) ? value - 2 ** bits : value)

/** Whole and fraction; the fraction has one digit, and two in some models. */
export function withFraction(whole: number, fraction: number): number {
  return whole + (fraction < 10 ? fraction / 10 : fraction / 100)
}

/** Year, month, day, hour, minute, second; zeros where the device has no clock. */
export function readInstant(cursor: Cursor): { readonly at: Instant | undefined; readonly isPlausible: boolean } {
  const year = cursor.u16()
  const [month, day, hour, minute, second] = [cursor.u8(), cursor.u8(), cursor.u8(), cursor.u8(), cursor.u8()]
  const utcMs = utcMsFromCivil({ year, month, day, hour, minute, second })
  const isNone = year === 0 && month === 0 && day === 0
  const isPlausible = isNone || (utcMs !== undefined && year >= 1970 && year < 2100)
  return { at: utcMs === undefined || !isPlausible ? undefined : instant(utcMs), isPlausible }
}

/** Country and network are written as decimal digits (0460), area and cell as plain numbers. */
function digitsOf(word: number): number | undefined {
  const text = word.toString(16)
  return /^\d+$/.test(text) ? Number(text) : undefined
}

export function readCell(cursor: Cursor, cellIdBytes: 2 | 4): SeenCell | undefined {
  const [mcc, mnc] = [digitsOf(cursor.u16()), digitsOf(cursor.u16())]
  const areaCode = cursor.u16()
  const cellId = cellIdBytes === 2 ? cursor.u16() : cursor.u32()
  cursor.skip(1)
  const isCell = mcc !== undefined && mnc !== undefined && mcc >= 200 && mcc < 800 && (areaCode !== 0 || cellId !== 0)
  return isCell ? { mcc, mnc, areaCode, cellId } : undefined
}

export function readBlock(cursor: Cursor, mask: number, variant: Variant, satellites: number | undefined): HexBlock {
  const accuracy = cursor.u8()
  const kilometresPerHour = has(mask, 'speed') ? withFraction(cursor.u16(), cursor.u8()) : undefined
  const azimuth = has(mask, 'azimuth') ? cursor.u16() : undefined
  const altitudeMetres = has(mask, 'altitude') ? signed(cursor.u16(), 16) : undefined
  const [lon, lat] = [degreesOf(signed(cursor.u32(), 32)), degreesOf(signed(cursor.u32(), 32))]
  const time = readInstant(cursor)
  const cell = has(mask, 'cell') ? readCell(cursor, variant.cellIdBytes) : undefined
  const isNumbers = accuracy <= highestHdop && (azimuth ?? 0) <= 360 && (kilometresPerHour ?? 0) < 1_000
  const isPlausible = isNumbers && time.isPlausible && Math.abs(lat) <= 90 && Math.abs(lon) <= 180
  const fix: FixReading = {
    kind: 'fix',
    ...timed(time.at),
    lat,
    lon,
    // Nought: no fix now, the last known place is repeated.
    isValid: accuracy > 0,
    source: 'gnss',
    ...(kilometresPerHour === undefined ? {} : { speedMetresPerSecond: metresPerSecond(kilometresPerHour) }),
    ...(azimuth === undefined ? {} : { courseDegrees: azimuth % 360 }),
    ...(altitudeMetres === undefined ? {} : { altitudeMetres }),
    ...(satellites === undefined ? {} : { satellites }),
    ...(accuracy > 0 ? { hdop: accuracy } : {}),
  }
  return { fix: isPlace(lat, lon) ? fix : undefined, cells: cell ? [cell] : [], isPlausible }
}
