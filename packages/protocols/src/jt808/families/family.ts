import type { Reading } from '@bilezik/domain'
import type { CommandAnswer, DeviceRecord } from '../../codec.ts'
import type { Cursor } from '../../cursor.ts'
import type { Jt808Frame } from '../frame.ts'

export interface Told {
  readonly records: readonly DeviceRecord[]
  readonly answer?: CommandAnswer
}

/** Reads one body. What cannot be believed goes to `cursor.reject`; nothing throws. */
export type Family = (cursor: Cursor, frame: Jt808Frame) => Told

export const nothingTold: Told = { records: [] }

/** Messages that say nothing to store. */
export const readNothing: Family = () => nothingTold

/**
 * One record of a message that is no position: its type stands before its bytes, so that equal bodies of different types differ.
 * `bytes`: the body without what changes when it is sent again.
 */
export function typedRecord(type: number, bytes: Uint8Array, readings: readonly Reading[]): readonly DeviceRecord[] {
  if (readings.length === 0) return []
  return [{ payload: new Uint8Array([type >>> 8, type & 0xff, ...bytes]), readings }]
}
