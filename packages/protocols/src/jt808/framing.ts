import type { Framer, FramerOutput, Recognition } from '../codec.ts'
import { createCutter, type Cut, type FinalCut } from '../frame-cutter.ts'
import { type Alphabet, alphabetOf, symbolAt, unescaped } from './alphabet.ts'
import { attributeEnd, layoutOf } from './frame.ts'

/** A header of 21 bytes, a body of 1023 and the check code, every byte escaped, delimiters and prefix. */
export const maxFrameBytes = 2 * (21 + 1023 + 1) + 4
const maxTextBytes = 1024
const [openingBracket, closingBracket, dollar] = [0x28, 0x29, 0x24]

/** Some locks put `$$` before their frames. */
const prefixBytes = 2

type Walk = { readonly kind: 'sound' | 'wrong-sum'; readonly end: number } | { readonly kind: 'wrong-end' | 'wait' }

/** Follows a frame from its first delimiter by the length that it states. A delimiter inside is a byte that was not escaped. */
function walk(bytes: Uint8Array, start: number, alphabet: Alphabet): Walk {
  const header: number[] = []
  let contentBytes = Infinity
  let xor = 0
  let at = start + 1
  for (let count = 0; count < contentBytes; count++) {
    const isHalf = alphabet.pairs[bytes[at] ?? -1] !== undefined && at + 1 === bytes.length
    if (at >= bytes.length || isHalf) return { kind: 'wait' }
    const { byte, width } = symbolAt(bytes, at, alphabet)
    xor ^= byte
    at += width
    if (header.length < attributeEnd) header.push(byte)
    if (count + 1 === attributeEnd) {
      const [typeHigh, typeLow, attributesHigh, attributesLow] = header
      contentBytes = layoutOf(typeHigh! * 256 + typeLow!, attributesHigh! * 256 + attributesLow!, alphabet).contentBytes
    }
  }
  if (at >= bytes.length) return { kind: 'wait' }
  if (bytes[at] !== alphabet.delimiter) return { kind: 'wrong-end' }
  return { kind: xor === 0 ? 'sound' : 'wrong-sum', end: at + 1 }
}

function isStart(byte: number | undefined): boolean {
  return byte === openingBracket || byte === dollar || alphabetOf(byte) !== undefined
}

function garbageToNextStart(bytes: Uint8Array): FinalCut {
  let at = 1
  while (at < bytes.length && !isStart(bytes[at])) at++
  return { kind: 'garbage', byteCount: at, reason: 'framing' }
}

/**
 * `view` begins with the delimiter at `start`. `isLast`: nothing will follow that could decide what is open.
 * A frame ends where its length says, if a delimiter and the check code agree. Where they do not, it ends at the next delimiter,
 * unless a sound frame begins with that very one: then what lies before is noise. Every outcome holds whatever follows.
 */
function stepBinary(view: Uint8Array, start: number, alphabet: Alphabet, isLast: boolean): Cut {
  const closingAt = view.indexOf(alphabet.delimiter, start + 1)
  if (closingAt === start + 1) return { kind: 'garbage', byteCount: closingAt, reason: 'framing' }
  const own = walk(view, start, alphabet)
  // No delimiter before the stated end. With a wrong sum it is a frame all the same: a model may be known for those.
  if ('end' in own && own.end === closingAt + 1) return { kind: 'frame', byteCount: own.end }
  if (closingAt < 0) return isLast ? garbageToNextStart(view) : 'wait'
  const nextAt = view[closingAt + 1] === alphabet.delimiter ? closingAt + 1 : closingAt
  const within = own.kind === 'sound' ? view.subarray(0, own.end) : view
  const next = walk(within, nextAt, alphabet)
  if (next.kind === 'sound') return upTo(nextAt, closingAt)
  if (own.kind === 'sound') return { kind: 'frame', byteCount: own.end }
  if (!isLast && (own.kind === 'wait' || next.kind === 'wait')) return 'wait'
  return { kind: 'frame', byteCount: closingAt + 1 }
}

