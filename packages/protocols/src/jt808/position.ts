import { type Instant, type Reading } from '@bilezik/domain'
import { Cursor } from '../cursor.ts'
import { noteAlarmWord, bitsOf } from './alarm-word.ts'
import { readDate } from './bcd.ts'
import { readItems } from './items/read-items.ts'
import { type Noted, nothingNoted, type Place, readingsOfNoted } from './noted.ts'

/** Alarm word, status word, latitude, longitude, height, speed, course, time. */
export const basicBytes = 28

const [ignitionBit, positionedBit, southBit, westBit] = [0, 1, 2, 3]
/** Bits that the standard leaves free; makers put covers, straps and chargers there. */
const firstMakersBit = 22
const unitsPerDegree = 1_000_000

const has = (word: number, bit: number) => ((word >>> bit) & 1) === 1

/** Tenths of a kilometre an hour. */
export function metresPerSecond(tenths: number): number {
  return Math.round((tenths / 36) * 1_000) / 1_000
}

/** Degrees are counted in millionths without sign; the status word holds the hemispheres. Zeros are no place. */
export function placeOf(status: number, latUnits: number, lonUnits: number, cursor: Cursor): Place | undefined {
  const isValid = has(status, positionedBit)
  if (latUnits === 0 && lonUnits === 0) return undefined
  // Plus zero: a device on the equator must not be at minus nought.
  const lat = ((has(status, southBit) ? -1 : 1) * latUnits) / unitsPerDegree + 0
  const lon = ((has(status, westBit) ? -1 : 1) * lonUnits) / unitsPerDegree + 0
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return { lat, lon, isValid }
  // A device that says it has no position may leave anything in the field; one that says it has must mean it.
  if (isValid) cursor.reject('The coordinates lie outside of the globe.')
  return undefined
}

/** Height (negative ones in two's complement), speed and course. */
export function readMovement(cursor: Cursor): Omit<Place, 'lat' | 'lon' | 'isValid'> {
  const height = cursor.u16()
  const speed = cursor.u16()
  const course = cursor.u16()
  const noValue = 0xffff
  return {
    altitudeMetres: height >= 0x8000 ? height - 0x1_0000 : height,
    ...(speed === noValue ? {} : { speedMetresPerSecond: metresPerSecond(speed) }),
    ...(course <= 360 ? { courseDegrees: course % 360 } : {}),
  }
}

export function noteStatusWord(status: number, noted: Noted): void {
  noted.values['statusBits'] = status
  noted.values['ignition'] = has(status, ignitionBit)
  for (const bit of bitsOf(status)) if (bit >= firstMakersBit) noted.values[`statusBit${bit}`] = true
}

interface Position {
  readonly fixAt: Instant | undefined
  readonly readings: readonly Reading[]
}

/** One position as 0x0200 reports it, as 0x0201 answers it and as 0x0704 lists it. What cannot be believed goes to `cursor.reject`. */
export function readPosition(cursor: Cursor): Position {
  const noted = nothingNoted()
  noteAlarmWord(cursor.u32(), noted)
  const status = cursor.u32()
  noteStatusWord(status, noted)
  const place = placeOf(status, cursor.u32(), cursor.u32(), cursor)
  const movement = readMovement(cursor)
  const fixAt = readDate(cursor)
  if (cursor.problem !== undefined) return { fixAt, readings: [] }
  readItems(new Cursor(cursor.rest()), noted)
  return { fixAt, readings: readingsOfNoted(noted, fixAt, place && { ...place, ...movement }) }
}
