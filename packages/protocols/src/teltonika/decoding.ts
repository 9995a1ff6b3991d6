import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeContext, Decoded, DecodeFailure, Message } from '../codec.ts'
import { messageLayoutOf, personalCodecId, recordLayoutOf } from './codec-ids.ts'
import { imeiOf, parseFrame, pingByte } from './frame.ts'
import { readMessages } from './messages.ts'
import { readPersonalRecords, readRecords } from './records.ts'
import { loginReply, recordsReply } from './replies.ts'

/** A data field understood, before the transport adds its reply. */
export interface Content {
  readonly message: Message
  /** Records to acknowledge; undefined where the device waits for nothing. */
  readonly count?: number
}

/** The same over TCP and UDP: from the codec's number to the second number of records. */
export function decodeData(data: Uint8Array): Result<Content, DecodeFailure> {
  const codec = data[0] ?? 0
  const layout = recordLayoutOf(codec)
  if (layout || codec === personalCodecId) {
    const { records, problem } = layout ? readRecords(data, layout) : readPersonalRecords(data)
    if (problem !== undefined) return refused({ code: 'malformed', detail: `${layout?.name ?? 'codec 7'}: ${problem}` })
    return ok({ message: { type: 'records', records }, count: records.length })
  }
  const messageLayout = messageLayoutOf(codec)
  if (!messageLayout)
    return refused({ code: 'unknown-type', detail: `Codec 0x${codec.toString(16).padStart(2, '0')} is not known.` })
  const { problem, ...message } = readMessages(data, messageLayout)
  return problem === undefined ? ok({ message }) : refused({ code: 'malformed', detail: `${message.type}: ${problem}` })
}

function decodeLogin(bytes: Uint8Array): Decoded {
  const identifier = imeiOf(bytes)
  if (identifier === undefined)
    return refused({ code: 'framing', detail: 'The login does not hold as many digits as it states.' })
  return ok({ type: 'login', identifier, records: [], reply: loginReply })
}

export function decodeTeltonika(bytes: Uint8Array, context: DecodeContext): Decoded {
  if (bytes.length === 1 && bytes[0] === pingByte) return ok({ type: 'ping', records: [] })
  if (bytes[0] === 0 && bytes[1] !== 0 && bytes[1] !== undefined) return decodeLogin(bytes)
  const parsed = parseFrame(bytes, context.isChecksumUntrusted)
  if (!parsed.ok) return parsed
  const content = decodeData(parsed.value.data)
  if (!content.ok) return content
  const { message, count } = content.value
  return ok({
    ...message,
    ...(count === undefined ? {} : { reply: recordsReply(count) }),
    ...(parsed.value.isUnverified ? { isUnverified: true as const } : {}),
  })
}
