import { Cursor } from '../../cursor.ts'
import { readDate } from '../bcd.ts'
import { type Noted, nothingNoted, type Place, readingsOfNoted } from '../noted.ts'
import { noteStatusWord, placeOf } from '../position.ts'
import { nothingTold, type Told, typedRecord } from './family.ts'

type Figure = readonly [key: string, divisor: number, offset?: number]

/** Figures of a vehicle's computer by number; what is not here is told as `io<number>`. */
const figures: Readonly<Record<number, Figure>> = {
  0x0102: ['odometerMetres', 0.01],
  0x0528: ['odometerMetres', 0.01],
  0x0546: ['odometerMetres', 0.01],
  0x052d: ['coolantCelsius', 1, -40],
  0x0530: ['externalVolts', 1_000],
  0x0535: ['obdKilometresPerHour', 10],
  0x0536: ['rpm', 1],
}

/** Alarms by number, where they say something of the supply or of force. */
const alarms: Readonly<Record<number, string>> = {
  0x01: 'power-restored',
  0x02: 'power-cut',
  0x0e: 'idle',
  0x1a: 'harsh-acceleration',
  0x1b: 'harsh-braking',
  0x1c: 'sharp-turn',
  0x23: 'fatigue',
  0x25: 'over-speed',
  0x26: 'collision',
  0x27: 'collision',
  0x28: 'collision',
  0x31: 'door',
  0x32: 'door',
}

/** Count, then number (2), length (1) and value of each. */
function readFigures(cursor: Cursor, noted: Noted): void {
  for (let left = cursor.u8(); left > 0 && cursor.problem === undefined; left--) {
    const number = cursor.u16()
    const bytes = cursor.take(cursor.u8())
    const value = new Cursor(bytes)
    const readers: Readonly<Record<number, () => number>> = { 1: () => value.u8(), 2: () => value.u16(), 4: () => value.u32() }
    const raw = readers[bytes.length]?.()
    if (raw === undefined) continue
    const [key, divisor, offset = 0] = figures[number] ?? [`io${number}`, 1]
    noted.values[key] = raw / divisor + offset
  }
}

/** Count, then number (1), length (1) and value of each. */
function readAlarms(cursor: Cursor, noted: Noted): void {
  for (let left = cursor.u8(); left > 0 && cursor.problem === undefined; left--) {
    const number = cursor.u8()
    cursor.skip(cursor.u8())
    noted.values['alarmCode'] = number
    noted.alarms.push(alarms[number] ?? `alarm-${number}`)
    if (number === 0x01 || number === 0x02) noted.power.isExternal = number === 0x01
  }
}

function readPlace(cursor: Cursor, noted: Noted): Place | undefined {
  const status = cursor.u32()
  noteStatusWord(status, noted)
  return placeOf(status, cursor.u32(), cursor.u32(), cursor)
}

/** F0 behind 0x0900: time, late or live, kind of vehicle, kind of record. Records of trips and fault codes stay raw. */
export function readVehicleRecord(cursor: Cursor, body: Uint8Array, type: number): Told {
  const noted = nothingNoted()
  const fixAt = readDate(cursor)
  const lateFlagAt = 7
  cursor.skip(2)
  const kind = cursor.u8()
  let place: Place | undefined | null = null
  if (kind === 0x01) readFigures(cursor, noted)
  if (kind === 0x03) readAlarms(cursor, noted)
  if (kind === 0x01 || kind === 0x03) place = readPlace(cursor, noted)
  if (kind === 0x15) noted.values['event'] = cursor.u32()
  if (cursor.problem !== undefined) return nothingTold
  // Whether it came late is no part of what was noted.
  const own = new Uint8Array([...body.subarray(0, lateFlagAt), ...body.subarray(lateFlagAt + 1)])
  return { records: typedRecord(type, own, readingsOfNoted(noted, fixAt, place)) }
}
