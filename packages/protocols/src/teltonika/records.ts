import type { Reading } from '@bilezik/domain'
import type { DeviceRecord } from '../codec.ts'
import { Cursor } from '../cursor.ts'
import type { RecordLayout } from './codec-ids.ts'
import { readElements } from './elements.ts'
import { fixesOf, hdopOf, instantOf, type Place } from './fix.ts'
import { type Elements, elementsFrom, readingsOfElements, type Values } from './meanings.ts'
import { readPersonalRecord } from './personal-records.ts'

/** Reads one record; what cannot be believed goes to `cursor.reject`. */
type ReadRecord = (cursor: Cursor) => readonly Reading[]

export interface ReadRecords {
  readonly records: readonly DeviceRecord[]
  /** Why they cannot be believed. */
  readonly problem: string | undefined
}

/** Degrees are counted in ten-millionths. */
export const unitsPerDegree = 10_000_000

function readGps(cursor: Cursor): Place {
  const lon = cursor.i32() / unitsPerDegree
  const lat = cursor.i32() / unitsPerDegree
  const altitudeMetres = cursor.i16()
  const courseDegrees = cursor.u16()
  const satellites = cursor.u8()
  return { lat, lon, altitudeMetres, courseDegrees, satellites, kilometresPerHour: cursor.u16() }
}

/** Element 69, one byte: receiver off, or on without a fix. Asleep (3) says nothing of the fix that was taken before. */
const statesWithoutFix: ReadonlySet<number | undefined> = new Set([0, 2])

function qualityOf({ find }: Elements): Pick<Place, 'hdop' | 'isStale'> {
  return { hdop: hdopOf(find(182, 2)), isStale: statesWithoutFix.has(find(69, 1)) }
}

function readRecord(cursor: Cursor, layout: RecordLayout, hasSixteen: boolean): readonly Reading[] {
  const fixAt = instantOf(cursor.u64())
  const priority = cursor.u8()
  const gps = readGps(cursor)
  const eventId = layout.idBytes === 2 ? cursor.u16() : cursor.u8()
  const generationType = layout.hasGenerationType ? cursor.u8() : undefined
  // The number of all elements: firmware counts it in more than one way, and the groups carry numbers of their own.
  cursor.skip(layout.countBytes)
  const elements = elementsFrom(readElements(cursor, layout, hasSixteen))
  const fixes = fixesOf({ ...gps, ...qualityOf(elements) }, fixAt)
  const values: Values = {
    ...(fixes.length === 0 ? { isPositioned: false } : {}),
    priority,
    ...(eventId === 0 ? {} : { event: eventId }),
    ...(generationType === undefined ? {} : { generationType }),
  }
  return [...fixes, ...readingsOfElements(elements, { fixAt, eventId, values })]
}

/** The number of records, the records, the same number again, and nothing behind it. */
function readAll(data: Uint8Array, read: ReadRecord): ReadRecords {
  const cursor = new Cursor(data.subarray(1))
  const count = cursor.u8()
  const records: DeviceRecord[] = []
  for (let left = count; left > 0 && !cursor.problem; left--) {
    const from = cursor.bytes.length - cursor.remaining
    const readings = read(cursor)
    records.push({ payload: cursor.bytes.subarray(from, cursor.bytes.length - cursor.remaining), readings })
  }
  if (cursor.u8() !== count) cursor.reject('The two numbers of records differ.')
  if (cursor.remaining > 0) cursor.reject('There are bytes behind the last record.')
  return { records, problem: cursor.problem }
}

/**
 * What does not come out even is read a second time as the variant with a group of 16-byte values: an empty one is a byte more
 * in every record, which nothing in the message announces.
 */
export function readRecords(data: Uint8Array, layout: RecordLayout): ReadRecords {
  const plain = readAll(data, (cursor) => readRecord(cursor, layout, false))
  if (plain.problem === undefined) return plain
  const extended = readAll(data, (cursor) => readRecord(cursor, layout, true))
  return extended.problem === undefined ? extended : plain
}

export function readPersonalRecords(data: Uint8Array): ReadRecords {
  return readAll(data, readPersonalRecord)
}
