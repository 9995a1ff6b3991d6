import type { Instant, TelemetryReading } from '@bilezik/domain'
import { readDate, timed } from '../bcd.ts'
import { isPrintable, textOf } from '../items/text.ts'
import { type Family, nothingTold, typedRecord } from './family.ts'

function valuesOf(fixAt: Instant | undefined, values: TelemetryReading['values']): readonly TelemetryReading[] {
  return Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', ...timed(fixAt), values }]
}

/** 0x6006: encoding (1) and what the device answers to a text of ours. */
export const readText: Family = (cursor, frame) => {
  cursor.skip(1)
  return { records: typedRecord(frame.type, frame.body, valuesOf(undefined, { data: textOf(cursor.rest()) })) }
}

/** 0x0701: by the standard a waybill, with some makers the answer to a text: length (4) and characters. */
export const readLongText: Family = (cursor, frame) => {
  const length = cursor.u32()
  if (length > cursor.remaining) return nothingTold
  const bytes = cursor.take(length)
  const values = isPrintable(bytes) ? { data: textOf(bytes) } : {}
  return { records: typedRecord(frame.type, frame.body, valuesOf(undefined, values)) }
}

/** 0x1300: serial of our text (2) and the answer in UTF-16. */
export const readWideText: Family = (cursor, frame) => {
  const token = cursor.u16()
  const data = textOf(Uint8Array.from({ length: cursor.remaining >>> 1 }, () => narrow(cursor.u16())))
  return {
    records: typedRecord(frame.type, frame.body.subarray(2), valuesOf(undefined, { data })),
    answer: { token, text: data, isDone: true },
  }
}

function narrow(unit: number): number {
  return unit < 0x80 ? unit : 0x2e
}

/** 0x0702: card put in or taken out, when, and, if it could be read, whose. */
export const readCard: Family = (cursor, frame) => {
  const cardStatus = cursor.u8()
  const fixAt = readDate(cursor)
  const values: Record<string, string | number> = { cardStatus }
  // What lies behind differs between the editions; names and agencies are nobody's business here.
  if (cursor.remaining >= 2) values['cardResult'] = cursor.u8()
  const nameBytes = cursor.remaining > 0 ? cursor.u8() : 0
  const cardBytes = 20
  if (cursor.remaining >= nameBytes + cardBytes) {
    cursor.skip(nameBytes)
    const cardId = textOf(cursor.take(cardBytes))
    if (cardId !== '') values['cardId'] = cardId
  }
  return { records: typedRecord(frame.type, frame.body, valuesOf(fixAt, values)) }
}

/** 0x0120 of one maker: the number of the SIM card in characters or BCD. */
export const readSimNumber: Family = (cursor, frame) => {
  const bytes = cursor.rest()
  const text = isPrintable(bytes) ? textOf(bytes) : ''
  return { records: typedRecord(frame.type, frame.body, valuesOf(undefined, /^\d{18,20}$/.test(text) ? { iccid: text } : {})) }
}

/** 0x2070: once a second, time (6) and three axes (2 each), for a minute. The last sample stands for all: the rest is raw. */
export const readAcceleration: Family = (cursor, frame) => {
  const sampleBytes = 12
  const samples = cursor.remaining / sampleBytes
  if (samples < 1 || !Number.isInteger(samples)) {
    cursor.reject('The samples do not come out even.')
    return nothingTold
  }
  cursor.skip((samples - 1) * sampleBytes)
  const fixAt = readDate(cursor)
  const axis = () => {
    const word = cursor.u16()
    return word >= 0x8000 ? 0 - (word - 0x8000) : word
  }
  const acceleration = [axis(), axis(), axis()].join(' ')
  return { records: typedRecord(frame.type, frame.body, valuesOf(fixAt, { acceleration, accelerationSamples: samples })) }
}
