import { Cursor, hexOf } from '../../cursor.ts'
import { readDate } from '../bcd.ts'
import { textOf } from '../items/text.ts'
import { noteObdText } from '../items/wiring.ts'
import { nothingNoted, type Noted, type Place, readingsOfNoted } from '../noted.ts'
import { noteStatusWord, placeOf, readMovement } from '../position.ts'
import { type Family, nothingTold, type Told, typedRecord } from './family.ts'
import { readSamples, readTags } from './samples.ts'
import { readVehicleRecord } from './vehicle-record.ts'

/** What is handed through, by its first byte. Others are acknowledged; their bytes are kept raw. */
const kinds: Readonly<Record<number, (cursor: Cursor, body: Uint8Array, type: number) => Told>> = {
  0x40: readSerialText,
  0x41: readSerialText,
  0x42: readSerialText,
  0x53: (cursor, body, type) => readPlaced(cursor, body, type, readTags),
  0x54: (cursor, body, type) => readPlaced(cursor, body, type, readSamples),
  0xf0: readVehicleRecord,
  0xf3: readCollision,
  0xff: readPlainPosition,
}

/** 0x0900. */
export const readTransparent: Family = (cursor, frame) => {
  if (cursor.remaining === 0) return nothingTold
  return kinds[cursor.u8()]?.(cursor, frame.body, frame.type) ?? nothingTold
}

/** What a device on the serial port said: a line of figures of a vehicle, a card, or any text. */
function readSerialText(cursor: Cursor, body: Uint8Array, type: number): Told {
  const text = textOf(cursor.rest()).replace(/\.+$/, '')
  const noted = nothingNoted()
  if (text.startsWith('$OBD-RT')) noteObdText(text, noted)
  else if (text.startsWith('GTSL|')) noted.values['cardId'] = text.split('|')[4] ?? ''
  else if (text !== '') noted.values['data'] = text
  return { records: typedRecord(type, body, readingsOfNoted(noted, undefined, null)) }
}

/** Status, place, movement and time as in a position, then lists of its own. */
function readPlaced(cursor: Cursor, body: Uint8Array, type: number, readRest: (cursor: Cursor, noted: Noted) => void): Told {
  const noted = nothingNoted()
  const status = cursor.u32()
  noteStatusWord(status, noted)
  const place = placeOf(status, cursor.u32(), cursor.u32(), cursor)
  const movement = readMovement(cursor)
  const fixAt = readDate(cursor)
  if (cursor.problem !== undefined) return nothingTold
  readRest(cursor, noted)
  return { records: typedRecord(type, body, readingsOfNoted(noted, fixAt, place && { ...place, ...movement })) }
}

/** Number (2), length (2) and value: 0002 the shock, 0006 its time. */
function readCollision(cursor: Cursor, body: Uint8Array, type: number): Told {
  const noted = nothingNoted()
  let fixAt: ReturnType<typeof readDate>
  while (cursor.remaining >= 4 && cursor.problem === undefined) {
    const number = cursor.u16()
    const value = new Cursor(cursor.take(cursor.u16()))
    if (number === 0x0002 && value.remaining >= 2) noted.values['collision'] = hexOf(value.take(2))
    if (number === 0x0006 && value.remaining >= 6) fixAt = readDate(value)
  }
  return { records: typedRecord(type, body, readingsOfNoted(noted, fixAt, null)) }
}

/** Time, then latitude and longitude with their signs, and movement. */
function readPlainPosition(cursor: Cursor, body: Uint8Array, type: number): Told {
  const fixAt = readDate(cursor)
  const signed = (word: number) => (word >= 0x8000_0000 ? word - 0x1_0000_0000 : word) / 1_000_000
  const [lat, lon] = [signed(cursor.u32()), signed(cursor.u32())]
  const movement = readMovement(cursor)
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) cursor.reject('The coordinates lie outside of the globe.')
  if (cursor.problem !== undefined) return nothingTold
  const place: Place | undefined = lat === 0 && lon === 0 ? undefined : { lat, lon, isValid: true, ...movement }
  return { records: typedRecord(type, body, readingsOfNoted(nothingNoted(), fixAt, place)) }
}
