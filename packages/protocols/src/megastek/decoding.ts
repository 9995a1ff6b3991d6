import { ok, refused } from '@bilezik/domain'
import { type DecodeContext, type Decoded, oneRecord } from '../codec.ts'
import { textOf } from './ascii.ts'
import { decodeAnswer, decodeAssistanceRequest } from './families/answer.ts'
import { decodeMgv } from './families/mgv.ts'
import { decodeStx } from './families/stx.ts'
import { type Family, refuse } from './family.ts'
import { maxFrameBytes } from './framing.ts'

function decodeFrame(frame: string, { receivedAt, isChecksumUntrusted = false }: DecodeContext): Family {
  if (/^(?:\d{4})?\$MGV/.test(frame)) return decodeMgv(frame, isChecksumUntrusted)
  if (/^(?:LOG)?STX/.test(frame)) return decodeStx(frame, isChecksumUntrusted)
  if (frame.startsWith('$CMV')) return decodeAnswer(frame, receivedAt)
  if (frame.startsWith('cmd=aid;')) return decodeAssistanceRequest()
  return refuse('unknown-type', 'The message begins as none of this maker does.')
}

export function decodeMegastek(bytes: Uint8Array, context: DecodeContext): Decoded {
  if (bytes.length > maxFrameBytes) {
    return refused({ code: 'too-long', detail: `The message is longer than ${maxFrameBytes} bytes.` })
  }
  const content = decodeFrame(textOf(bytes).replace(/[\r\n]+$/, ''), context)
  if (!content.ok) return content
  const { type, identifier, readings, payload, answer, isUnverified, reply } = content.value
  return ok({
    type,
    ...(identifier === undefined ? {} : { identifier }),
    records: oneRecord(payload, readings),
    ...(reply ? { reply } : {}),
    ...(answer ? { answer } : {}),
    ...(isUnverified ? { isUnverified: true as const } : {}),
  })
}
