import type { Instant, ProximityReading } from '@bilezik/domain'
import { Cursor, hexOf } from '../cursor.ts'
import { signedOf, unsignedOf, type IoElement } from './elements.ts'
import { present, timed } from './fix.ts'

interface Beacon {
  /** Address (12 hexadecimal digits) if the device tells it, else the beacon's own id. */
  readonly peer?: string
  readonly signal?: number
  readonly batteryVolts?: number
  readonly isBatteryLow?: boolean
  readonly temperatureCelsius?: number
}

/** A device hears at most a hundred; of a crowd the first are enough to tell that one was near. */
const maxBeacons = 32
const simpleListId = 385
const nearListId = 10_828
const lostListId = 10_831
/** Lists whose beacons are written as fields with a number and a length. 10829 (away) says neither near nor lost. */
const fieldListIds: ReadonlySet<number> = new Set([548, nearListId, 10_829, lostListId, 11_317])

const eddystoneBytes = 16
const iBeaconBytes = 20

/** Element 385: part and parts of the list, then per beacon flags, id, and what the flags say. */
function readSimpleList(bytes: Uint8Array): Beacon[] {
  const cursor = new Cursor(bytes)
  const beacons: Beacon[] = []
  cursor.skip(1)
  while (cursor.remaining > 0 && beacons.length < maxBeacons) {
    const flags = cursor.u8()
    const peer = hexOf(cursor.take(flags & 0x20 ? iBeaconBytes : eddystoneBytes))
    const signal = flags & 1 ? signedOf(cursor.take(1)) : undefined
    // The maker's example holds 0x0BE8 and 0x0015: millivolts and whole degrees.
    const batteryVolts = flags & 2 ? cursor.u16() / 1_000 : undefined
    const temperatureCelsius = flags & 4 ? signedOf(cursor.take(2)) : undefined
    if (cursor.problem) break
    beacons.push({ peer, ...present({ signal, batteryVolts, temperatureCelsius }) })
  }
  return beacons
}

function readFields(bytes: Uint8Array): Beacon {
  const cursor = new Cursor(bytes)
  const fields = new Map<number, Uint8Array>()
  while (cursor.remaining > 0 && !cursor.problem) fields.set(cursor.u8(), cursor.take(cursor.u8()))
  const [signal, id, temperature, low, battery, address] = [0x00, 0x01, 0x06, 0x0d, 0x0e, 0x0f].map((field) => fields.get(field))
  const peer = address ?? id
  return present({
    peer: peer && peer.length > 0 ? hexOf(peer) : undefined,
    signal: signal && signedOf(signal),
    batteryVolts: battery && unsignedOf(battery) / 1_000,
    isBatteryLow: low && unsignedOf(low) !== 0,
    temperatureCelsius: temperature && signedOf(temperature) / 100,
  })
}

/** Elements 548, 10828 and their kin: one byte of format, then per beacon its length and its fields. */
function readFieldList(bytes: Uint8Array): Beacon[] {
  const cursor = new Cursor(bytes)
  const beacons: Beacon[] = []
  cursor.skip(1)
  while (cursor.remaining > 0 && beacons.length < maxBeacons) {
    const fields = cursor.take(cursor.u8())
    if (cursor.problem) break
    beacons.push(readFields(fields))
  }
  return beacons
}

export interface HeardBeacons {
  readonly readings: readonly ProximityReading[]
  readonly values: Readonly<Record<string, number | string | boolean>>
}

const noBeacons: HeardBeacons = { readings: [], values: {} }

/**
 * A list that does not follow its format ends where it stops to: the record's own element tells its bytes all the same.
 * A beacon on a list of those seen is near; the list of lost ones says the contrary.
 */
export function beaconsOf(elements: readonly IoElement[], fixAt: Instant | undefined): HeardBeacons {
  const lists = elements.filter(({ isVariable, bytes }) => isVariable && bytes.length > 1)
  if (lists.length === 0) return noBeacons
  const heard = lists.flatMap(({ id, bytes }) => {
    const beacons = id === simpleListId ? readSimpleList(bytes) : fieldListIds.has(id) ? readFieldList(bytes) : []
    return beacons.map((beacon) => ({ ...beacon, listId: id }))
  })
  const readings = heard.flatMap(({ peer, signal, listId }): ProximityReading[] =>
    peer === undefined || listId === nearListId + 1
      ? []
      : [{ kind: 'proximity', ...timed(fixAt), peer, isNear: listId !== lostListId, ...present({ signal }) }],
  )
  const values = Object.assign(
    {},
    ...heard.map(({ peer, signal, batteryVolts, isBatteryLow, temperatureCelsius }, index) => {
      const name = `beacon${index + 1}`
      return present({
        [name]: peer,
        [`${name}Signal`]: signal,
        [`${name}BatteryVolts`]: batteryVolts,
        [`${name}IsBatteryLow`]: isBatteryLow,
        [`${name}TemperatureCelsius`]: temperatureCelsius,
      })
    }),
  ) as HeardBeacons['values']
  return { readings, values }
}
