import { ok, refused } from '@bilezik/domain'
import type { DecodeContext, Decoded, DecodeFailure } from '../codec.ts'
import { Cursor } from '../cursor.ts'
import { type Jt808Frame, parseFrame } from './frame.ts'
import { identifierOf } from './identifier.ts'
import { messageTypeOf } from './known-messages.ts'
import { decodeLockText } from './lock-text.ts'
import { replyTo } from './replies.ts'

const hexWord = (value: number) => `0x${value.toString(16).padStart(4, '0')}`

/** Whole and authentic, but nothing that we may answer with "stored". */
function unreadable(frame: Jt808Frame): DecodeFailure | undefined {
  if (frame.isEncrypted) return { code: 'malformed', detail: 'The body is encrypted.' }
  if (frame.isPart)
    return { code: 'unknown-type', detail: `A part of a longer message ${hexWord(frame.type)}: parts are not joined.` }
  return undefined
}

/** A frame as the framer gives it: without prefix and escapes; or the text of a lock. */
export function decodeJt808(bytes: Uint8Array, context: DecodeContext): Decoded {
  if (bytes[0] === 0x28) return decodeLockText(bytes, context)
  const parsed = parseFrame(bytes, context.isChecksumUntrusted)
  if (!parsed.ok) return parsed
  const frame = parsed.value
  const failure = unreadable(frame)
  if (failure) return refused(failure)
  const type = messageTypeOf(frame.type)
  if (!type) return refused({ code: 'unknown-type', detail: `Message type ${hexWord(frame.type)} is not known.` })
  // A terminal whose number was never set sends zeros: it is believed only where the connection knows it already.
  const identifier = identifierOf(frame.phone)
  const cursor = new Cursor(frame.body)
  const { records, answer } = type.read(cursor, frame)
  if (cursor.problem !== undefined) return refused({ code: 'malformed', detail: `${type.name}: ${cursor.problem}` })
  const reply = replyTo(type.reply, frame, context)
  return ok({
    type: type.name,
    ...(identifier === undefined ? {} : { identifier }),
    records,
    ...(reply ? { reply } : {}),
    ...(answer ? { answer } : {}),
    ...(frame.isUnverified ? { isUnverified: true as const } : {}),
  })
}
