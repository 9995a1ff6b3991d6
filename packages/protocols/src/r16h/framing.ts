import type { Framer, FramerOutput, Recognition } from '../codec.ts'
import { createCutter, type Cut, type FinalCut } from '../frame-cutter.ts'
import { textOf } from './ascii.ts'

/** A position has about 90 characters; towers and access points may make some hundreds. */
export const maxFrameBytes = 2048

const start = /^@[A-Z]{4},/
const partialStart = /^@[A-Z]{0,4}$/
const startBytes = 6
const endMark = '$'

function startAt(text: string, at: number): Recognition {
  if (text.charAt(at) !== '@') return 'no'
  const front = text.slice(at, at + startBytes)
  if (start.test(front)) return 'yes'
  return partialStart.test(front) ? 'more' : 'no'
}

/** Where the next frame may begin: a start, or a last stretch that may become one. */
function nextStart(text: string, from: number): number {
  for (let at = from; at < text.length; at++) if (startAt(text, at) !== 'no') return at
  return text.length
}

function step(bytes: Uint8Array): Cut {
  // No decision needs more than one frame and the front of the next.
  const text = textOf(bytes.subarray(0, maxFrameBytes + startBytes))
  const blanks = /^[\r\n\0]+/.exec(text)
  if (blanks) return { kind: 'garbage', byteCount: blanks[0].length, reason: 'framing' }
  const begun = startAt(text, 0)
  if (begun === 'more') return 'wait'
  if (begun === 'no') return { kind: 'garbage', byteCount: nextStart(text, 1), reason: 'framing' }
  const end = text.indexOf(endMark) + 1
  const isWithin = end > 0 && end <= maxFrameBytes
  const until = isWithin ? end : Math.min(text.length, maxFrameBytes)
  // A second start before the end: the first message was cut short.
  for (let at = 1; at < until; at++) if (startAt(text, at) === 'yes') return { kind: 'garbage', byteCount: at, reason: 'framing' }
  if (isWithin) return { kind: 'frame', byteCount: end }
  return bytes.length < maxFrameBytes ? 'wait' : { kind: 'garbage', byteCount: nextStart(text, 1), reason: 'too-long' }
}

/** At the stream's end a message without its mark is shown to the decoder, which knows what is missing. */
function cutAtEnd(rest: Uint8Array): FinalCut {
  const isBegun = startAt(textOf(rest.subarray(0, startBytes)), 0) === 'yes'
  return { kind: isBegun ? 'frame' : 'garbage', byteCount: rest.length }
}

const isBlank = (byte: number | undefined) => byte === 0x0d || byte === 0x0a || byte === 0

/** Line ends belong to no frame, and between two frames they are no garbage. */
function trimmed(output: FramerOutput): readonly FramerOutput[] {
  let [from, until] = [0, output.bytes.length]
  while (from < until && isBlank(output.bytes[from])) from++
  while (until > from && isBlank(output.bytes[until - 1])) until--
  return from === until ? [] : [{ ...output, bytes: output.bytes.slice(from, until) }]
}

export function createR16hFramer(): Framer {
  const cutter = createCutter({ maxFrameBytes, cut: step, cutAtEnd })
  return {
    push: (chunk) => cutter.push(chunk).flatMap(trimmed),
    flush: () => cutter.flush().flatMap(trimmed),
  }
}

/** The types of messages that a device sends first; an unknown one begins some other protocol. */
const firstTypes = ['LINK', 'GPSD', 'LBSD', 'RPLY', 'CKPA'] as const

export function recogniseR16h(first: Uint8Array): Recognition {
  const text = textOf(first.subarray(0, startBytes))
  if (firstTypes.some((type) => text === `@${type},`)) return 'yes'
  return firstTypes.some((type) => `@${type},`.startsWith(text)) ? 'more' : 'no'
}
