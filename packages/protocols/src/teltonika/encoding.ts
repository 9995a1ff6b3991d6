import { type Instant, invariant } from '@bilezik/domain'
import { buildFrame, pingByte, u16Bytes, u32Bytes } from './frame.ts'
import type { RecordCodecId } from './codec-ids.ts'
import { recordLayoutOf } from './codec-ids.ts'
import { messageTypes } from './messages.ts'
import { alarmElementId } from './meanings.ts'
import { unitsPerDegree } from './records.ts'

/** One record as a device notes it. The wire keeps ten-millionths of a degree, whole km/h, metres and degrees of course. */
export interface TeltonikaRecord {
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
  readonly altitudeMetres: number
  readonly courseDegrees: number
  /** 0: the place is the last one known. */
  readonly satellites: number
  readonly speedMetresPerSecond: number
  /** 0 low, 1 high, 2 panic. */
  readonly priority?: number
  /** The element whose change made the record; 0 for a periodic one. */
  readonly eventId?: number
  /** Numbers of 1, 2 or 4 bytes; ids beyond 255 need codec 16 or 8 extended. */
  readonly elements?: readonly TeltonikaElement[]
}

export interface TeltonikaElement {
  readonly id: number
  readonly bytes: 1 | 2 | 4
  readonly value: number
}

/** By the length and the digits behind it. */
export function encodeTeltonikaLogin(imei: string): Uint8Array {
  invariant(/^\d{5,20}$/.test(imei), 'an IMEI is 15 digits, at least 5 and at most 20 of them')
  return Uint8Array.from([...u16Bytes(imei.length), ...new TextEncoder().encode(imei)])
}

export function encodeTeltonikaPing(): Uint8Array {
  return Uint8Array.of(pingByte)
}

function numberBytes(value: number, count: 1 | 2 | 4 | 8): number[] {
  if (count === 8) return [...u32Bytes(Math.floor(value / 2 ** 32)), ...u32Bytes(value)]
  if (count === 4) return u32Bytes(value)
  return count === 2 ? u16Bytes(value) : [value & 0xff]
}

function recordBytes(record: TeltonikaRecord, codec: RecordCodecId): number[] {
  const layout = recordLayoutOf(codec)
  invariant(layout !== undefined, 'a codec of records')
  const elements = record.elements ?? []
  const groups = ([1, 2, 4, 8] as const).flatMap((width) => {
    const members = elements.filter(({ bytes }) => bytes === width)
    const values = members.flatMap(({ id, value }) => [...numberBytes(id, layout.idBytes), ...numberBytes(value, width)])
    return [...numberBytes(members.length, layout.countBytes), ...values]
  })
  const onChange = 5
  return [
    ...numberBytes(record.fixAt, 8),
    record.priority ?? 0,
    ...u32Bytes(Math.round(record.lon * unitsPerDegree)),
    ...u32Bytes(Math.round(record.lat * unitsPerDegree)),
    ...u16Bytes(Math.round(record.altitudeMetres)),
    ...u16Bytes(Math.round(record.courseDegrees)),
    record.satellites & 0xff,
    ...u16Bytes(Math.round(record.speedMetresPerSecond * 3.6)),
    ...numberBytes(record.eventId ?? 0, layout.idBytes),
    ...(layout.hasGenerationType ? [onChange] : []),
    ...numberBytes(elements.length, layout.countBytes),
    ...groups,
    ...(layout.hasVariableLength ? u16Bytes(0) : []),
  ]
}

function dataOf(records: readonly TeltonikaRecord[], codec: RecordCodecId): Uint8Array {
  invariant(records.length <= 0xff, 'at most 255 records fit in a packet')
  return Uint8Array.from([codec, records.length, ...records.flatMap((record) => recordBytes(record, codec)), records.length])
}

/** A packet of records over TCP. */
export function encodeTeltonikaRecords(records: readonly TeltonikaRecord[], codec: RecordCodecId = 0x8e): Uint8Array {
  return buildFrame(dataOf(records, codec))
}

/** The same packet over UDP. */
export function encodeTeltonikaDatagram(
  imei: string,
  numbers: { readonly datagramId: number; readonly packetId: number },
  records: readonly TeltonikaRecord[],
  codec: RecordCodecId = 0x8e,
): Uint8Array {
  const unused = 0x01
  const content = [
    ...u16Bytes(numbers.datagramId),
    unused,
    numbers.packetId,
    ...encodeTeltonikaLogin(imei),
    ...dataOf(records, codec),
  ]
  return Uint8Array.from([...u16Bytes(content.length), ...content])
}

/** The alarm button of a personal tracker (TMT250, GH5200): a panic record of its own. */
export function encodeTeltonikaAlarm(record: TeltonikaRecord, codec: RecordCodecId = 0x8e): Uint8Array {
  const pressed: TeltonikaElement = { id: alarmElementId, bytes: 1, value: 1 }
  const panic = 2
  return encodeTeltonikaRecords(
    [{ ...record, priority: panic, eventId: alarmElementId, elements: [...(record.elements ?? []), pressed] }],
    codec,
  )
}

/** What a device answers to a command: codec 12, type 6. */
export function encodeTeltonikaAnswer(text: string): Uint8Array {
  const bytes = new TextEncoder().encode(text)
  return buildFrame(Uint8Array.from([0x0c, 1, messageTypes.answer, ...u32Bytes(bytes.length), ...bytes, 1]))
}

/** The device is another one than the command was meant for: codec 14, type 0x11, with its own IMEI. */
export function encodeTeltonikaRefusal(imei: string): Uint8Array {
  invariant(/^\d{15}$/.test(imei), 'an IMEI of 15 digits')
  const digits = `0${imei}`
  const packed = Array.from({ length: 8 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16))
  return buildFrame(Uint8Array.from([0x0e, 1, messageTypes.refusal, ...u32Bytes(packed.length), ...packed, 1]))
}
