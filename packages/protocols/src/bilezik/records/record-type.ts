import type { Instant, Reading, TelemetryReading } from '@bilezik/domain'
import type { Cursor } from '../../cursor.ts'

/** For spreading into a reading: no `fixAt` where the device had no time. */
export interface Timed {
  readonly fixAt?: Instant
}

/**
 * Reads the body of one type of record. Later versions add fields at the end of a body: what follows the last field known is left.
 * Undefined: a code in it is not known. A body that ends inside a field makes the cursor report it.
 */
export type ReadBody = (cursor: Cursor, timed: Timed) => readonly Reading[] | undefined

/** Type numbers on the wire; never given another meaning. */
export const recordTypes = {
  position: 0x01,
  wear: 0x02,
  power: 0x03,
  sos: 0x04,
  motion: 0x05,
  temperature: 0x06,
  interference: 0x07,
  proximity: 0x08,
  cells: 0x09,
  wifi: 0x0a,
  values: 0x0b,
  heartbeat: 0x0c,
} as const

export function telemetry(timed: Timed, values: TelemetryReading['values']): TelemetryReading {
  return { kind: 'telemetry', ...timed, values }
}

/** dBm are negative: the byte holds them without the sign, and 0 where they are not known. */
export function signalOf(byte: number): { readonly signal?: number } {
  return byte === 0 ? {} : { signal: -byte }
}

export function byteOfSignal(signal: number | undefined): number {
  return signal === undefined ? 0 : Math.max(1, Math.min(255, Math.round(-signal)))
}
