import type { Framer, FramerOutput, Recognition } from '../codec.ts'
import { createCutter, type Cut, type FinalCut } from '../frame-cutter.ts'
import { bracketClose, bracketOpen, buildFrame, type Header, maxHeaderBytes, parseFrame, readHeader, unescaped } from './frame.ts'
import { parsePosition } from './position.ts'
import { fieldsBeforePosition, isPlainWord, textOf, wordOf } from './words.ts'

/** The longest length that four digits state, a header, and the bracket. A picture is one frame. */
export const maxFrameBytes = 0xffff + maxHeaderBytes + 1

/** A position with fifty towers and access points is shorter than this. */
const maxPositionBytes = 4_096

/** Nobody can make us take more positions apart than this over one frame. */
const maxAttempts = 8

/**
 * Whether content that ends before its stated length is whole by itself: words without free text, and positions that hold as many
 * towers and access points as they promise. The name of an access point may hold a bracket, even a whole frame: whoever walks by
 * with a telephone chooses it.
 */
function isWholeAlone(content: Uint8Array): boolean {
  const start = wordOf(content)
  if (!start || content.length > maxPositionBytes) return false
  if (isPlainWord(start.word)) return true
  const skipped = fieldsBeforePosition(start.word)
  if (skipped === undefined) return false
  const fields = textOf(content.subarray(start.restAt)).split(',').slice(skipped)
  const position = parsePosition(fields.join(','))
  return position.ok && position.value.surroundings.isWhole
}

function nextStart(bytes: Uint8Array, from: number): number {
  const at = bytes.indexOf(bracketOpen, from)
  return at < 0 ? bytes.length : at
}

/** A frame that lost its end swallows the next: the start of a sound one that ends exactly here, or 0. */
function soundFrameBefore(bytes: Uint8Array, end: number): number {
  let at = end
  for (let attempts = 0; attempts < 4 && at > 1; attempts++) {
    at = bytes.lastIndexOf(bracketOpen, at - 1)
    if (at <= 0) return 0
    const parsed = parseFrame(bytes.subarray(at, end))
    if (parsed.ok && !parsed.value.isLengthWrong) return at
  }
  return 0
}

/** What a bracket closes that does not stand where the length says. */
function closedBy(bytes: Uint8Array, closeAt: number, header: Header): FinalCut {
  const frame = { kind: 'frame', byteCount: closeAt + 1 } as const
  if (isWholeAlone(bytes.subarray(header.contentAt, closeAt))) return frame
  const soundAt = soundFrameBefore(bytes, closeAt + 1)
  return soundAt > 0 ? { kind: 'garbage', byteCount: soundAt, reason: 'framing' } : frame
}

/**
 * Trusts the stated length where a bracket stands at its end: pictures and voice may hold brackets. Many watches state a wrong
 * length. One that states too little ends at the next bracket; one that states too much at the first bracket that closes a whole
 * message. Each bracket is judged by the bytes up to it, so that nothing depends on how they were cut into chunks.
 */
function step(bytes: Uint8Array): Cut {
  if (bytes[0] !== bracketOpen) return { kind: 'garbage', byteCount: nextStart(bytes, 1), reason: 'framing' }
  const header = readHeader(bytes, 1)
  if (header === 'more') return 'wait'
  if (header === 'no') return { kind: 'garbage', byteCount: nextStart(bytes, 1), reason: 'framing' }
  const statedEnd = header.contentAt + header.statedLength
  let closeAt = bytes.indexOf(bracketClose, header.contentAt)
  for (let attempts = 0; closeAt >= 0 && closeAt < statedEnd && attempts < maxAttempts; attempts++) {
    if (isWholeAlone(bytes.subarray(header.contentAt, closeAt))) return { kind: 'frame', byteCount: closeAt + 1 }
    closeAt = bytes.indexOf(bracketClose, closeAt + 1)
  }
  closeAt = bytes.indexOf(bracketClose, statedEnd)
  if (closeAt >= maxFrameBytes) closeAt = -1
  if (closeAt === statedEnd) return { kind: 'frame', byteCount: closeAt + 1 }
  if (closeAt >= 0) return closedBy(bytes, closeAt, header)
  return bytes.length < maxFrameBytes ? 'wait' : { kind: 'garbage', byteCount: nextStart(bytes, 1), reason: 'too-long' }
}

/** The stream has ended: what is closed at all is a frame, whose decoder will say what is wrong with it. */
function cutAtEnd(bytes: Uint8Array): FinalCut {
  const header = bytes[0] === bracketOpen ? readHeader(bytes, 1) : 'no'
  const closeAt = typeof header === 'string' ? -1 : bytes.indexOf(bracketClose, header.contentAt)
  return typeof header === 'string' || closeAt < 0
    ? { kind: 'garbage', byteCount: bytes.length }
    : closedBy(bytes, closeAt, header)
}

/** Escapes are taken off where the length counts what they stand for: a frame is as long as it states, then. */
function withoutEscapes(output: FramerOutput): FramerOutput {
  if (output.kind === 'garbage') return output
  const header = readHeader(output.bytes, 1)
  if (typeof header === 'string') return output
  const content = output.bytes.subarray(header.contentAt, -1)
  if (content.length === header.statedLength) return output
  const plain = unescaped(content)
  if (plain.length !== header.statedLength) return output
  const bytes = buildFrame(header, plain)
  bytes.set(output.bytes.subarray(0, header.contentAt))
  return { kind: 'frame', bytes }
}

export function createWatchFramer(): Framer {
  const cutter = createCutter({ maxFrameBytes, cut: step, cutAtEnd })
  return {
    push: (chunk) => cutter.push(chunk).map(withoutEscapes),
    flush: () => cutter.flush().map(withoutEscapes),
  }
}

/** A bracket and a header: no other protocol begins so. */
export function recogniseWatch(first: Uint8Array): Recognition {
  if (first.length === 0) return 'more'
  if (first[0] !== bracketOpen) return 'no'
  const header = readHeader(first, 1)
  return typeof header === 'string' ? header : 'yes'
}
