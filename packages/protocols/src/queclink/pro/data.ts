import type { FixReading } from '@bilezik/domain'
import { Cursor, hexOf, printableOf } from '../../cursor.ts'
import type { Findings } from '../findings.ts'
import { degreesOf, instantOfEpoch, isPlace, metresPerSecond, timed } from '../values.ts'

/** Data IDs that hold a place: the short form and the full one. */
const miniLocation = 81
const fullLocation = 82
/** What is not understood is told raw, up to so many bytes. */
const maxRawBytes = 64

const signed = (value: number, bits: number) => (value >= 2 ** (bits - 1) ? value - 2 ** bits : value)

/** Bits 2 and 3 of the first byte: 2 is a fix; below that the last valid place is repeated. Bits 0 and 1: 0 is flat, 1 has a height. */
function readFix(content: Uint8Array, isFull: boolean): FixReading | undefined {
  const cursor = new Cursor(content)
  const state = cursor.u8()
  const [lon, lat] = [degreesOf(signed(cursor.u32(), 32)), degreesOf(signed(cursor.u32(), 32))]
  const at = instantOfEpoch(cursor.u32())
  const speedMetresPerSecond = metresPerSecond(cursor.u16() / 10)
  const mode = state & 3
  const dimensions = mode === 0 ? { dimensions: 2 as const } : mode === 1 ? { dimensions: 3 as const } : {}
  const [hdop, course, altitude, satellites] = isFull ? [cursor.u8(), cursor.u16(), signed(cursor.u24(), 24), cursor.u8()] : []
  if (cursor.problem !== undefined || !isPlace(lat, lon)) return undefined
  const isValid = ((state >>> 2) & 3) === 2
  return {
    kind: 'fix',
    ...timed(at),
    lat,
    lon,
    isValid,
    source: 'gnss',
    speedMetresPerSecond,
    ...(course === undefined ? {} : { courseDegrees: course % 360 }),
    ...(altitude === undefined ? {} : { altitudeMetres: altitude / 10 }),
    ...(satellites === undefined ? {} : { satellites }),
    // 255: 25.5 or worse.
    ...(hdop === undefined || hdop === 0 ? {} : { hdop: hdop / 10 }),
    ...(isValid ? dimensions : {}),
  }
}

function numberOf(content: Uint8Array): number {
  return content.reduce((value, byte) => value * 256 + byte, 0)
}

/** Connected, millivolts, per cent, charging. */
function noteBattery(content: Uint8Array, findings: Findings): void {
  if (content.length !== 5 || ((content[0] ?? 0) & 1) === 0) return
  findings.power.volts = numberOf(content.subarray(1, 3)) / 1_000
  findings.noteLevel(content[3])
  const charging = content[4]
  if (charging === 0 || charging === 0x01 || charging === 0x11) findings.power.isCharging = charging !== 0
}

const notes: Readonly<Record<number, (content: Uint8Array, findings: Findings) => void>> = {
  2: (content, findings) => {
    findings.values['deviceName'] = printableOf(content)
  },
  10: (content, findings) => findings.noteLevel(content[0]),
  27: (content, findings) => {
    if (content[0] === 0 || content[0] === 1) findings.values['ignition'] = content[0] === 1
  },
  31: (content, findings) => {
    findings.values['odometerMetres'] = numberOf(content)
  },
  34: (content, findings) => {
    findings.values['engineSeconds'] = numberOf(content)
  },
  // Subscriber number, then the card's.
  88: (content, findings) => {
    if (content.length === 18) findings.values['iccid'] = hexOf(content.subarray(8))
  },
  97: noteBattery,
}

/** Notes one data unit; a place comes back. An empty one says that the device could not tell. */
export function noteData(id: number, content: Uint8Array, findings: Findings): FixReading | undefined {
  if (content.length === 0) return undefined
  if (id === miniLocation || id === fullLocation) return readFix(content, id === fullLocation)
  const note = notes[id]
  if (note) note(content, findings)
  else if (content.length <= maxRawBytes) findings.values[`data${id}`] = hexOf(content)
  return undefined
}

export function isLocation(id: number): boolean {
  return id === miniLocation || id === fullLocation
}