function upTo(nextAt: number, closingAt: number): FinalCut {
  return nextAt > closingAt
    ? { kind: 'frame', byteCount: closingAt + 1 }
    : { kind: 'garbage', byteCount: closingAt, reason: 'framing' }
}

/** `(number,…)` in printable characters. */
function stepText(view: Uint8Array): Cut {
  for (let at = 1; at < maxTextBytes; at++) {
    const byte = view[at]
    if (byte === undefined) return 'wait'
    if (byte === closingBracket) return { kind: 'frame', byteCount: at + 1 }
    if (byte < 0x20 || byte >= 0x7e) break
  }
  return garbageToNextStart(view)
}

function step(bytes: Uint8Array): Cut {
  // Only so many bytes are looked at, however many have come at once: the outcome must not depend on that.
  const view = bytes.subarray(0, maxFrameBytes)
  const isLast = view.length === maxFrameBytes
  if (view[0] === openingBracket) return stepText(view)
  const start = view[0] === dollar ? prefixBytes : 0
  for (let at = 1; at < start; at++) if (view[at] !== dollar) return view[at] === undefined ? 'wait' : garbageToNextStart(view)
  const alphabet = alphabetOf(view[start])
  if (!alphabet) return view[start] === undefined ? 'wait' : garbageToNextStart(view)
  return stepBinary(view, start, alphabet, isLast)
}

function stepAtEnd(rest: Uint8Array): FinalCut {
  const start = rest[0] === dollar ? prefixBytes : 0
  const alphabet = alphabetOf(rest[start])
  const cut = alphabet ? stepBinary(rest, start, alphabet, true) : 'wait'
  return cut === 'wait' ? { kind: 'garbage', byteCount: rest.length } : cut
}

/** Frames come out as the decoder wants them: without prefix and escapes. */
function unwrapped(output: FramerOutput): FramerOutput {
  if (output.kind === 'garbage') return output
  const bytes = output.bytes[0] === dollar ? output.bytes.slice(prefixBytes) : output.bytes
  const alphabet = alphabetOf(bytes[0])
  return alphabet ? { kind: 'frame', bytes: unescaped(bytes, alphabet) } : { kind: 'frame', bytes }
}

export function createJt808Framer(): Framer {
  const cutter = createCutter({ maxFrameBytes, cut: step, cutAtEnd: stepAtEnd })
  return {
    push: (chunk) => cutter.push(chunk).map(unwrapped),
    flush: () => cutter.flush().map(unwrapped),
  }
}

/** `7E` or `E7` and a type that terminals send, `24 24 7E`, or `(number,`. */
export function recogniseJt808(first: Uint8Array): Recognition {
  if (first.length === 0) return 'more'
  if (first[0] === openingBracket) return recogniseText(first)
  const start = first[0] === dollar ? prefixBytes : 0
  for (let at = 1; at < start; at++) if (first[at] !== dollar) return first[at] === undefined ? 'more' : 'no'
  if (first[start] === undefined) return 'more'
  if (!alphabetOf(first[start])) return 'no'
  const typeHigh = first[start + 1]
  if (typeHigh === undefined) return 'more'
  // Other protocols put a letter behind a tilde; our types begin below the letters, or are 55xx, 60xx and 88xx.
  return typeHigh < 0x30 || [0x55, 0x60, 0x88].includes(typeHigh) ? 'yes' : 'no'
}

function recogniseText(first: Uint8Array): Recognition {
  let digits = 0
  while (digits + 1 < first.length && first[digits + 1]! >= 0x30 && first[digits + 1]! <= 0x39) digits++
  if (digits > 20) return 'no'
  const next = first[digits + 1]
  if (next === undefined) return 'more'
  return next === 0x2c && digits >= 6 ? 'yes' : 'no'
}
