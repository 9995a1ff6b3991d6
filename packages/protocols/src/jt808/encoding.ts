import { type Instant, invariant } from '@bilezik/domain'
import { dateBytesOf } from './bcd.ts'
import { buildFrame, envelopeOf } from './frame.ts'
import { phoneOf } from './identifier.ts'

/** What a terminal says of one moment. The wire keeps 1/1000000 degree, tenths of km/h, whole degrees of course and metres. */
export interface Jt808Position {
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
  readonly isValid: boolean
  readonly altitudeMetres: number
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
  readonly satellites: number
}

export interface Jt808State {
  /** Per cent; told in item D4. */
  readonly levelPercent?: number
  /** 0 to 31, item 30. */
  readonly gsmSignal?: number
  /** Numbers of the alarm word's bits. */
  readonly alarmBits?: readonly number[]
  readonly wifi?: readonly { readonly mac: string; readonly signal: number }[]
}

/** Bits of the alarm word that a portable device raises. What 16 and 17 mean is the maker's: vibration and removal on the G10LS. */
export const jt808AlarmBits = { sos: 0, powerLow: 7, powerCut: 8, vibration: 16, removed: 17, moved: 28 } as const

const word = (value: number) => [(value >>> 8) & 0xff, value & 0xff]
const long = (value: number) => [...word(value >>> 16), ...word(value)]
const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0) & 0x7f)
const padded = (text: string, length: number) =>
  [...ascii(text).slice(0, length), ...Array<number>(length).fill(0)].slice(0, length)

/** One frame of the terminal of this number, as it is registered: its length decides the edition. */
export function encodeJt808(identifier: string, type: number, body: readonly number[], serial: number): Uint8Array {
  const phone = phoneOf(identifier)
  invariant(phone, 'an identifier has up to 12, or 14, 15 or 20 digits')
  return buildFrame(envelopeOf(phone), { type, serial, body })
}

/** 0100: province and county 0, maker, model and number of the terminal, a plate that there is not. */
export function encodeJt808Register(identifier: string, serial: number, model = 'BILEZIK'): Uint8Array {
  const isNew = identifier.length === 20
  const body = [0, 0, 0, 0, ...padded('BZ', isNew ? 11 : 5), ...padded(model, isNew ? 30 : 20), ...padded('1', isNew ? 30 : 7), 0]
  return encodeJt808(identifier, 0x0100, body, serial)
}

/** 0102 with the code that 8100 gave; the edition of 2019 adds IMEI (15) and version (20). */
export function encodeJt808Authentication(identifier: string, code: string, serial: number): Uint8Array {
  const body = identifier.length === 20 ? [code.length, ...ascii(code), ...padded('', 35)] : ascii(code)
  return encodeJt808(identifier, 0x0102, body, serial)
}

/** 0002. */
export function encodeJt808Heartbeat(identifier: string, serial: number): Uint8Array {
  return encodeJt808(identifier, 0x0002, [], serial)
}

function items({ satellites }: Jt808Position, { levelPercent, gsmSignal, wifi = [] }: Jt808State): number[] {
  const points = wifi.flatMap(({ mac, signal }) => [...mac.split(':').map((byte) => Number.parseInt(byte, 16)), signal & 0xff])
  return [
    ...(gsmSignal === undefined ? [] : [0x30, 1, gsmSignal]),
    0x31,
    1,
    satellites,
    ...(wifi.length === 0 ? [] : [0x54, 1 + points.length, wifi.length, ...points]),
    ...(levelPercent === undefined ? [] : [0xd4, 1, levelPercent]),
  ]
}

/** The body of one position: what reports, answers and batches have in common. */
export function jt808PositionBody(p: Jt808Position, state: Jt808State = {}): number[] {
  const alarm = (state.alarmBits ?? []).reduce((sum, bit) => sum + 2 ** bit, 0)
  const status = (p.isValid ? 2 : 0) | (p.lat < 0 ? 4 : 0) | (p.lon < 0 ? 8 : 0)
  const units = (degrees: number) => long(Math.round(Math.abs(degrees) * 1_000_000))
  return [
    ...long(alarm),
    ...long(status),
    ...units(p.lat),
    ...units(p.lon),
    ...word(p.altitudeMetres & 0xffff),
    ...word(Math.round(p.speedMetresPerSecond * 36)),
    ...word(((Math.round(p.courseDegrees) % 360) + 360) % 360),
    ...dateBytesOf(p.fixAt),
    ...items(p, state),
  ]
}

/** 0200. */
export function encodeJt808Position(identifier: string, p: Jt808Position, serial: number, state: Jt808State = {}): Uint8Array {
  return encodeJt808(identifier, 0x0200, jt808PositionBody(p, state), serial)
}

/** 0704: positions kept while there was no network, as their bodies. */
export function encodeJt808Batch(identifier: string, bodies: readonly (readonly number[])[], serial: number): Uint8Array {
  const late = 1
  const list = bodies.flatMap((body) => [...word(body.length), ...body])
  return encodeJt808(identifier, 0x0704, [...word(bodies.length), late, ...list], serial)
}

/** 0201: the answer to a question of ours. */
export function encodeJt808PositionAnswer(identifier: string, answered: number, p: Jt808Position, serial: number): Uint8Array {
  return encodeJt808(identifier, 0x0201, [...word(answered), ...jt808PositionBody(p)], serial)
}

/** 0001: the answer to a command of ours; result 0 is done, 3 is not supported. */
export function encodeJt808Answer(
  identifier: string,
  answered: number,
  type: number,
  result: number,
  serial: number,
): Uint8Array {
  return encodeJt808(identifier, 0x0001, [...word(answered), ...word(type), result], serial)
}
