import { type Cursor, hexOf } from '../../cursor.ts'
import type { Noted } from '../noted.ts'
import { i16, type Item, type ItemReader, looseItem } from './item.ts'
import { isPrintable, textOf } from './text.ts'

const bitOf = (mask: number, bit: number) => ((mask >>> bit) & 1) === 1

/** Reads the field of each set bit, lowest first; stops where the value ends. */
function readMasked(value: Cursor, mask: number, fields: readonly { bytes: number; read: (value: Cursor) => void }[]): void {
  for (const [bit, { bytes, read }] of fields.entries()) {
    if (!bitOf(mask, bit)) continue
    if (value.remaining < bytes) return
    read(value)
  }
}

const skip = (bytes: number) => ({ bytes, read: (value: Cursor) => value.skip(bytes) })

/** 0xF6: why it reports, and what its sensors say. */
const sensors: ItemReader = (value, noted) => {
  const event = value.u8()
  noted.values['event'] = event
  const movementEvent = 2
  if (event === movementEvent) noted.isMoving = true
  const number = (key: string, read: (value: Cursor) => number, divisor = 1) => ({
    bytes: 2,
    read: (field: Cursor) => {
      noted.values[key] = read(field) / divisor
    },
  })
  const u16 = (field: Cursor) => field.u16()
  readMasked(value, value.u8(), [
    number('illuminance', u16),
    number('temperatureCelsius', i16, 10),
    number('humidityPercent', i16, 10),
    {
      bytes: 6,
      read: (field) => {
        noted.values['acceleration'] = [i16(field), i16(field), i16(field)].join(' ')
      },
    },
    skip(10),
    number('airPressure', u16),
  ])
}

/** 0xF7: battery in millivolts (4), charging state, per cent. */
const battery: ItemReader = (value, noted) => {
  noted.power.volts = value.u32() / 1_000
  if (value.remaining >= 1) {
    const state = value.u8()
    // 0 says nothing, 1 that it is being emptied, 2 and 3 that it is being or has been filled.
    if (state > 0) noted.power.isCharging = state === 2 || state === 3
  }
  const level = value.remaining >= 1 ? value.u8() : 0xff
  if (level <= 100) noted.power.levelPercent = level
}

/** 0xF8: working mode, IMEI (8), ICCID (10), model. */
const identity: ItemReader = (value, noted) => {
  noted.values['workingMode'] = value.u8()
  noted.values['imei'] = hexOf(value.take(8)).replace(/^0/, '')
  noted.values['iccid'] = hexOf(value.take(10)).replace(/f+$/, '')
}

/** 0xF9: ages, precision, time of the fix, intervals, outside temperature. */
const quality: ItemReader = (value, noted) => {
  readMasked(value, value.u16(), [
    skip(4),
    skip(4),
    {
      bytes: 2,
      read: (field) => {
        const hdop = field.u16() / 10
        if (hdop > 0) noted.hdop = hdop
      },
    },
    skip(6),
    skip(0),
    skip(8),
    {
      bytes: 6,
      read: (field) => {
        noted.values['outsideTemperatureCelsius'] = i16(field) / 10
        field.skip(4)
      },
    },
  ])
}

/** 0xF3: a mask, then address (6), signal (1) and the fields of the mask of each tag. */
const tagBytes = [10, 2, 2, 2, 2, 6, 2, 2]
function tagEntryBytes(mask: number): number {
  return tagBytes.reduce((sum, bytes, bit) => sum + (bitOf(mask, bit) ? bytes : 0), 7)
}

const tags: ItemReader = (value, noted) => {
  const mask = value.u8()
  for (let tag = 1; value.remaining >= tagEntryBytes(mask); tag++) readTag(value, mask, `tag${tag}`, noted)
}

function readTag(value: Cursor, mask: number, prefix: string, noted: Noted): void {
  noted.values[`${prefix}Mac`] = hexOf(value.take(6))
  const signal = value.u8()
  noted.values[`${prefix}Signal`] = signal >= 0x80 ? signal - 0x100 : signal
  readMasked(value, mask, [
    { bytes: 10, read: (field) => (noted.values[`${prefix}Name`] = textOf(field.take(10))) },
    skip(2),
    { bytes: 2, read: (field) => (noted.values[`${prefix}Volts`] = field.u16() / 1_000) },
    { bytes: 2, read: (field) => (noted.values[`${prefix}Celsius`] = i16(field) / 10) },
    { bytes: 2, read: (field) => (noted.values[`${prefix}HumidityPercent`] = i16(field) / 10) },
    skip(6),
    skip(2),
    skip(2),
  ])
}

/** The asset trackers of AOVX. Shorter values of the same numbers belong to other makers. */
export const aovxItems: readonly Item[] = [
  {
    id: 0xf2,
    fits: (_length, bytes) => isPrintable(bytes),
    read: (value, noted) => {
      noted.values['firmware'] = textOf(value.rest())
    },
  },
  { id: 0xf3, fits: (length, bytes) => length > 7 && (length - 1) % tagEntryBytes(bytes[0]!) === 0, read: tags },
  {
    id: 0xf6,
    fits: (length) => length === 8,
    read: (value, noted) => {
      noted.values['imei'] = hexOf(value.rest()).slice(1)
    },
  },
  looseItem(0xf6, 9, sensors),
  { id: 0xf7, fits: (length) => length >= 4 && length <= 8, read: battery },
  looseItem(0xf8, 19, identity),
  looseItem(0xf9, 6, quality),
]
