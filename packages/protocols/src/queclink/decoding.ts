import { ok, refused } from '@bilezik/domain'
import type { DecodeContext, Decoded, Message } from '../codec.ts'
import { createQueclinkFramer } from './framing.ts'
import { decodeHex } from './hex/decode.ts'
import { hexHeaderOf } from './hex/frame.ts'
import { decodePro } from './pro/decode.ts'
import { bufferedByte, heartbeatByte, liveByte, reportByte } from './pro/frame.ts'
import { decodeText } from './text/decode.ts'

/** One message of any of the three forms; the first bytes tell which. */
export function decodeQueclink(bytes: Uint8Array, context: DecodeContext): Decoded {
  if (hexHeaderOf(bytes) !== undefined) return decodeHex(bytes, context)
  const isPro = (bytes[0] === liveByte || bytes[0] === bufferedByte) && (bytes[1] === reportByte || bytes[1] === heartbeatByte)
  return isPro ? decodePro(bytes, context) : decodeText(bytes)
}

function joined(pieces: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(pieces.flatMap((piece) => [...piece]))
}

/** Several messages of one device as one: all are stored together, and each is acknowledged. */
function together(messages: readonly Message[]): Decoded {
  const [first] = messages
  if (messages.some((message) => message.identifier !== first?.identifier))
    return refused({ code: 'malformed', detail: 'The datagram speaks for several devices.' })
  const replies = messages.flatMap((message) => (message.reply ? [message.reply] : []))
  const answer = messages.find((message) => message.answer)?.answer
  return ok({
    ...first!,
    type: [...new Set(messages.map((message) => message.type))].join(' '),
    records: messages.flatMap((message) => message.records),
    ...(replies.length === 0 ? {} : { reply: joined(replies) }),
    ...(answer ? { answer } : {}),
    ...(messages.some((message) => message.isUnverified) ? { isUnverified: true as const } : {}),
  })
}

/** A device may pack what it kept into one datagram. It is taken whole or not at all, and must say who speaks. */
export function decodeQueclinkDatagram(datagram: Uint8Array, context: DecodeContext): Decoded {
  const framer = createQueclinkFramer()
  const pieces = [...framer.push(datagram), ...framer.flush()]
  const frames = pieces.flatMap((piece) => (piece.kind === 'frame' ? [piece.bytes] : []))
  const isWhole = frames.length === pieces.length
  const messages: Message[] = []
  for (const frame of isWhole && frames.length > 1 ? frames : [datagram]) {
    const decoded = decodeQueclink(frame, context)
    if (!decoded.ok) return decoded
    if (decoded.value.identifier === undefined) return refused({ code: 'no-identity', detail: 'The datagram names no device.' })
    messages.push(decoded.value)
  }
  return messages.length === 1 ? ok(messages[0]!) : together(messages)
}
