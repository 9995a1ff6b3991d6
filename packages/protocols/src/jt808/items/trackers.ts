import { noteMakersWord } from '../alarm-word.ts'
import { noteLevel, noteVolts } from '../noted.ts'
import { readExtension } from './extension.ts'
import { i16, type Item, item, levelItem, listItem, looseItem, numberItem, signedMagnitude, u16, u32, u8 } from './item.ts'
import { isPrintable, textOf } from './text.ts'

/** 0x51: up to eight sensors, tenths of a degree; FFFF: none connected. */
const temperatures = listItem(0x51, 2, (value, noted) => {
  for (let sensor = 1; value.remaining >= 2; sensor++) {
    const isConnected = value.peekU16() !== 0xffff
    const degrees = signedMagnitude(value) / 10
    if (isConnected) noted.values[sensor === 1 ? 'temperatureCelsius' : `temperature${sensor}Celsius`] = degrees
  }
})

/** 0x56: the battery in tenths, and in per cent where the device knows that. */
const battery = item(0x56, 2, (value, noted) => {
  const [tenths, percent] = [value.u8(), value.u8()]
  noteLevel(percent >= 1 && percent <= 100 ? percent : tenths * 10, noted)
})

/** 0x57: alarms (2), switches (2), status (4) of one maker. */
const extendedStatus = item(0x57, 8, (value, noted) => {
  noteMakersWord('extendedAlarm', value.u16(), { 8: 'harsh-acceleration', 9: 'harsh-braking', 10: 'sharp-turn' }, noted)
  noted.values['extendedSwitches'] = value.u16()
  noteMakersWord('extendedStatus', value.u32(), {}, noted)
})

/** 0xE7 beside 0xE4 to 0xE6: bit 0 vibration; bits 1 to 3 are the help buttons. */
const personalAlarms = item(0xe7, 8, (value, noted) => {
  const word = value.u16()
  noteMakersWord('extendedAlarm', word, { 0: 'vibration', 1: 'sos', 2: 'sos', 3: 'sos' }, noted)
  if ((word & 0b1110) !== 0) noted.isSos = true
})

/** The same items of four bytes are the number of a card held to the device. */
function cardItem(id: number): Item {
  return item(id, 4, (value, noted) => {
    noted.values['cardId'] = String(value.u32())
  })
}

/** Portable devices; the sources are the papers of the G10LS and of HUABAO, and recorded frames that agree with each other. */
export const trackerItems: readonly Item[] = [
  levelItem(0x06),
  temperatures,
  battery,
  extendedStatus,
  numberItem(0x61, 'externalVolts', u16, 100),
  item(0x68, 2, (value, noted) => noteLevel(value.u16() / 100, noted)),
  item(0x69, 2, (value, noted) => noteVolts(value.u16() / 100, noted)),
  numberItem(0x6a, 'gsmSignal', u8),
  item(0x6b, 1, (value, noted) => {
    noted.satellites = value.u8()
  }),
  { id: 0x71, fits: (length, bytes) => length === 20 && isPrintable(bytes), read: (value, noted) => iccid(value.rest(), noted) },
  { id: 0xcc, fits: (length, bytes) => length === 20 && isPrintable(bytes), read: (value, noted) => iccid(value.rest(), noted) },
  { id: 0xf1, fits: (length, bytes) => length === 20 && isPrintable(bytes), read: (value, noted) => iccid(value.rest(), noted) },
  numberItem(0x82, 'externalVolts', u16, 10),
  numberItem(0xac, 'odometerMetres', u32),
  numberItem(0xd3, 'externalVolts', u16, 10),
  levelItem(0xd4),
  cardItem(0xd4),
  item(0xd5, 2, (value, noted) => noteVolts(value.u16() / 100, noted)),
  levelItem(0xe1),
  cardItem(0xe1),
  numberItem(0xe1, 'externalVolts', u16, 10),
  numberItem(0xe2, 'fuelLitres', u32, 10),
  item(0xe3, 6, (value, noted) => {
    value.skip(1)
    const level = value.u8()
    if (level > 0) noteLevel(level, noted)
    noteVolts(value.u16() / 100, noted)
  }),
  item(0xe4, 2, (value, noted) => {
    noted.power.isCharging = value.u8() === 0
    noteLevel(value.u8(), noted)
  }),
  item(0xe5, 1, (value, noted) => {
    noted.isMoving = value.u8() === 1
  }),
  personalAlarms,
  levelItem(0xe9),
  cardItem(0xe9),
  looseItem(0xeb, 4, (value, noted) => {
    if (isPrintable(value.bytes)) noted.values['timeZone'] = textOf(value.bytes)
    else readExtension(value, noted)
  }),
  item(0xee, 6, (value, noted) => {
    noted.values['gsmSignal'] = value.u8()
    noted.values['externalVolts'] = value.u16() / 1_000
    noted.power.volts = value.u16() / 1_000
    noted.satellites = value.u8()
  }),
  numberItem(0xf1, 'externalVolts', u32, 1_000),
  item(0xf3, 1, (value, noted) => {
    noted.values['isArmed'] = value.u8() !== 0
  }),
  numberItem(0xf5, 'illuminance', u16),
  item(0xf5, 6, (value, noted) => {
    noted.values['acceleration'] = [i16(value), i16(value), i16(value)].join(' ')
  }),
  numberItem(0xf6, 'airPressure', u16),
  item(0xf6, 4, (value, noted) => {
    noted.values['workingMode'] = value.u8()
    noted.values['positioningMode'] = value.u8()
    value.skip(1)
    // Bit 0: the charger is there; bit 1: it has nothing left to do.
    const charger = value.u8() & 0b11
    noted.power.isCharging = charger === 0b01
  }),
  numberItem(0xf7, 'humidityPercent', u16, 10),
  levelItem(0xfe),
  numberItem(0xfe, 'externalVolts', u16, 10),
  numberItem(0xfe, 'odometerMetres', u32),
]

function iccid(bytes: Uint8Array, noted: { values: Record<string, number | string | boolean> }): void {
  noted.values['iccid'] = textOf(bytes).replace(/f+$/i, '')
}
