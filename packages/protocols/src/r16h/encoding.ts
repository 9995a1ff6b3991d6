import { civilFromUtcMs, type Instant, invariant, type SeenCell } from '@bilezik/domain'
import { bytesOfText } from './ascii.ts'

/** What a bracelet says of one moment. The wire keeps 1/100000 degree, whole km/h, whole degrees and whole metres. */
export interface R16hReport {
  /** Fifteen digits. */
  readonly imei: string
  readonly fixAt: Instant
  readonly lat: number
  readonly lon: number
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
  readonly altitudeMetres: number
  readonly levelPercent: number
}

/** Alarm words that a bracelet sends. */
export const r16hWords = { none: '', sos: 'SOS', 'low-battery': 'LBT', 'strap-open': 'ULK' } as const
export type R16hAlarm = keyof typeof r16hWords

export interface R16hState {
  readonly alarm?: R16hAlarm
  readonly isStrapClosed?: boolean
  /** Kept by the device while it had no network. */
  readonly isStored?: boolean
}

const two = (value: number) => String(value).padStart(2, '0')

function headOf(type: string, imei: string, at: Instant, { isStored = false }: R16hState): string {
  invariant(/^\d{15}$/.test(imei), 'an IMEI has 15 digits')
  const c = civilFromUtcMs(at)
  const date = String(c.year).padStart(4, '0') + two(c.month) + two(c.day)
  return `@${type},${imei},${isStored ? 'S' : 'R'},${date},${two(c.hour)}${two(c.minute)}${two(c.second)}`
}

function tailOf(levelPercent: number, { isStrapClosed = true, alarm = 'none' }: R16hState): string {
  return `${levelPercent},${isStrapClosed ? 'L' : 'R'},${r16hWords[alarm]}$`
}

export function encodeR16hLogin(imei: string): Uint8Array {
  invariant(/^\d{15}$/.test(imei), 'an IMEI has 15 digits')
  return bytesOfText(`@LINK,${imei}$`)
}

export function encodeR16hPosition(r: R16hReport, state: R16hState = {}): Uint8Array {
  const lat = `${Math.abs(r.lat).toFixed(5).padStart(8, '0')},${r.lat < 0 ? 'S' : 'N'}`
  const lon = `${Math.abs(r.lon).toFixed(5).padStart(9, '0')},${r.lon < 0 ? 'W' : 'E'}`
  const motion = [r.speedMetresPerSecond * 3.6, r.courseDegrees, r.altitudeMetres].map(Math.round).join(',')
  return bytesOfText([headOf('GPSD', r.imei, r.fixAt, state), lat, lon, motion, tailOf(r.levelPercent, state)].join(','))
}

/** A report without satellites: one tower, by its four numbers and its signal in dBm. */
export function encodeR16hNetworks(
  r: Pick<R16hReport, 'imei' | 'fixAt' | 'levelPercent'>,
  cell: SeenCell,
  state: R16hState = {},
): Uint8Array {
  const tower = `${cell.mcc}-${cell.mnc}-${cell.areaCode.toString(16)}-${cell.cellId.toString(16)}:${cell.signal ?? -100}`
  return bytesOfText([headOf('LBSD', r.imei, r.fixAt, state), tower, '', '', tailOf(r.levelPercent, state)].join(','))
}
