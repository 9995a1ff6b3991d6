import { ok, refused, type Result } from '@bilezik/domain'
import { type DecodeContext, type DecodeFailure, type Message, oneRecord } from '../codec.ts'
import { Cursor } from '../cursor.ts'
import type { AlarmTable } from './alarms.ts'
import { type Gt06Frame, parseFrame } from './frame.ts'
import { decodeNothing } from './families/login.ts'
import { type MessageType, messageTypeOf } from './known-messages.ts'
import { replyTo } from './replies.ts'

/** A known type without content is a bare acknowledgement, whatever the type. Only a login must say who speaks. */
function decodeContent(type: MessageType, frame: Gt06Frame, cursor: Cursor, alarms: AlarmTable) {
  return frame.content.length === 0 && type.name !== 'login' ? decodeNothing() : type.decode(cursor, frame, alarms)
}

export function decodeGt06(bytes: Uint8Array, context: DecodeContext, alarms: AlarmTable): Result<Message, DecodeFailure> {
  const parsed = parseFrame(bytes, context.isChecksumUntrusted)
  if (!parsed.ok) return parsed
  const frame = parsed.value
  const type = messageTypeOf(frame)
  if (!type) {
    return refused({ code: 'unknown-type', detail: `Message type 0x${frame.type.toString(16).padStart(2, '0')} is not known.` })
  }
  const cursor = new Cursor(frame.content)
  const decoded = decodeContent(type, frame, cursor, alarms)
  if (cursor.problem !== undefined) return refused({ code: 'malformed', detail: `${type.name}: ${cursor.problem}` })
  const reply = replyTo(type.reply, frame, context)
  return ok({
    type: type.name,
    ...(decoded.identifier === undefined ? {} : { identifier: decoded.identifier }),
    ...(decoded.answer === undefined ? {} : { answer: decoded.answer }),
    records: oneRecord(frame.payload, decoded.readings),
    ...(frame.isUnverified ? { isUnverified: true as const } : {}),
    ...(reply ? { reply } : {}),
  })
}
