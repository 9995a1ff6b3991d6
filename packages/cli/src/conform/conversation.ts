import type { Instant, ProtocolName } from '@bilezik/domain'
import type { ConformEvent } from './recording/events.ts'
import type { Transport } from './stations/station.ts'
import type { Timetable } from './timetable.ts'

/** What a device may lack, unless it is expected of it. */
export const capabilities = ['wear', 'battery', 'commands'] as const
export type Capability = (typeof capabilities)[number]

/** What is examined. */
export interface Subject {
  readonly protocol: ProtocolName
  readonly transport: Transport
  /** The only name that it may bear; any, where absent. */
  readonly identifier?: string
  readonly expected: ReadonlySet<Capability>
  /** The protocol knows a command to locate, and this transport carries it. */
  readonly hasLocate: boolean
  /** An answer to a command names it. */
  readonly hasTokens: boolean
}

/** All that a verdict may depend on. */
export interface Conversation {
  readonly subject: Subject
  readonly timetable: Timetable
  readonly events: readonly ConformEvent[]
  readonly endedAt: Instant
}

/** Protocols with words of their own for a strap. With the others a model's table may give a wired input that meaning. */
const saysOpened: ReadonlySet<string> = new Set(['bilezik', 'gt06', 'jt808', 'megastek', 'osmand', 'queclink', 'r16h', 'watch'])
const saysClosed: ReadonlySet<string> = new Set(['bilezik', 'megastek', 'osmand', 'r16h'])

export function hasWordFor(protocol: ProtocolName, move: 'opened' | 'closed'): boolean {
  return (move === 'opened' ? saysOpened : saysClosed).has(protocol)
}
