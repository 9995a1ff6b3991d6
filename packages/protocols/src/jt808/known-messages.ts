import { type Family, readNothing } from './families/family.ts'
import { readLockPosition } from './families/lock-position.ts'
import { readBatch, readPositionAnswer, readReport, readShortBatch } from './families/positions.ts'
import { readAttributes, readEvent, readGeneralAnswer, readHeartbeat, readSettings } from './families/session.ts'
import { readAcceleration, readCard, readLongText, readSimNumber, readText, readWideText } from './families/texts.ts'
import { readTransparent } from './families/transparent.ts'
import type { ReplyKind } from './replies.ts'

export interface MessageType {
  readonly name: string
  readonly read: Family
  readonly reply: ReplyKind
}

const told = (name: string, read: Family): MessageType => ({ name, read, reply: 'general' })
const answer = (name: string, read: Family): MessageType => ({ name, read, reply: 'none' })
const quiet = (name: string, reply: ReplyKind = 'general'): MessageType => ({ name, read: readNothing, reply })

/** Every type that we know. What is not here is refused as unknown and kept raw. */
const types: ReadonlyMap<number, MessageType> = new Map([
  [0x0001, answer('answer', readGeneralAnswer)],
  [0x0002, told('heartbeat', readHeartbeat)],
  [0x0003, quiet('logout')],
  [0x0004, quiet('time-request', 'time')],
  [0x0100, quiet('register', 'register')],
  [0x0102, quiet('authenticate')],
  [0x0104, answer('settings', readSettings)],
  [0x0107, told('attributes', readAttributes)],
  [0x0108, told('upgrade', readEvent)],
  [0x0109, quiet('time-request', 'long-time')],
  [0x0120, told('sim', readSimNumber)],
  [0x0200, told('position', readReport)],
  [0x0201, answer('position-answer', readPositionAnswer)],
  [0x0210, told('batch', readShortBatch)],
  [0x0301, told('event', readEvent)],
  [0x0302, quiet('question-answer')],
  [0x0303, quiet('information-request')],
  [0x0500, answer('control-answer', readPositionAnswer)],
  [0x0506, quiet('heartbeat')],
  // Journey records, buses and pictures of vehicles: nothing of a person.
  [0x0700, quiet('journey')],
  [0x0701, told('text', readLongText)],
  [0x0702, told('card', readCard)],
  [0x0704, told('batch', readBatch)],
  [0x0705, quiet('bus-data')],
  [0x0800, quiet('media-event')],
  [0x0900, told('transparent', readTransparent)],
  [0x0901, quiet('compressed')],
  [0x0a00, quiet('public-key')],
  [0x1007, quiet('zone-request')],
  [0x1300, answer('text', readWideText)],
  [0x2070, told('acceleration', readAcceleration)],
  [0x5501, { name: 'position', read: readLockPosition, reply: 'lock' }],
  [0x5502, { name: 'position', read: readLockPosition, reply: 'lock' }],
  [0x6006, told('text', readText)],
  [0x8888, quiet('photo')],
])

export function messageTypeOf(type: number): MessageType | undefined {
  return types.get(type)
}
