import type { FixReading, Reading } from '@bilezik/domain'
import type { DeviceRecord } from '../../codec.ts'
import { Cursor } from '../../cursor.ts'
import { Findings } from '../findings.ts'
import { instantOfEpoch } from '../values.ts'
import { isLocation, noteData } from './data.ts'

/** Records and data units that one frame can hold by its length alone are fewer. */
const maxRecords = 64
const maxUnits = 64

const powerRecord = 0x20
export const tamperRecord = 0x81
/** Scheduled, asked for, and information: these are no event. */
const plainRecords: ReadonlySet<number> = new Set([0x11, 0x12, 0x22, 0x50])

/** One byte below 128, otherwise two with the highest bit set: lengths and data IDs alike. */
function readSize(cursor: Cursor): number {
  const first = cursor.u8()
  return first < 0x80 ? first : (first & 0x7f) * 256 + cursor.u8()
}

/** Event codes of the internal battery: charging, full, charging stopped, low, very low. */
function noteBatteryEvent(code: number, findings: Findings): void {
  if (code === 0) findings.power.isCharging = true
  if (code === 1 || code === 2) findings.power.isCharging = false
  if (code === 3 || code === 4) findings.power.isLow = true
}

function noteEvent(id: number, code: number, findings: Findings): void {
  const two = (value: number) => value.toString(16).toUpperCase().padStart(2, '0')
  if (plainRecords.has(id)) return
  findings.values['alarmCode'] = `${two(id)}/${two(code)}`
  if (id === powerRecord) {
    findings.values['alarm'] = 'battery'
    noteBatteryEvent(code, findings)
  }
  if (id === tamperRecord) {
    findings.values['alarm'] = code === 1 ? 'tamper' : 'tamper-released'
    // Released says only that the contact closed again, not that anyone wears it.
    if (code === 1) findings.wear = 'removed'
  }
}

function decodeRecord(bytes: Uint8Array): DeviceRecord | undefined {
  const cursor = new Cursor(bytes)
  const generatedAt = instantOfEpoch(cursor.u32())
  cursor.skip(2)
  const [id, code] = [cursor.u8(), cursor.u8()]
  const findings = new Findings()
  noteEvent(id, code, findings)
  const fixes: FixReading[] = []
  let hasLooked = false
  for (let units = 0; cursor.remaining > 0 && units < maxUnits; units++) {
    const dataId = readSize(cursor)
    const content = cursor.take(readSize(cursor))
    if (cursor.problem !== undefined) return undefined
    hasLooked ||= isLocation(dataId)
    const fix = noteData(dataId, content, findings)
    if (fix) fixes.push(fix)
  }
  if (cursor.problem !== undefined || cursor.remaining > 0) return undefined
  if (hasLooked && fixes.length === 0) findings.values['isPositioned'] = false
  const readings: Reading[] = [...fixes, ...findings.readings(generatedAt)]
  // The record's own count number is no part of it.
  return { payload: Uint8Array.from([...bytes.subarray(0, 4), ...bytes.subarray(6)]), readings }
}

/** All records of a frame, or undefined where one contradicts its length. */
export function recordsIn(bytes: Uint8Array): readonly DeviceRecord[] | undefined {
  const cursor = new Cursor(bytes)
  const records: DeviceRecord[] = []
  while (cursor.remaining > 0) {
    const before = cursor.remaining
    const length = readSize(cursor)
    // The stated length counts itself.
    const own = length - (before - cursor.remaining)
    const record = own < 8 || own > cursor.remaining || records.length >= maxRecords ? undefined : decodeRecord(cursor.take(own))
    if (!record) return undefined
    records.push(record)
  }
  return records.filter(({ readings }) => readings.length > 0)
}
