import type { Instant, Reading } from '@bilezik/domain'
import type { CommandAnswer, DeviceRecord } from '../codec.ts'
import { Cursor, hexOf, printableOf } from '../cursor.ts'
import type { MessageLayout } from './codec-ids.ts'
import { instantOf, timed } from './fix.ts'
import { fixesOfAnswer } from './gps-answer.ts'

/** Types of the papers; a photograph's or file's pieces have one of their own. */
export const messageTypes = { command: 0x05, answer: 0x06, serialData: 0x0b, file: 0x0d, refusal: 0x11 } as const

export interface ReadMessages {
  readonly type: 'command-answer' | 'command-refusal' | 'file' | 'serial-data'
  readonly identifier?: string
  readonly records: readonly DeviceRecord[]
  readonly answer?: CommandAnswer
  readonly problem: string | undefined
}

const maxTextCharacters = 500
/** How the firmware begins to say that it will not: the papers of setparam, getparam, readio and getgps. */
const refusal = /^(?:unknown|error|wrong|invalid|incorrect|not |warning|fail|no such)/i

/** A text as it is, without its line ends; anything else as hexadecimal. */
export function textOf(bytes: Uint8Array): string {
  const isText = bytes.every((byte) => (byte >= 0x20 && byte < 0x7f) || byte === 0x0a || byte === 0x0d || byte === 0x09)
  const text = isText ? printableOf(bytes.map((byte) => (byte < 0x20 ? 0x20 : byte))).trim() : hexOf(bytes)
  return text.slice(0, maxTextCharacters)
}

/** Sixteen digits of which the first fills up. */
function identifierOf(bytes: Uint8Array): string | undefined {
  const digits = hexOf(bytes)
  return /^0\d{15}$/.test(digits) ? digits.slice(1) : undefined
}

interface One {
  readonly type: number
  readonly identifier: string | undefined
  readonly fixAt: Instant | undefined
  readonly text: Uint8Array
  /** The body without the identifier: what this message is, again or in other company. */
  readonly payload: Uint8Array
}

function readOne(cursor: Cursor, layout: MessageLayout): One {
  const type = cursor.u8()
  const body = cursor.take(cursor.u32())
  const content = new Cursor(body)
  // A file's pieces carry neither time nor identifier.
  const isPlain = type === messageTypes.file
  const time = layout.hasTime && !isPlain ? content.take(4) : new Uint8Array(0)
  const identifier = layout.hasImei && !isPlain ? identifierOf(content.take(8)) : undefined
  if (layout.hasImei && !isPlain && identifier === undefined) cursor.reject('The IMEI is not one.')
  const text = content.rest()
  if (content.problem) cursor.reject(content.problem)
  const seconds = time.reduce((sum, byte) => sum * 0x100 + byte, 0)
  return { type, identifier, fixAt: instantOf(seconds * 1_000), text, payload: Uint8Array.from([...time, ...text]) }
}

function readingsOf({ type, fixAt, text }: One): readonly Reading[] {
  if (type === messageTypes.file || text.length === 0) return []
  const told = textOf(text)
  const fixes = type === messageTypes.answer ? fixesOfAnswer(told) : []
  return [...fixes, { kind: 'telemetry', ...timed(fixAt), values: { text: told } }]
}

function answerOf(messages: readonly One[]): CommandAnswer | undefined {
  const answer = messages.find(({ type }) => type === messageTypes.answer || type === messageTypes.refusal)
  if (!answer) return undefined
  const text = textOf(answer.text)
  return { text, isDone: answer.type === messageTypes.answer && !refusal.test(text) }
}

function typeOf(first: number | undefined): ReadMessages['type'] {
  if (first === messageTypes.answer) return 'command-answer'
  if (first === messageTypes.refusal) return 'command-refusal'
  return first === messageTypes.file ? 'file' : 'serial-data'
}

/** Answers to commands, and what a serial port or a camera behind the device says. */
export function readMessages(data: Uint8Array, layout: MessageLayout): ReadMessages {
  const cursor = new Cursor(data.subarray(1))
  const count = cursor.u8()
  const messages: One[] = []
  for (let left = count; left > 0 && !cursor.problem; left--) messages.push(readOne(cursor, layout))
  if (cursor.u8() !== count) cursor.reject('The two numbers of messages differ.')
  if (cursor.remaining > 0) cursor.reject('There are bytes behind the last message.')
  const answer = answerOf(messages)
  const identifier = messages[0]?.identifier
  return {
    type: typeOf(messages[0]?.type),
    ...(identifier === undefined ? {} : { identifier }),
    records: messages
      .map((message) => ({ payload: message.payload, readings: readingsOf(message) }))
      .filter(({ readings }) => readings.length > 0),
    ...(answer ? { answer } : {}),
    problem: cursor.problem,
  }
}
