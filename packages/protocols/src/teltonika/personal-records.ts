import { instant, type Instant, type NetworkReading, type Reading } from '@bilezik/domain'
import type { Cursor } from '../cursor.ts'
import { operatorOf } from './cells.ts'
import { readGroup, rawValueOf } from './elements.ts'
import { fixesOf, hdopOf, type Place, timed } from './fix.ts'
import { elementsFrom, percentOf, powerOf, type Values, voltsOf } from './meanings.ts'

/** Seconds are counted from 2007-01-01T00:00:00Z in the lower thirty bits; the upper two are the priority. */
const epochSeconds = 1_167_609_600
const secondsMask = 0x3fff_ffff
const oneByte = { idBytes: 1, countBytes: 1 } as const

function has(mask: number, bit: number): boolean {
  return (mask & (1 << bit)) !== 0
}

function readFloat(cursor: Cursor): number {
  const bytes = cursor.take(4)
  return bytes.length < 4 ? 0 : new DataView(bytes.buffer, bytes.byteOffset, 4).getFloat32(0)
}

interface Located {
  readonly place: Place | undefined
  readonly networks: readonly NetworkReading[]
  readonly values: Values
}

/** What is absent has no bytes: a mask says which fields follow. */
function readLocation(cursor: Cursor, fixAt: Instant): Located {
  const mask = cursor.u8()
  const optional = (bit: number, read: () => number) => (has(mask, bit) ? read() : undefined)
  const degrees = has(mask, 0) ? { lat: readFloat(cursor), lon: readFloat(cursor) } : undefined
  const altitudeMetres = optional(1, () => cursor.u16())
  const course = optional(2, () => cursor.u8())
  const kilometresPerHour = optional(3, () => cursor.u8())
  const satellites = optional(4, () => cursor.u8())
  const cell = has(mask, 5) ? { areaCode: cursor.u16(), cellId: cursor.u16() } : undefined
  const signal = optional(6, () => cursor.u8())
  const operator = operatorOf(optional(7, () => cursor.u32()))
  const courseDegrees = course === undefined ? undefined : (course * 360) / 256
  const seen = cell && operator && { ...operator, ...cell, ...(signal === undefined ? {} : { signal }) }
  return {
    place: degrees && { ...degrees, altitudeMetres, courseDegrees, kilometresPerHour, satellites },
    networks: seen ? [{ kind: 'network', ...timed(fixAt), cells: [seen], wifi: [] }] : [],
    values: signal === undefined ? {} : { gsmSignal: signal },
  }
}

/** The elements of these trackers have numbers of their own: 1 battery, 2 charger, 67 volts, 222 alarm button, 240 movement. */
const alarmElementId = 222

/** A record of the GH3000 family: time, a mask, and what the mask announces. */
export function readPersonalRecord(cursor: Cursor): readonly Reading[] {
  const time = cursor.u32()
  const fixAt = instant((epochSeconds + (time & secondsMask)) * 1_000)
  const mask = cursor.u8()
  if (mask > 0x0f) cursor.reject('The mask of the record announces parts that are not known.')
  const located = has(mask, 0) ? readLocation(cursor, fixAt) : undefined
  const all = [1, 2, 4].flatMap((width, index) => (has(mask, index + 1) ? readGroup(cursor, width, oneByte) : []))
  const { find } = elementsFrom(all)
  const fixes = fixesOf(located?.place && { ...located.place, hdop: hdopOf(find(20, 2)) }, fixAt)
  const [charger, movement] = [find(2, 1), find(240, 1)]
  const isAlarm = find(alarmElementId, 1) === 1
  const values: Values = {
    ...(fixes.length === 0 ? { isPositioned: false } : {}),
    priority: time >>> 30,
    ...(isAlarm ? { alarmCode: alarmElementId, alarm: 'sos' } : {}),
    ...located?.values,
    ...Object.fromEntries(all.map((element) => [`io${element.id}`, rawValueOf(element)])),
  }
  return [
    ...fixes,
    ...(isAlarm ? [{ kind: 'sos', ...timed(fixAt) } as const] : []),
    ...(movement === undefined ? [] : [{ kind: 'motion', ...timed(fixAt), isMoving: movement !== 0 } as const]),
    ...powerOf(
      {
        levelPercent: percentOf(find(1, 1)),
        volts: voltsOf(find(67, 2)),
        isCharging: charger === undefined ? undefined : charger === 1,
      },
      fixAt,
    ),
    ...(located?.networks ?? []),
    { kind: 'telemetry', ...timed(fixAt), values },
  ]
}
