import { instant, type Reading } from '@bilezik/domain'
import type { DeviceRecord } from '../../codec.ts'
import { Cursor, hexOf } from '../../cursor.ts'
import { readCells, readWifi } from './networks.ts'
import { readPosition } from './position.ts'
import { type ReadBody, recordTypes, telemetry, type Timed } from './record-type.ts'
import { readInterference, readMotion, readPower, readProximity, readSos, readWear } from './state.ts'
import { readHeartbeat, readTemperature, readValues } from './telemetry.ts'

/** Type, length of the body, number (2), time (4). */
export const recordHeaderBytes = 8
/** Set in the type: the device had no clock, and the time is that since its start. */
export const noClockBit = 0x80

const readers: ReadonlyMap<number, ReadBody> = new Map([
  [recordTypes.position, readPosition],
  [recordTypes.wear, readWear],
  [recordTypes.power, readPower],
  [recordTypes.sos, readSos],
  [recordTypes.motion, readMotion],
  [recordTypes.temperature, readTemperature],
  [recordTypes.interference, readInterference],
  [recordTypes.proximity, readProximity],
  [recordTypes.cells, readCells],
  [recordTypes.wifi, readWifi],
  [recordTypes.values, readValues],
  [recordTypes.heartbeat, readHeartbeat],
])

/**
 * A newer device speaks to an older server: what is not understood is kept as it is. So is a body that contradicts the format,
 * and says so: one faulty record must not hold back the strap cut beside it.
 */
function readBody(type: number, body: Uint8Array, timed: Timed): readonly Reading[] {
  const cursor = new Cursor(body)
  const readings = readers.get(type)?.(cursor, timed)
  if (readings && cursor.problem === undefined) return readings
  return [telemetry(timed, { [`record${type}`]: hexOf(body), ...(cursor.problem === undefined ? {} : { isMalformed: true }) })]
}

/** One whole record. Its bytes, header included, are what it is: a device never sends the same record with other bytes. */
export function readRecord(bytes: Uint8Array): DeviceRecord {
  const cursor = new Cursor(bytes)
  const [typeByte, length, number, seconds] = [cursor.u8(), cursor.u8(), cursor.u16(), cursor.u32()]
  const hasClock = (typeByte & noClockBit) === 0
  const readings = readBody(typeByte & ~noClockBit, cursor.take(length), hasClock ? { fixAt: instant(seconds * 1_000) } : {})
  if (hasClock) return { payload: bytes, readings }
  // Staff can still put records without a clock in order.
  return { payload: bytes, readings: [...readings, telemetry({}, { recordNumber: number, uptimeSeconds: seconds })] }
}
