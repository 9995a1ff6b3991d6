import type { FixReading, FixSource, Instant } from '@bilezik/domain'
import type { Cursor } from '../cursor.ts'
import { readDate, timed } from './date.ts'

/** Coordinates are counted in 1/30000 of a minute of arc. */
export const unitsPerDegree = 1_800_000
export const isPositionedBit = 1 << 12
export const isWestBit = 1 << 11
export const isNorthBit = 1 << 10
const courseMask = 0x3ff

export interface GpsBlock {
  readonly fixAt: Instant | undefined
  readonly satellites: number
  /** Undefined where the device holds no position at all: it sends zeros then. */
  readonly place: Place | undefined
}

export interface Place {
  readonly lat: number
  readonly lon: number
  readonly isValid: boolean
  readonly courseDegrees: number
  readonly speedMetresPerSecond?: number
}

export function metresPerSecond(kilometresPerHour: number): number {
  return Math.round((kilometresPerHour / 3.6) * 1_000) / 1_000
}

/** Two coordinates and the course word with its hemisphere and validity bits; speed lies between them on the wire. */
export function placeFrom(cursor: Cursor, latUnits: number, lonUnits: number, courseWord: number): Place | undefined {
  const isValid = (courseWord & isPositionedBit) !== 0
  if (!isValid && latUnits === 0 && lonUnits === 0) return undefined
  // Plus zero: a device on the equator must not be at minus nought.
  const lat = ((courseWord & isNorthBit) !== 0 ? 1 : -1) * (latUnits / unitsPerDegree) + 0
  const lon = ((courseWord & isWestBit) !== 0 ? -1 : 1) * (lonUnits / unitsPerDegree) + 0
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    // A device that says it has no position may leave anything in the field; one that says it has must mean it.
    if (isValid) cursor.reject('The coordinates lie outside of the globe.')
    return undefined
  }
  return { lat, lon, isValid, courseDegrees: (courseWord & courseMask) % 360 }
}

/** Date, satellites, latitude, longitude, speed, course and status: 18 bytes, the same in every message with a position. */
export function readGpsBlock(cursor: Cursor): GpsBlock {
  const fixAt = readDate(cursor)
  return { fixAt, ...readPlace(cursor) }
}

/** The block without its date: 12 bytes. */
export function readPlace(cursor: Cursor): Omit<GpsBlock, 'fixAt'> {
  // The upper half of the byte is the length of the block, which nobody varies.
  const satellites = cursor.u8() & 0x0f
  const latUnits = cursor.u32()
  const lonUnits = cursor.u32()
  const speedMetresPerSecond = metresPerSecond(cursor.u8())
  const place = placeFrom(cursor, latUnits, lonUnits, cursor.u16())
  return { satellites, place: place && { ...place, speedMetresPerSecond } }
}

export function fixesOf(block: GpsBlock, source: FixSource = 'gnss'): FixReading[] {
  if (!block.place) return []
  return [{ kind: 'fix', ...timed(block.fixAt), ...block.place, source, satellites: block.satellites }]
}
