import type { Instant, PowerReading, Reading } from '@bilezik/domain'
import { Cursor, hexOf } from '../../cursor.ts'
import { timed } from '../date.ts'
import { fixesOf, metresPerSecond, placeFrom } from '../gps-block.ts'
import { telemetryOf } from '../status.ts'
import { type Family, told } from './family.ts'
import { readUnixTime } from './information.ts'

type Values = Record<string, number | string | boolean>

/** Numbers as numbers where they are short, the rest in hexadecimal: no paper names every field. */
function plain(bytes: Uint8Array): number | string {
  return bytes.length <= 4 ? bytes.reduce((sum, byte) => sum * 256 + byte, 0) : hexOf(bytes)
}

/** 0xF1: time, then fields of number (2), length (1) and value; field 5 is the supply in hundredths of a volt. */
export const decodeStateFields: Family = (cursor) => {
  const fixAt = readUnixTime(cursor)
  const values: Values = {}
  while (cursor.remaining > 0 && !cursor.problem) {
    const field = cursor.u16()
    const value = cursor.take(cursor.u8())
    if (field === 0x0005 && value.length === 2) values['externalVolts'] = Number(plain(value)) / 100
    else if (value.length > 0) values[`field${field}`] = plain(value)
  }
  return told([telemetryOf(values, fixAt)])
}

/** 0x98: fields of number (1), length (2) and value: IMEI, IMSI, ICCID, chip, addresses of a lock. */
export const decodeIdentityFields: Family = (cursor) => {
  const names: Readonly<Record<number, string>> = { 0: 'imei', 1: 'imsi', 2: 'iccid' }
  const values: Values = {}
  while (cursor.remaining > 0 && !cursor.problem) {
    const field = cursor.u8()
    values[names[field] ?? `field${field}`] = hexOf(cursor.take(cursor.u16()))
  }
  return told([telemetryOf(values)])
}

const gpsModule = 0x0033
const batteryVoltsModule = 0x0018
const gpsModuleBytes = 18
const identityModules: Readonly<Record<number, string>> = { 1: 'imei', 2: 'imsi', 3: 'iccid' }

/** Time, satellites, altitude (2), coordinates, speed, course and status. */
function readGpsModule(outer: Cursor, bytes: Uint8Array): Reading[] {
  const cursor = new Cursor(bytes)
  const fixAt = readUnixTime(cursor)
  const satellites = cursor.u8()
  const altitudeMetres = (cursor.u16() << 16) >> 16
  const latUnits = cursor.u32()
  const lonUnits = cursor.u32()
  const speedMetresPerSecond = metresPerSecond(cursor.u8())
  const place = placeFrom(cursor, latUnits, lonUnits, cursor.u16())
  if (cursor.problem) outer.reject(cursor.problem)
  return fixesOf({ fixAt, satellites, place: place && { ...place, speedMetresPerSecond } }).map((fix) => ({
    ...fix,
    altitudeMetres,
  }))
}

/** 0x70: modules of number (2), length (2) and value. */
export const decodeModules: Family = (cursor) => {
  const readings: Reading[] = []
  const values: Values = {}
  let fixAt: Instant | undefined
  let power: PowerReading | undefined
  while (cursor.remaining > 0 && !cursor.problem) {
    const number = cursor.u16()
    const value = cursor.take(cursor.u16())
    if (number === gpsModule && value.length === gpsModuleBytes) {
      const fixes = readGpsModule(cursor, value)
      readings.push(...fixes)
      fixAt = fixes[0]?.fixAt ?? fixAt
    } else if (number === batteryVoltsModule && value.length === 2) power = { kind: 'power', volts: Number(plain(value)) / 100 }
    else if (value.length > 0) values[identityModules[number] ?? `module${number}`] = plain(value)
  }
  if (power) readings.push({ ...power, ...timed(fixAt) })
  return told(readings, Object.keys(values).length === 0 ? [] : [telemetryOf(values, fixAt)])
}
