import type { Cursor } from '../../cursor.ts'
import { noteMakersWord } from '../alarm-word.ts'
import type { Noted } from '../noted.ts'
import { type Item, item, listItem, looseItem, numberItem, u16, u8 } from './item.ts'
import { isPrintable, textOf } from './text.ts'

const text = (id: number, key: string): Item => ({
  id,
  fits: (_length, bytes) => bytes.some((byte) => byte !== 0),
  read: (value, noted) => {
    noted.values[key] = textOf(value.rest())
  },
})

/** A signed whole part and 255ths. */
function readFraction(value: Cursor): number {
  const whole = value.u8()
  const signed = whole >= 0x80 ? whole - 0x100 : whole
  const fraction = value.u8() / 255
  return Math.round((signed < 0 ? signed - fraction : signed + fraction) * 100) / 100
}

/** `$OBD-RT,12.3,…`: the first figure is the supply, the twelfth the fuel used. */
export function noteObdText(line: string, noted: Noted): void {
  const figures = line.split(',').slice(1)
  const keys = ['externalVolts', 'rpm', 'obdKilometresPerHour']
  for (const [index, key] of keys.entries()) noteFigure(key, figures[index], noted)
  noteFigure('coolantCelsius', figures[5], noted)
  noteFigure('tripFuelLitres', figures[10], noted)
  noteFigure('fuelUsedLitres', figures[11], noted)
}

function noteFigure(key: string, figure: string | undefined, noted: Noted): void {
  if (figure !== undefined && /^-?\d+(\.\d+)?$/.test(figure)) noted.values[key] = Number(figure)
}

/** What a vehicle's own computer says: a few figures for staff, none of a person. */
export const wiringItems: readonly Item[] = [
  item(0x80, 1, (value, noted) => {
    noted.values['obdKilometresPerHour'] = value.u8()
  }),
  numberItem(0x81, 'rpm', u16),
  item(0x84, 1, (value, noted) => {
    noted.values['coolantCelsius'] = value.u8() - 40
  }),
  item(0x8c, 4, (value, noted) => {
    noted.values['vehicleOdometerMetres'] = value.u32() * 100
  }),
  numberItem(0x8e, 'fuelPercent', u8),
  item(0xa7, 4, (value, noted) => {
    noted.values['analog1'] = value.u16() / 100
    noted.values['analog2'] = value.u16() / 100
  }),
  text(0xbc, 'driver'),
  text(0xbd, 'cardId'),
  item(0xd0, 4, (value, noted) => noteMakersWord('userStatus', value.u32(), { 3: 'vibration' }, noted)),
  { id: 0xe6, fits: (_length, bytes) => textOf(bytes).startsWith('$OBD-RT'), read: (v, n) => noteObdText(textOf(v.rest()), n) },
  listItem(0xe6, 11, (value, noted) => {
    while (value.remaining >= 11) {
      const sensor = value.u8()
      value.skip(6)
      noted.values[`sensor${sensor}Celsius`] = readFraction(value)
      noted.values[`sensor${sensor}HumidityPercent`] = readFraction(value)
    }
  }),
  text(0xed, 'cardId'),
  { id: 0xfb, fits: (_length, bytes) => isPrintable(bytes), read: (v, n) => (n.values['container'] = textOf(v.rest())) },
  looseItem(0xfe, 7, (value, noted) => {
    const mark = value.u8()
    if (mark !== 0x7c) return
    while (value.remaining >= 2 && value.remaining >= 2 + value.peek(1)!) {
      const number = value.u8()
      const length = value.u8()
      if (number !== 0x01 || length !== 4) value.skip(length)
      else noteMakersWord('extendedAlarm', value.u32(), drivingAlarms, noted)
    }
  }),
]

const drivingAlarms: Readonly<Record<number, string>> = {
  0: 'harsh-acceleration',
  1: 'harsh-braking',
  2: 'sharp-turn',
  3: 'collision',
  4: 'tamper',
}
