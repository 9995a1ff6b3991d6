import { Cursor } from '../../cursor.ts'
import { bcdOf, readLockDate } from '../bcd.ts'
import { i16 } from '../items/item.ts'
import { noteCell } from '../items/networks.ts'
import { readLockEvent } from '../items/locks.ts'
import { noteLevel, type Noted, nothingNoted, type Place, readingsOfNoted } from '../noted.ts'
import { type Family, nothingTold, typedRecord } from './family.ts'

const metresPerSecondOfKnot = 1.852 / 3.6

/** Digits of a coordinate, degrees before the last six of them: minutes and their ten-thousandths. */
function degreesOf(digits: string): number {
  return Number(digits.slice(0, -6)) + Number(digits.slice(-6)) / 600_000
}

/** Latitude `DDMMmmmm`, longitude `DDDMMmmmm` in BCD; the half byte behind them: bit 0 valid, 1 north, 2 east. */
function readPlace(cursor: Cursor): Place | undefined {
  const bytes = cursor.take(9)
  const digits = Array.from(bytes, (byte, at) =>
    String(at === 8 ? byte >>> 4 : bcdOf(byte)).padStart(at === 8 ? 1 : 2, '0'),
  ).join('')
  const flags = (bytes[8] ?? 0) & 0x0f
  const speed = cursor.u8()
  const courseDegrees = (cursor.u8() * 2) % 360
  const isValid = (flags & 1) !== 0
  if (!/^\d{17}$/.test(digits)) {
    cursor.reject('The coordinates are not decimal.')
    return undefined
  }
  if (/^0+$/.test(digits)) return undefined
  const lat = ((flags & 2) !== 0 ? 1 : -1) * degreesOf(digits.slice(0, 8)) + 0
  const lon = ((flags & 4) !== 0 ? 1 : -1) * degreesOf(digits.slice(8)) + 0
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) {
    if (isValid) cursor.reject('The coordinates lie outside of the globe.')
    return undefined
  }
  return { lat, lon, isValid, courseDegrees, speedMetresPerSecond: Math.round(speed * metresPerSecondOfKnot * 1_000) / 1_000 }
}

const chargingMarks = [0xaa, 0xab]
const noOperator = { mcc: 0, mnc: 0 }

interface LockCell {
  readonly cellId: number
  readonly areaCode: number
}

/** The operator of the serving cell stands far behind it, in item 0A. */
function readItems(cursor: Cursor, noted: Noted, cell: LockCell): number | undefined {
  let operator = noOperator
  let altitudeMetres: number | undefined
  while (cursor.remaining >= 2 && cursor.remaining >= 2 + cursor.peek(1)!) {
    const id = cursor.u8()
    const value = new Cursor(cursor.take(cursor.u8()))
    const length = value.remaining
    if (id === 0x02 && length === 2) altitudeMetres = i16(value)
    else if (id === 0x0a && length === 3) operator = { mcc: value.u16(), mnc: value.u8() }
    else if (id === 0x0b && length >= 1) readLockEvent(value, noted)
    else if (id === 0x0c && length === 6) noted.values['tilt'] = [i16(value), i16(value), i16(value)].join(' ')
    else if (id === 0x10 && length === 1) noted.values['wakeSource'] = value.u8()
    else if (id === 0xfc && length === 1) noted.values['fence'] = value.u8()
  }
  noteCell(noted, { ...operator, ...cell })
  return altitudeMetres
}

/** Products 1 and 2 are locks, 3 is a seal: each counts its alarms otherwise. */
function noteAlarm(product: number, alarm: number, noted: Noted): void {
  if (alarm === 0) return
  noted.values['alarmCode'] = alarm
  const names =
    product === 3
      ? ['over-speed', 'battery-low', 'vibration', 'battery-low', '', 'fence-entered', 'fence-left']
      : product === 1 || product === 2
        ? ['battery-low']
        : []
  for (let bit = 0; bit < 16; bit++) {
    if (((alarm >>> bit) & 1) === 0) continue
    noted.values[`alarmBit${bit}`] = true
    const name = names[bit]
    if (name) noted.alarms.push(name)
    if (name === 'battery-low') noted.power.isLow = true
  }
}

/**
 * 0x5501 and, when it comes late, 0x5502 of electronic locks: time in UTC, place, signal, satellites, kilometres, battery, cell,
 * product, state, alarm, items.
 */
export const readLockPosition: Family = (cursor, frame) => {
  const noted = nothingNoted()
  const fixAt = readLockDate(cursor)
  const place = readPlace(cursor)
  noted.values['gsmSignal'] = cursor.u8()
  noted.satellites = cursor.u8()
  noted.values['odometerMetres'] = cursor.u32() * 1_000
  const battery = cursor.u8()
  if (chargingMarks.includes(battery)) noted.power.isCharging = true
  else noteLevel(battery, noted)
  const cell = { cellId: cursor.u32(), areaCode: cursor.u16() }
  const product = cursor.u8()
  noted.values['product'] = product
  noted.values['statusBits'] = cursor.u16()
  noteAlarm(product, cursor.u16(), noted)
  if (cursor.problem !== undefined) return nothingTold
  const altitudeMetres = readItems(cursor, noted, cell)
  const height = altitudeMetres === undefined ? {} : { altitudeMetres }
  // Live or late, it is the same record.
  return { records: typedRecord(0x5501, frame.body, readingsOfNoted(noted, fixAt, place && { ...place, ...height })) }
}
