import { ok, refused } from '@bilezik/domain'
import type { CommandAnswer, DecodeContext, Decoded, DeviceRecord, Message } from '../codec.ts'
import { Cursor, printableOf } from '../cursor.ts'
import { type AnswerResult, answerResults } from './commands.ts'
import { type BilezikFrame, kinds, parseFrame } from './frame.ts'
import { readRecord, recordHeaderBytes } from './records/read-record.ts'
import { encodeBilezikAck } from './replies.ts'

const malformed = (detail: string): Decoded => refused({ code: 'malformed', detail })

/** A frame of one device may say that it is heard, and nothing more. */
function decodeReport(frame: BilezikFrame, common: Omit<Message, 'type' | 'records'>): Decoded {
  const { body } = frame
  const records: DeviceRecord[] = []
  for (let at = 0; at < body.length;) {
    const end = at + recordHeaderBytes + (body[at + 1] ?? 0)
    if (end > body.length) return malformed('The last record reaches beyond its frame.')
    records.push(readRecord(body.subarray(at, end)))
    at = end
  }
  return ok({ ...common, type: records.length === 0 ? 'heartbeat' : 'report', records })
}

/** What a result says where the device adds no text of its own. */
function answerOf(frame: BilezikFrame): CommandAnswer | undefined {
  const cursor = new Cursor(frame.body)
  const token = cursor.u32()
  const code = cursor.u8()
  const text = cursor.remaining > 0 ? printableOf(cursor.take(cursor.u8())) : ''
  if (cursor.problem !== undefined || token === 0) return undefined
  const result: AnswerResult | undefined = answerResults[code]
  return { token, isDone: result === 'done', text: text || (result ?? `result ${code}`) }
}

export function decodeBilezik(bytes: Uint8Array, context: DecodeContext): Decoded {
  const parsed = parseFrame(bytes, context.isChecksumUntrusted)
  if (!parsed.ok) return parsed
  const frame = parsed.value
  const common = {
    identifier: frame.identifier,
    order: { boot: frame.boot, number: frame.number },
    reply: encodeBilezikAck(frame, { result: 'stored', at: context.receivedAt }),
    ...(frame.isUnverified ? { isUnverified: true as const } : {}),
  }
  if (frame.kind === kinds.report) return decodeReport(frame, common)
  if (frame.kind === kinds.answer) {
    const answer = answerOf(frame)
    return answer ? ok({ ...common, type: 'answer', records: [], answer }) : malformed('The answer names no command.')
  }
  return refused({
    code: 'unknown-type',
    detail: `Kind 0x${frame.kind.toString(16).padStart(2, '0')} is none that a device sends.`,
  })
}
