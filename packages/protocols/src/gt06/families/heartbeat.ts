import type { PowerReading, Reading } from '@bilezik/domain'
import type { Cursor } from '../../cursor.ts'
import { powerOf, statusValues, telemetryOf } from '../status.ts'
import { type Family, told } from './family.ts'
import { decodePosition } from './position.ts'

const highestStep = 6
/** Terminal information, satellites (2), alarm, language, per cent, mode, volts (2), further counters: 16 bytes. */
const longFormBytes = 16

function supplied(volts: number, terminal: number, signal: number): Reading[] {
  const { isCharging } = powerOf(0xff, terminal)
  const power: PowerReading = { kind: 'power', ...(isCharging === undefined ? {} : { isCharging }) }
  return [power, telemetryOf({ externalVolts: volts, ...statusValues({ terminal, signal }) })]
}

/**
 * 0x13 and 0x23. The two bytes behind the signal are port states by the newer papers and an alarm by the oldest:
 * they are told as a number and raise nothing, for a heartbeat repeats them every few minutes.
 */
export const decodeHeartbeat: Family = (cursor, frame) => {
  if (cursor.remaining === longFormBytes) return told(decodeLongForm(cursor))
  const terminal = cursor.u8()
  // Models with a supply of their own send its voltage in two bytes; battery steps end at 6, so the first byte tells.
  if (frame.type === 0x23 || (cursor.peek() ?? 0) > highestStep) return told(supplied(cursor.u16() / 100, terminal, cursor.u8()))
  const battery = cursor.u8()
  const signal = cursor.u8()
  const portState = cursor.remaining > 0 ? cursor.u8() : 0
  return told([
    powerOf(battery, terminal),
    telemetryOf({ ...statusValues({ terminal, signal }), ...(portState === 0 ? {} : { portState }) }),
  ])
}

function decodeLongForm(cursor: Cursor): Reading[] {
  const terminal = cursor.u8()
  cursor.skip(4)
  const power = powerOf(0xff, terminal)
  const levelPercent = cursor.u8()
  const workingMode = cursor.u8()
  const volts = cursor.u16() / 100
  return [
    { ...power, ...(levelPercent <= 100 ? { levelPercent } : {}), volts },
    telemetryOf({ workingMode, isGpsTracking: statusValues({ terminal, signal: 0 })['isGpsTracking'] ?? false }),
  ]
}

/** Numbered fields of 0x36, behind the five bytes of a heartbeat: battery volts and battery per cent are the ones that matter here. */
const batteryVoltsField = 0x18
const batteryPercentField = 0x6a

/** 0x36 is a heartbeat with numbered fields, or a position of the VL103 family (whose byte behind the date is a satellite byte). */
export const decodeStatusFields: Family = (cursor, frame, alarms) => {
  if (frame.isLong) return told()
  const satelliteByte = frame.content[6] ?? 0
  if (satelliteByte >= 0xc0 && frame.content.length >= 18) return decodePosition(cursor, frame, alarms)
  const terminal = cursor.u8()
  let power = powerOf(cursor.u8(), terminal)
  const signal = cursor.u8()
  cursor.skip(2)
  // Fields that do not come out even belong to a maker who counts them otherwise: the heartbeat before them stands.
  while (cursor.remaining >= 3 + (cursor.peek(2) ?? 0)) {
    const field = cursor.u16()
    const value = cursor.take(cursor.u8())
    if (field === batteryVoltsField && value.length === 2) power = { ...power, volts: (value[0]! * 256 + value[1]!) / 100 }
    if (field === batteryPercentField && value.length === 1 && value[0]! <= 100) power = { ...power, levelPercent: value[0]! }
  }
  return told([power, telemetryOf(statusValues({ terminal, signal }))])
}
