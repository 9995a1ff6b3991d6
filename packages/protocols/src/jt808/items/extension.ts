import { Cursor, hexOf } from '../../cursor.ts'
import { noteMakersWord } from '../alarm-word.ts'
import { type Noted, noteLevel, noteVolts } from '../noted.ts'
import { noteCell } from './networks.ts'
import { isPrintable, textOf } from './text.ts'

type FieldReader = (value: Cursor, noted: Noted) => void

/** Bits that are clear speak; the complement counts. */
const complement = (word: number) => 0xffff_ffff - word

function readSeenText(value: Cursor, noted: Noted): void {
  value.skip(1)
  const parts = textOf(value.rest()).split(',')
  for (let at = 0; at + 1 < parts.length; at += 2) {
    const [mac, signal] = [parts[at]!.toLowerCase(), Number(parts[at + 1])]
    if (!/^([\da-f]{2}:){5}[\da-f]{2}$/.test(mac)) continue
    noted.wifi.push(Number.isInteger(signal) && signal >= -200 && signal <= 200 ? { mac, signal } : { mac })
  }
}

/** Bits 23 and 24: 00 the device moves, 01 it rests, others it does not know. */
function noteMotion(word: number, noted: Noted): void {
  const state = Math.floor(word / 2 ** 23) % 4
  if (state <= 1) noted.isMoving = state === 0
}

function numericText(bytes: Uint8Array): number | undefined {
  const number = Number(textOf(bytes))
  return isPrintable(bytes) && Number.isFinite(number) ? number : undefined
}

const fields: Readonly<Record<number, { readonly bytes?: number; readonly read: FieldReader }>> = {
  0x0001: { bytes: 3, read: (value, noted) => (noted.values['fuel1'] = value.u16() / 10) },
  0x0023: {
    bytes: 6,
    read: (value, noted) => {
      const fuel = numericText(value.rest())
      if (fuel !== undefined) noted.values['fuel2'] = fuel
    },
  },
  0x002d: {
    read: (value, noted) => {
      if (value.remaining === 4) noted.values['externalVolts'] = value.u32() / 1_000
      else if (value.remaining === 2) noteVolts(value.u16() / 1_000, noted)
    },
  },
  // What a clear bit means is the maker's: 0 and 12 are a lost supply and a removed device on some.
  0x0089: { bytes: 4, read: (value, noted) => noteMakersWord('alarm89', complement(value.u32()), {}, noted) },
  0x00a8: { bytes: 1, read: (value, noted) => noteLevel(value.u8(), noted) },
  0x00b2: { bytes: 10, read: (value, noted) => (noted.values['iccid'] = hexOf(value.rest()).replace(/f+$/, '')) },
  0x00b9: { read: readSeenText },
  0x00c5: {
    bytes: 4,
    read: (value, noted) => {
      const word = value.u32()
      if (Math.floor(word / 2 ** 6) % 2 === 0) noted.alarms.push('vibration')
      noted.values['statusC5'] = complement(word)
      noteMotion(word, noted)
    },
  },
  0x00c6: {
    bytes: 1,
    read: (value, noted) => {
      const state = value.u8()
      noted.values['batteryAlarm'] = state
      if (state === 3 || state === 4) noted.power.isLow = true
    },
  },
  0x00ce: { bytes: 2, read: (value, noted) => (noted.values['externalVolts'] = value.u16() / 100) },
  0x00d5: {
    bytes: 15,
    read: (value, noted) => {
      const imei = textOf(value.rest())
      if (/^\d{15}$/.test(imei) && !/^0+$/.test(imei)) noted.values['imei'] = imei
    },
  },
  0x00d8: {
    bytes: 9,
    read: (value, noted) => noteCell(noted, { mcc: value.u16(), mnc: value.u8(), areaCode: value.u16(), cellId: value.u32() }),
  },
  0x00e1: { bytes: 1, read: (value, noted) => noteLevel(value.u8(), noted) },
}

/** 0xEB: length of what follows (2), number (2) and value, over and over. */
export function readExtension(cursor: Cursor, noted: Noted): void {
  const numberBytes = 2
  while (cursor.remaining >= 4) {
    const length = cursor.u16()
    if (length < numberBytes || length > cursor.remaining) return
    const field = fields[cursor.u16()]
    const bytes = cursor.take(length - numberBytes)
    if (field && (field.bytes === undefined || field.bytes === bytes.length)) field.read(new Cursor(bytes), noted)
  }
}
