import { civilFromUtcMs, type Instant, invariant, second } from '@bilezik/domain'
import { crcCcittFalse } from '../crc-ccitt-false.ts'
import type { QueclinkCell, QueclinkPosition, QueclinkSending } from './encoding.ts'
import { bits } from './hex/layout.ts'
import { uniqueIdOf } from './hex/unique-id.ts'
import { crc8 } from './pro/frame.ts'
import { tamperRecord } from './pro/record.ts'

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0))
const u16 = (value: number) => [(value >>> 8) & 0xff, value & 0xff]
const u32 = (value: number) => [...u16(value >>> 16), ...u16(value)]

function civilBytes(at: Instant): number[] {
  const c = civilFromUtcMs(at)
  return [...u16(c.year), c.month, c.day, c.hour, c.minute, c.second]
}

/** Decimal digits, two to a byte. */
function digitBytes(value: number): number[] {
  return u16(Number.parseInt(String(value), 16))
}

function cellBytes(cell: QueclinkCell | undefined): number[] {
  const c = cell ?? { mcc: 0, mnc: 0, areaCode: 0, cellId: 0 }
  return [...digitBytes(c.mcc), ...digitBytes(c.mnc), ...u16(c.areaCode), ...u16(c.cellId), 0]
}

/** Frames a content of the first generation: `stated` says where in it the length is written, and how wide. */
export function buildQueclinkHex(header: string, content: readonly number[], stated?: { at: number; bytes: 1 | 2 }): Uint8Array {
  const whole = header.length + content.length + 4
  const body = [...content]
  if (stated) body.splice(stated.at, stated.bytes, ...(stated.bytes === 1 ? [whole] : u16(whole)))
  const frame = [...ascii(header), ...body]
  const crc = crcCcittFalse(Uint8Array.from(frame), header.length)
  return Uint8Array.from([...frame, ...u16(crc), 0x0d, 0x0a])
}

const reportMask = Object.entries(bits)
  .filter(([name]) =>
    'speed azimuth altitude cell sendTime count length deviceType protocolVersion firmware battery motion satellites'
      .split(' ')
      .includes(name),
  )
  .reduce((mask, [, bit]) => mask | (1 << bit), 0)

const versions = [0x1a, ...u16(0x0102), ...u16(0x0203)]
const reportTypes = { FRI: 7, SOS: 10, RTL: 11 } as const

function speedBytes(metresPerSecond: number): number[] {
  const tenths = Math.round(metresPerSecond * 36)
  return [...u16(Math.floor(tenths / 10)), tenths % 10]
}

function blockBytes(p: QueclinkPosition): number[] {
  return [
    p.hdop,
    ...speedBytes(p.speedMetresPerSecond),
    ...u16(((Math.round(p.courseDegrees) % 360) + 360) % 360),
    ...u16(Math.round(p.altitudeMetres)),
    ...u32(Math.round(p.lon * 1_000_000)),
    ...u32(Math.round(p.lat * 1_000_000)),
    ...civilBytes(p.fixAt),
    ...cellBytes(p.cell),
  ]
}

/** A binary report of positions: `+RSP`, or `+BSP` out of the memory. */
export function encodeQueclinkHexPositions(
  word: keyof typeof reportTypes,
  imei: string,
  positions: readonly QueclinkPosition[],
  status: { readonly levelPercent: number; readonly isMoving: boolean; readonly satellites: number },
  sending: QueclinkSending,
): Uint8Array {
  invariant(/^\d{15}$/.test(imei), 'an IMEI has 15 digits')
  invariant(positions.length > 0 && positions.length <= 15, 'a report holds 1 to 15 positions')
  const state = status.isMoving ? 0x42 : 0x41
  const content = [
    reportTypes[word],
    ...u32(reportMask),
    ...u16(0),
    ...versions,
    ...uniqueIdOf(imei),
    status.levelPercent,
    state,
    Math.min(15, status.satellites),
    0x10,
    positions.length,
    ...positions.flatMap(blockBytes),
    ...civilBytes(sending.sentAt),
    ...u16(sending.count),
  ]
  return buildQueclinkHex(sending.isBuffered ? '+BSP' : '+RSP', content, { at: 5, bytes: 2 })
}

