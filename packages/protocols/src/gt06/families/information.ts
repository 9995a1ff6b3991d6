import { type FixReading, instant, type Instant, type Reading } from '@bilezik/domain'
import { type Cursor, hexOf, printableOf } from '../../cursor.ts'
import { dateBytes, readDate } from '../date.ts'
import { telemetryOf } from '../status.ts'
import { type Decoded, type Family, told } from './family.ts'

const iccidIn = /ICCID:\s*([0-9A-Fa-f]{18,20})/

/** The device's answer to a command, or a report of its own, as text. */
function textReadings(text: string): Reading[] {
  const iccid = iccidIn.exec(text)?.[1]
  return [...placeIn(text), telemetryOf({ text, ...(iccid === undefined ? {} : { iccid }) })]
}

/** `Lat:N22.571285,Lon:E113.877115` of WHERE#, `Lat:N23d5.1708m,Lon:E114d23.6212m` of DWXX#. */
const placeWords =
  /Lat:([NS])(\d{1,3})(?:\.(\d{1,9})|d(\d{1,2}\.\d{1,6})m)[,;]\s*Lon:([EW])(\d{1,3})(?:\.(\d{1,9})|d(\d{1,2}\.\d{1,6})m)/

/** Its time is in the device's own zone, which the text does not name: a place without a time, which the device repeats. */
function placeIn(text: string): FixReading[] {
  const found = placeWords.exec(text)
  if (!found) return []
  const [, south, latWhole = '', latRest, latMinutes, west, lonWhole = '', lonRest, lonMinutes] = found
  const degrees = (whole: string, rest: string | undefined, minutes: string | undefined) =>
    minutes === undefined ? Number(`${whole}.${rest ?? '0'}`) : Number(whole) + Number(minutes) / 60
  const lat = degrees(latWhole, latRest, latMinutes) * (south === 'S' ? -1 : 1)
  const lon = degrees(lonWhole, lonRest, lonMinutes) * (west === 'W' ? -1 : 1)
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180 || (lat === 0 && lon === 0)) return []
  return [{ kind: 'fix', lat, lon, isValid: false, source: 'unknown' }]
}

const longestAnswer = 500

/** The server flag is the token of our command; zero where the device reports of its own accord. */
function answered(flag: number, text: string): Decoded {
  const readings = textReadings(text)
  const isDone = !/\b(?:error|fail|invalid|unknown)/i.test(text)
  return flag === 0 ? { readings } : { readings, answer: { token: flag, text: text.slice(0, longestAnswer), isDone } }
}

/** 0x15: length, server flag (4), text, language (2). */
export const decodeShortText: Family = (cursor) => {
  const flagBytes = 4
  const textBytes = Math.max(0, cursor.u8() - flagBytes)
  const flag = cursor.u32()
  // Some devices state a length of zero and fill a fixed field instead.
  const text = cursor.take(textBytes === 0 ? Math.max(0, cursor.remaining - 2) : Math.min(textBytes, cursor.remaining))
  return answered(flag, printableOf(withoutPadding(text)))
}

function withoutPadding(bytes: Uint8Array): Uint8Array {
  let end = bytes.length
  while (end > 0 && bytes[end - 1] === 0) end--
  return bytes.subarray(0, end)
}

/** 0x21: server flag (4), code (1 ASCII, 2 UTF-16), text. */
export const decodeLongText: Family = (cursor) => {
  const flag = cursor.u32()
  const utf16 = 0x02
  if (cursor.u8() !== utf16) return answered(flag, printableOf(withoutPadding(cursor.rest())))
  let text = ''
  while (cursor.remaining >= 2) {
    const unit = cursor.u16()
    text += unit >= 0x20 && (unit < 0x7f || unit >= 0xa0) && (unit < 0xd800 || unit > 0xdfff) ? String.fromCharCode(unit) : '.'
  }
  return answered(flag, text)
}

/** 0x8C: date, one byte, then the vehicle's own list of values as text, then a place that the paper does not describe. */
export const decodeDiagnostics: Family = (cursor) => {
  const fixAt = readDate(cursor)
  cursor.skip(1)
  return told([telemetryOf({ text: leadingText(cursor.rest()) }, fixAt)])
}

