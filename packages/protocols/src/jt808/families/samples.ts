import { type Cursor, hexOf } from '../../cursor.ts'
import { i16 } from '../items/item.ts'
import { signedByte } from '../items/networks.ts'
import type { Noted } from '../noted.ts'

/** 0x0900/53 of AOVX: count, then index, address (6), signal, length and data of each tag near the device. */
export function readTags(cursor: Cursor, noted: Noted): void {
  const entryHead = 9
  if (cursor.remaining > 0) cursor.skip(1)
  while (cursor.remaining >= entryHead && cursor.remaining >= entryHead + cursor.peek(8)!) {
    const tag = `tag${cursor.u8() + 1}`
    noted.values[`${tag}Mac`] = hexOf(cursor.take(6))
    noted.values[`${tag}Signal`] = signedByte(cursor.u8())
    noted.values[`${tag}Data`] = hexOf(cursor.take(cursor.u8()))
  }
}

interface Field {
  readonly bytes: number
  read(cursor: Cursor, noted: Noted): void
}

const fields: readonly Field[] = [
  { bytes: 2, read: (cursor, noted) => (noted.values['illuminance'] = cursor.u16()) },
  {
    bytes: 4,
    read: (cursor, noted) => {
      noted.values['temperatureCelsius'] = i16(cursor) / 10
      noted.values['humidityPercent'] = i16(cursor) / 10
    },
  },
  { bytes: 2, read: (cursor, noted) => (noted.values['outsideTemperatureCelsius'] = i16(cursor) / 10) },
  { bytes: 6, read: (cursor, noted) => (noted.values['acceleration'] = [i16(cursor), i16(cursor), i16(cursor)].join(' ')) },
  { bytes: 2, read: (cursor, noted) => (noted.values['airPressure'] = cursor.u16()) },
]

/** 0x0900/54 of AOVX: mask (2), time (6) and the sensors of the mask, over and over. The last sample stands; the rest is raw. */
export function readSamples(cursor: Cursor, noted: Noted): void {
  const sampleHead = 8
  while (cursor.remaining >= sampleHead) {
    const mask = cursor.u16()
    cursor.skip(6)
    for (const [bit, field] of fields.entries()) {
      if (((mask >>> bit) & 1) === 0) continue
      if (cursor.remaining < field.bytes) return
      field.read(cursor, noted)
    }
  }
}
