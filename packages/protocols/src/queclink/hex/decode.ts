import { ok, refused } from '@bilezik/domain'
import type { DecodeContext, Decoded, Message } from '../../codec.ts'
import { countText, sackOf } from '../replies.ts'
import { compressedType, decodeCompressed } from './compressed.ts'
import { type HexFrame, parseHexFrame } from './frame.ts'
import { decodeReport } from './report.ts'
import { decodeCommandAnswer, decodeHeartbeat, decodeInformation, decodeLogin, decodeUnread } from './short.ts'

function decodePlaced(frame: HexFrame): Message | undefined {
  const isCompressed = frame.kind === '+RSP' && frame.content[0] === compressedType
  const report = isCompressed ? decodeCompressed(frame) : decodeReport(frame)
  if (!report) return undefined
  const { type, identifier, count, records } = report
  return {
    type,
    ...(identifier === undefined ? {} : { identifier }),
    records,
    ...(count === undefined ? {} : { reply: sackOf(countText(count)) }),
  }
}

const decoders: Readonly<Record<string, (frame: HexFrame) => Message | undefined>> = {
  '+ACK': decodeCommandAnswer,
  '+ATI': decodeUnread,
  '+ATO': decodeUnread,
  '+CAN': decodeUnread,
  '+CRD': decodeUnread,
  '+DAT': decodeUnread,
  '+EVT': decodePlaced,
  '+HBD': decodeHeartbeat,
  '+INF': decodeInformation,
  '+LGN': decodeLogin,
  '+RSP': decodePlaced,
}

/** One binary frame of the first generation ("HEX format" in the papers). */
export function decodeHex(bytes: Uint8Array, context: DecodeContext): Decoded {
  const parsed = parseHexFrame(bytes, context.isChecksumUntrusted)
  if (!parsed.ok) return parsed
  const frame = parsed.value
  const decode = decoders[frame.kind]
  if (!decode) return refused({ code: 'unknown-type', detail: `Frames of ${frame.kind} are not known.` })
  const message = decode(frame)
  if (!message) return refused({ code: 'malformed', detail: `${frame.kind}: the content fits no layout of the papers.` })
  return ok(frame.isUnverified ? { ...message, isUnverified: true } : message)
}
