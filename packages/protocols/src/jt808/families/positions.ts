import { Cursor } from '../../cursor.ts'
import type { DeviceRecord } from '../../codec.ts'
import { readDate, timed } from '../bcd.ts'
import { basicBytes, readPosition } from '../position.ts'
import { type Family, typedRecord } from './family.ts'

/** The same position gives the same record in a report, in an answer and in a batch: its payload is its own bytes alone. */
function positionRecord(bytes: Uint8Array, cursor: Cursor): readonly DeviceRecord[] {
  const own = new Cursor(bytes)
  const { readings } = readPosition(own)
  if (own.problem !== undefined) cursor.reject(own.problem)
  return readings.length === 0 ? [] : [{ payload: bytes, readings }]
}

/** 0x0200. */
export const readReport: Family = (cursor) => ({ records: positionRecord(cursor.rest(), cursor) })

/** 0x0201 and 0x0500: the serial of our command and a position. */
export const readPositionAnswer: Family = (cursor) => {
  const token = cursor.u16()
  return { records: positionRecord(cursor.rest(), cursor), answer: { token, text: 'position', isDone: true } }
}

/** 0x0704: count (2), live or late (1), then each position behind its length (2). */
export const readBatch: Family = (cursor) => {
  const count = cursor.u16()
  cursor.skip(1)
  const records = readList(cursor, () => cursor.u16())
  if (records.length !== count) cursor.reject('The batch holds another number of positions than it states.')
  return { records }
}

/** 0x0210 of one maker: positions behind their lengths in one byte; or battery and time alone. */
export const readShortBatch: Family = (cursor, frame) => {
  const batteryAndTime = 7
  if (frame.body.length !== batteryAndTime) return { records: readList(cursor, () => cursor.u8()) }
  const levelPercent = cursor.u8()
  const fixAt = readDate(cursor)
  if (levelPercent > 100) return { records: [] }
  return { records: typedRecord(frame.type, frame.body, [{ kind: 'power', ...timed(fixAt), levelPercent }]) }
}

function readList(cursor: Cursor, readLength: () => number): DeviceRecord[] {
  const records: DeviceRecord[] = []
  while (cursor.remaining > 0 && cursor.problem === undefined) {
    const length = readLength()
    if (length < basicBytes) cursor.reject('A position of the batch is shorter than the shortest one.')
    records.push(...positionRecord(cursor.take(length), cursor))
  }
  return records
}
