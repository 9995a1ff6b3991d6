import { Cursor, hexOf } from '../../cursor.ts'
import { type Noted, noteLevel, noteVolts } from '../noted.ts'
import { type Item, looseItem } from './item.ts'

/** Alarm numbers of the JC cameras and of VL trackers behind 0xE8. */
const alarms: Readonly<Record<number, string>> = {
  0x0001: 'fault',
  0x0400: 'harsh-acceleration',
  0x0401: 'harsh-braking',
  0x0402: 'sharp-turn',
  0x0403: 'over-speed',
  0x0405: 'collision',
  0x0406: 'vibration',
  0x0407: 'moved',
  0x0408: 'fence-entered',
  0x0409: 'fence-left',
  0x040c: 'door',
  0x0412: 'harsh-acceleration',
  0x0413: 'harsh-braking',
  0x0414: 'sharp-turn',
  0x0415: 'lane-change',
  0x0416: 'collision',
  0x0417: 'collision',
  0x0c01: 'sos',
  0x0c02: 'power-low',
  0x0c03: 'ignition-on',
  0x0c04: 'ignition-off',
  0x0c05: 'general',
  0x0c0e: 'power-cut',
  0x0c0f: 'battery-low',
  0x0c10: 'switched-off',
  0x0c12: 'tamper',
}

function noteAlarm(number: number, noted: Noted): void {
  noted.values['event'] = number
  noted.alarms.push(alarms[number]!)
  if (number === 0x0c01) noted.isSos = true
  if (number === 0x0c0e) noted.power.isExternal = false
  if (number === 0x0c0f) noted.power.isLow = true
}

/** 0x2003: charging, battery in sixths, volts, signal, outside volts. */
function readPower(value: Cursor, noted: Noted): void {
  noted.power.isCharging = value.u8() === 1
  const sixths = value.u8()
  if (sixths >= 1 && sixths <= 6) noteLevel(Math.floor((sixths * 100) / 6), noted)
  noteVolts(value.u16() / 100, noted)
  noted.values['gsmSignal'] = value.u8()
  noted.values['externalVolts'] = value.u16() / 100
}

/** 0x2005: number (2), length (1) and value, over and over. */
function readStates(value: Cursor, noted: Noted): void {
  while (value.remaining >= 3 && value.remaining >= 3 + value.peek(2)!) {
    const number = value.u16()
    const bytes = value.take(value.u8())
    const state = new Cursor(bytes)
    const key = number * 0x100 + bytes.length
    if (key === 0x0001_02) noteVolts(state.u16() / 100, noted)
    if (key === 0x0003_01) noteLevel(state.u8(), noted)
    if (key === 0x0004_01) noted.power.isCharging = state.u8() === 0
    if (key === 0x0005_0a) noted.values['iccid'] = hexOf(bytes).replace(/f+$/, '')
    if (key === 0x0007_02) noted.hdop = state.u16() / 10
    if (key === 0x2001_02) noted.values['externalVolts'] = state.u16() / 10
  }
}

function isKnown(number: number): boolean {
  return alarms[number] !== undefined || number === 0x2002 || number === 0x2003 || number === 0x2005
}

const powerBytes = 7

/** A number (2), the length of what follows (1) and content. */
const extension: Item = {
  id: 0xe8,
  fits: (length, bytes) => length >= 3 && bytes[2] === length - 3 && isKnown(bytes[0]! * 256 + bytes[1]!),
  read: (value, noted) => {
    const number = value.u16()
    value.skip(1)
    if (alarms[number] !== undefined) noteAlarm(number, noted)
    else if (number === 0x2003 && value.remaining >= powerBytes) readPower(value, noted)
    else if (number === 0x2005) readStates(value, noted)
  },
}

/** 0x64 and 0x65 of driver assistance: number (4), state (1), alarm (1) and more; a label for its pictures closes a long one. */
const driverAlarm = (id: number, key: string): Item =>
  looseItem(id, 6, (value, noted) => {
    value.skip(5)
    noted.values[key] = value.u8()
    const labelBytes = 16
    if (value.bytes.length >= 47) noted.values['alarmLabel'] = hexOf(value.bytes.subarray(-labelBytes))
  })

const behaviours: Readonly<Record<number, string>> = {
  0x01: 'harsh-acceleration',
  0x02: 'harsh-braking',
  0x03: 'sharp-turn',
  0x16: 'collision',
}

const behaviour = looseItem(0x70, 6, (value, noted) => {
  value.skip(5)
  const number = value.u8()
  noted.values['drivingEvent'] = number
  const name = behaviours[number]
  if (name !== undefined) noted.alarms.push(name)
})

export const jimiItems: readonly Item[] = [extension, driverAlarm(0x64, 'adasAlarm'), driverAlarm(0x65, 'dmsAlarm'), behaviour]