function leadingText(bytes: Uint8Array): string {
  const end = bytes.findIndex((byte) => byte < 0x20 || byte > 0x7e)
  return printableOf(end < 0 ? bytes : bytes.subarray(0, end))
}

const networkNames: Readonly<Record<number, string>> = { 0x00: '2G', 0x01: '4G' }

type Values = Readonly<Record<string, number | string | boolean>>

function cardOf(bytes: Uint8Array): string {
  // Readers wrap the number: 02, length, number, check, 03.
  const isWrapped = bytes.length > 4 && bytes[0] === 0x02 && bytes.at(-1) === 0x03
  return hexOf(isWrapped ? bytes.subarray(2, -2) : bytes)
}

/** Bytes that a kind needs to be what the paper says; shorter, it is another maker's kind of the same number. */
const neededBytes: Readonly<Record<number, number>> = { 0x00: 2, 0x05: 1, 0x0a: 26, 0x0b: 1 }

/** What stands behind each kind of 0x94. A kind that no paper names is kept in hexadecimal: it is data all the same. */
function informationOf(kind: number, cursor: Cursor): Values {
  if (cursor.remaining < (neededBytes[kind] ?? 0)) return { data: hexOf(cursor.rest()) }
  switch (kind) {
    case 0x00:
      return { externalVolts: cursor.u16() / 100 }
    case 0x04:
      return textOrData(cursor.rest())
    case 0x05: {
      const bits = cursor.u8()
      return { isDoorOpen: (bits & 1) !== 0, isInputHigh: (bits & 4) !== 0 }
    }
    case 0x0a:
      return {
        imei: hexOf(cursor.take(8)).replace(/^0/, ''),
        imsi: hexOf(cursor.take(8)).replace(/^0/, ''),
        iccid: hexOf(cursor.take(10)),
      }
    case 0x0b:
      return cursor.remaining === 1 ? networkOf(cursor.u8()) : { externalVolts: cursor.u16() / 100 }
    case 0x0d:
      return { text: printableOf(cursor.rest().subarray(dateBytes)) }
    case 0x1b:
      return { cardId: cardOf(cursor.rest()) }
    case 0x21:
      return { bluetoothAddress: hexOf(cursor.rest()) }
    default:
      return { data: hexOf(cursor.rest()) }
  }
}

function textOrData(bytes: Uint8Array): Values {
  return bytes.every((byte) => byte >= 0x20 && byte < 0x7f) ? { text: printableOf(bytes) } : { data: hexOf(bytes) }
}

function networkOf(code: number): Values {
  return { networkTechnology: networkNames[code] ?? `code ${code}` }
}

/** 0x94: kind of information, then the information. */
export const decodeInformation: Family = (cursor) => {
  const kind = cursor.u8()
  return told([telemetryOf({ information: kind, ...informationOf(kind, cursor) })])
}

/** 0x9B and 0x9C: module number and whatever the attached module said. */
export const decodeModuleData: Family = (cursor) => told([telemetryOf({ module: cursor.u8(), data: hexOf(cursor.rest()) })])

/** 0x90: IMEI, IMSI and ICCID of the card in use. */
export const decodeSimIdentity: Family = (cursor) => {
  cursor.skip(8)
  return told([telemetryOf({ imsi: hexOf(cursor.take(8)).replace(/^0/, ''), iccid: hexOf(cursor.take(10)) })])
}

/** Seconds since 1970, as the newest messages write their time; zero means that the clock is not set. */
export function readUnixTime(cursor: Cursor): Instant | undefined {
  const seconds = cursor.u32()
  return seconds === 0 ? undefined : instant(seconds * 1_000)
}

/** 0xF2: time, number of the event, then fields that no paper explains; kept as they are. */
export const decodeEvent: Family = (cursor) => {
  const fixAt = readUnixTime(cursor)
  return told([telemetryOf({ event: cursor.u16(), data: hexOf(cursor.rest()) }, fixAt)])
}
