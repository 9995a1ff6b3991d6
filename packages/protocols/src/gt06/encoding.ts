import { type Instant, invariant } from '@bilezik/domain'
import { buildFrame } from './frame.ts'
import { isNorthBit, isPositionedBit, isWestBit, unitsPerDegree } from './gps-block.ts'
import { dateBytesOf } from './replies.ts'

/** What a device of this family says of one fix. The wire keeps 1/1800000 degree, whole km/h and whole degrees of course. */
export interface Gt06Position {
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
  readonly isValid: boolean
  /** 0-15. */
  readonly satellites: number
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
}

export interface Gt06Cell {
  readonly mcc: number
  readonly mnc: number
  readonly areaCode: number
  readonly cellId: number
}

export interface Gt06Status {
  /** 0 (shut down) to 6 (full). */
  readonly batteryStep: number
  /** 0 (none) to 4 (strong). */
  readonly gsmSignal: number
  readonly isCharging: boolean
  readonly isGpsTracking: boolean
}

/** Alarm bytes a bracelet sends, by the default table. */
export const alarmBytes = {
  none: 0x00,
  sos: 0x01,
  removed: 0x13,
  'case-open': 0x18,
  'low-battery': 0x19,
  'strap-open': 0x32,
  'strap-cut': 0x5e,
} as const
export type Gt06Alarm = keyof typeof alarmBytes

const english = 0x02

/** Frame of a login: 0x01. `imei`: fifteen digits (or sixteen, written as they are). */
export function encodeGt06Login(imei: string, serial: number): Uint8Array {
  invariant(/^\d{15,16}$/.test(imei), 'a terminal number has 15 or 16 digits')
  const digits = imei.padStart(16, '0')
  return buildFrame(
    0x01,
    Uint8Array.from({ length: 8 }, (_, at) => Number.parseInt(digits.slice(at * 2, at * 2 + 2), 16)),
    serial,
  )
}

function u16(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff]
}

function u32(value: number): number[] {
  return [...u16(value >>> 16), ...u16(value)]
}

function gpsBlock(p: Gt06Position): number[] {
  const latUnits = Math.round(Math.abs(p.lat) * unitsPerDegree)
  const lonUnits = Math.round(Math.abs(p.lon) * unitsPerDegree)
  const kilometresPerHour = Math.min(255, Math.round(p.speedMetresPerSecond * 3.6))
  const hemispheres = (p.lat >= 0 ? isNorthBit : 0) | (p.lon < 0 ? isWestBit : 0)
  const course = ((Math.round(p.courseDegrees) % 360) + 360) % 360
  const courseWord = hemispheres | (p.isValid ? isPositionedBit : 0) | course
  const blockBytes = 12
  return [
    ...dateBytesOf(p.fixAt),
    (blockBytes << 4) | Math.min(15, p.satellites),
    ...u32(latUnits),
    ...u32(lonUnits),
    kilometresPerHour,
    ...u16(courseWord),
  ]
}

function cellBlock(cell: Gt06Cell | undefined): number[] {
  const c = cell ?? { mcc: 0, mnc: 0, areaCode: 0, cellId: 0 }
  return [...u16(c.mcc), c.mnc & 0xff, ...u16(c.areaCode), (c.cellId >>> 16) & 0xff, ...u16(c.cellId)]
}

function terminalByte(status: Gt06Status): number {
  return (status.isGpsTracking ? 1 << 6 : 0) | (status.isCharging ? 1 << 2 : 0)
}

/** Frame of a position: 0x22. `isLate`: the device kept it while it had no network. */
export function encodeGt06Position(
  p: Gt06Position,
  serial: number,
  options: { cell?: Gt06Cell; isLate?: boolean } = {},
): Uint8Array {
  const uploadByInterval = 0
  const content = [...gpsBlock(p), ...cellBlock(options.cell), 0, uploadByInterval, options.isLate ? 1 : 0]
  return buildFrame(0x22, new Uint8Array(content), serial)
}

/** Frame of a heartbeat: 0x13. */
export function encodeGt06Heartbeat(status: Gt06Status, serial: number): Uint8Array {
  return buildFrame(0x13, new Uint8Array([terminalByte(status), status.batteryStep, status.gsmSignal, 0, english]), serial)
}

/** Frame of an alarm: 0x26. */
export function encodeGt06Alarm(
  alarm: Gt06Alarm,
  p: Gt06Position,
  status: Gt06Status,
  serial: number,
  options: { cell?: Gt06Cell } = {},
): Uint8Array {
  const cell = cellBlock(options.cell)
  const content = [
    ...gpsBlock(p),
    cell.length + 1,
    ...cell,
    terminalByte(status),
    status.batteryStep,
    status.gsmSignal,
    alarmBytes[alarm],
    english,
  ]
  return buildFrame(0x26, new Uint8Array(content), serial)
}

/** Frame of a time check: 0x8A. */
export function encodeGt06TimeRequest(serial: number): Uint8Array {
  return buildFrame(0x8a, new Uint8Array(0), serial)
}