/** A binary heartbeat that says who speaks. */
export function encodeQueclinkHexHeartbeat(imei: string, sending: QueclinkSending): Uint8Array {
  const mask = 0xef
  const content = [mask, 0, ...versions, ...uniqueIdOf(imei), ...civilBytes(sending.sentAt), ...u16(sending.count)]
  return buildQueclinkHex('+HBD', content, { at: 1, bytes: 1 })
}

/** A record of the second generation: a scheduled position, the tamper contact, or the battery fallen low. */
export type QueclinkProRecord = {
  readonly at: Instant
  readonly position?: QueclinkPosition & { readonly satellites: number }
} & (
  | { readonly kind: 'position'; readonly levelPercent: number }
  | { readonly kind: 'tamper'; readonly isOpen: boolean }
  | { readonly kind: 'low-battery'; readonly levelPercent: number }
)

const deviceTypeOfGl601 = 0xc031
const protocolVersionOfGl601 = 10

/** Nought is flat without a fix: 9 is a fix with a height, 5 none and the last place repeated. */
function locationUnit(p: QueclinkPosition & { readonly satellites: number }): number[] {
  const content = [
    p.hdop > 0 ? 0x09 : 0x05,
    ...u32(Math.round(p.lon * 1_000_000)),
    ...u32(Math.round(p.lat * 1_000_000)),
    ...u32(p.fixAt / second),
    ...u16(Math.round(p.speedMetresPerSecond * 36)),
    Math.min(255, Math.round(p.hdop * 10)),
    ...u16(Math.round(p.courseDegrees) % 360),
    ...u32(Math.round(p.altitudeMetres * 10)).slice(1),
    p.satellites,
  ]
  return [82, content.length, ...content]
}

const recordIds = { position: [0x50, 0], 'low-battery': [0x20, 3] } as const

function recordBytes(record: QueclinkProRecord, count: number): number[] {
  const [id, code] = record.kind === 'tamper' ? [tamperRecord, record.isOpen ? 1 : 0] : recordIds[record.kind]
  const level = record.kind === 'tamper' ? [] : [10, 1, record.levelPercent]
  const own = [
    ...u32(record.at / second),
    ...u16(count),
    id,
    code,
    ...(record.position ? locationUnit(record.position) : []),
    ...level,
  ]
  return [own.length + 1, ...own]
}

function framed(bytes: readonly number[]): Uint8Array {
  return Uint8Array.from([...bytes, crc8(Uint8Array.from(bytes)), 0x24])
}

/** A report of the second generation. */
export function encodeQueclinkProReport(
  imei: string,
  records: readonly QueclinkProRecord[],
  sending: Pick<QueclinkSending, 'count' | 'isBuffered'>,
): Uint8Array {
  invariant(/^\d{15}$/.test(imei), 'an IMEI has 15 digits')
  const who = [...halfBytes(imei), ...u16(deviceTypeOfGl601), ...u16(protocolVersionOfGl601), 0]
  const content = [0, ...who, 0, ...records.flatMap((record, index) => recordBytes(record, index)), ...u16(sending.count)]
  const length = 4 + content.length + 2
  return framed([sending.isBuffered ? 0x2d : 0x2b, 0, ...u16(length), ...content])
}

/** A heartbeat of the second generation. */
export function encodeQueclinkProHeartbeat(imei: string, sending: Pick<QueclinkSending, 'count' | 'sentAt'>): Uint8Array {
  const who = [...halfBytes(imei), ...u16(deviceTypeOfGl601), ...u16(protocolVersionOfGl601), 0]
  return framed([0x2b, 0x10, 0x18, ...who, ...u32(sending.sentAt / second), ...u16(sending.count)])
}

function halfBytes(imei: string): number[] {
  return Array.from({ length: 8 }, (_, at) => Number.parseInt(imei.padStart(16, '0').slice(at * 2, at * 2 + 2), 16))
}
