import type { Reading } from '@bilezik/domain'
import type { CommandAnswer } from '../../codec.ts'
import type { Cursor } from '../../cursor.ts'
import type { AlarmTable } from '../alarms.ts'
import type { Gt06Frame } from '../frame.ts'

export interface Decoded {
  readonly readings: readonly Reading[]
  /** The device's own number, where this very message states it. */
  readonly identifier?: string
  /** What the device says to a command of ours. */
  readonly answer?: CommandAnswer
}

/** Reads one content. What cannot be believed goes to `cursor.reject`; nothing throws. */
export type Family = (cursor: Cursor, frame: Gt06Frame, alarms: AlarmTable) => Decoded

export function told(...groups: readonly (readonly Reading[])[]): Decoded {
  return { readings: groups.length === 1 ? groups[0]! : groups.flat() }
}
