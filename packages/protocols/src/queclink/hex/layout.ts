import type { Cursor } from '../../cursor.ts'
import { imeiOf } from './unique-id.ts'

/** Bits of the report mask that `+RSP` and `+EVT` carry: what is not set is not there. */
export const bits = {
  speed: 0,
  azimuth: 1,
  altitude: 2,
  cell: 3,
  sendTime: 4,
  count: 5,
  deviceName: 6,
  length: 7,
  deviceType: 8,
  protocolVersion: 9,
  firmware: 10,
  battery: 11,
  externalSupply: 12,
  analogInput: 14,
  digitalPorts: 17,
  motion: 18,
  satellites: 19,
  mileage: 20,
  totalMileage: 21,
  hourMeter: 22,
  totalHourMeter: 23,
  rfid: 24,
  extensionPorts: 26,
} as const

export type MaskBit = keyof typeof bits

export function has(mask: number, bit: MaskBit): boolean {
  return ((mask >>> bits[bit]) & 1) === 1
}

/** What models lay out differently under the same mask. Which one holds is told by the frame closing exactly. */
export interface Variant {
  /** Models whose text version has ten characters write three bytes. */
  readonly deviceTypeBytes: 1 | 3
  /** LTE cells take four bytes. */
  readonly cellIdBytes: 2 | 4
  /** Ignition events of some models tell both mileages whatever the mask says. */
  readonly isMileageForced: boolean
}

export const variants: readonly Variant[] = [false, true].flatMap((isMileageForced) =>
  ([1, 3] as const).flatMap((deviceTypeBytes) =>
    ([2, 4] as const).map((cellIdBytes) => ({ deviceTypeBytes, cellIdBytes, isMileageForced })),
  ),
)

export interface ReportHead {
  readonly identifier: string | undefined
  readonly firmware: string | undefined
  readonly levelPercent: number | undefined
  readonly externalVolts: number | undefined
  readonly digitalInputs: number | undefined
  readonly state: number | undefined
  readonly satellites: number | undefined
}

/** Message type, mask and length stand before this; it ends before what only this message type has. */
export function readHead(cursor: Cursor, mask: number, variant: Variant): ReportHead {
  const when = <T>(bit: MaskBit, read: () => T): T | undefined => (has(mask, bit) ? read() : undefined)
  when('length', () => cursor.skip(2))
  when('deviceType', () => cursor.skip(variant.deviceTypeBytes))
  when('protocolVersion', () => cursor.skip(2))
  const firmware = when('firmware', () => cursor.u16().toString(16).toUpperCase().padStart(4, '0'))
  const uniqueId = cursor.take(8)
  const identifier = has(mask, 'deviceName') ? undefined : imeiOf(uniqueId)
  if (!has(mask, 'deviceName') && identifier === undefined) cursor.reject('The unique identifier is no IMEI.')
  const levelPercent = when('battery', () => cursor.u8())
  const externalVolts = when('externalSupply', () => cursor.u16() / 1_000)
  when('analogInput', () => cursor.skip(2))
  when('extensionPorts', () => cursor.skip(1))
  const digitalInputs = when('digitalPorts', () => cursor.u8())
  when('extensionPorts', () => cursor.skip(1))
  when('digitalPorts', () => cursor.skip(1))
  const state = when('motion', () => cursor.u8())
  // The upper half of the byte is the state of an outside antenna.
  const satellites = when('satellites', () => cursor.u8() & 0x0f)
  return { identifier, firmware, levelPercent, externalVolts, digitalInputs, state, satellites }
}

function sum(mask: number, parts: readonly (readonly [MaskBit, number])[]): number {
  return parts.reduce((total, [bit, bytes]) => total + (has(mask, bit) ? bytes : 0), 0)
}

const cellBytes = ({ cellIdBytes }: Variant) => 7 + cellIdBytes

/** Accuracy, coordinates and time are always there. */
export function blockBytes(mask: number, variant: Variant): number {
  return (
    16 +
    sum(mask, [
      ['speed', 3],
      ['azimuth', 2],
      ['altitude', 2],
      ['cell', cellBytes(variant)],
    ])
  )
}

/** Mileages, hour meters, send time and count number: from behind the last block to the checksum. */
export function tailBytes(mask: number, variant: Variant): number {
  const mileages = variant.isMileageForced
    ? 8
    : sum(mask, [
        ['mileage', 3],
        ['totalMileage', 5],
      ])
  return (
    mileages +
    sum(mask, [
      ['hourMeter', 3],
      ['totalHourMeter', 6],
      ['rfid', 4],
      ['sendTime', 7],
      ['count', 2],
    ])
  )
}
