import type { Framer, Recognition } from '../codec.ts'
import { createCutter, type Cut, type FinalCut } from '../frame-cutter.ts'
import { hexEndAtLast, hexEndOf, hexHeaderOf, hexHeaders } from './hex/frame.ts'
import { bufferedByte, heartbeatByte, heartbeatBytes, liveByte, proLength, reportByte, shortestReportBytes } from './pro/frame.ts'
import { dollar } from './text/message.ts'

/** A dump of the configuration and a report with raw Bluetooth data take some 2 KB; reports of the second generation 1440 bytes. */
export const maxFrameBytes = 4096

const ascii = (text: string) => Array.from(text, (character) => character.charCodeAt(0))
const textHeaders = ['+RESP:', '+BUFF:', '+ACK:', '+NACK:', '+QRY:'].map(ascii)
/** Headers that can begin nothing but a message: found inside another, that one was cut short. */
const innerHeaders = ['+RESP:GT', '+BUFF:GT', '+ACK:GT'].map(ascii)
const binaryHeaders = hexHeaders.map(ascii)
const longestHeaderBytes = 6

type Start = 'text' | 'hex' | 'pro' | 'more' | 'none'

function compare(bytes: Uint8Array, at: number, header: readonly number[]): 'yes' | 'no' | 'more' {
  for (const [index, byte] of header.entries()) {
    if (at + index >= bytes.length) return 'more'
    if (bytes[at + index] !== byte) return 'no'
  }
  return 'yes'
}

/** What may begin at this place, by the bytes that are there. */
function startAt(bytes: Uint8Array, at: number): Start {
  const first = bytes[at]
  if (first !== liveByte && first !== bufferedByte) return 'none'
  const [second, third] = [bytes[at + 1], bytes[at + 2]]
  if (second === undefined) return 'more'
  // Lengths of the second generation have an upper byte below 16, its heartbeat always 24 bytes.
  if (second === reportByte) return third === undefined ? 'more' : third * 256 < maxFrameBytes ? 'pro' : 'none'
  if (first !== liveByte) return 'none'
  if (second === heartbeatByte) return third === undefined ? 'more' : third === heartbeatBytes ? 'pro' : 'none'
  const texts = textHeaders.map((header) => compare(bytes, at, header))
  if (texts.includes('yes')) return 'text'
  const hexes = binaryHeaders.map((header) => compare(bytes, at, header))
  // `+ACK` begins both: the next byte tells.
  if (hexes.includes('yes')) return bytes.length > at + 4 ? (bytes[at + 4] === 0x3a ? 'none' : 'hex') : 'more'
  return texts.includes('more') || hexes.includes('more') ? 'more' : 'none'
}

function isLineEnd(byte: number | undefined): boolean {
  return byte === 0x0d || byte === 0x0a
}

/** Where garbage ends: at the next believable start or line end, or at last bytes that may become a start. */
function nextStart(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if (isLineEnd(bytes[at]) || startAt(bytes, at) !== 'none') return at
  return bytes.length
}

/** A message ends with `$`, or with a zero byte in the oldest dialect; another beginning inside it says that it never ended. */
function textCut(bytes: Uint8Array, from: number): Cut {
  for (let at = from + longestHeaderBytes; at < Math.min(bytes.length, maxFrameBytes); at++) {
    if (bytes[at] === dollar || bytes[at] === 0) return { kind: 'frame', byteCount: at + 1 }
    if (bytes[at] !== liveByte) continue
    const inner = innerHeaders.map((header) => compare(bytes, at, header))
    if (inner.includes('yes')) return { kind: 'garbage', byteCount: at, reason: 'framing' }
    if (inner.includes('more')) return bytes.length >= maxFrameBytes ? tooLong(bytes) : 'wait'
  }
  return bytes.length >= maxFrameBytes ? tooLong(bytes) : 'wait'
}

/**
 * What holds no end of a text holds none for the texts that begin inside it either: all of them are passed over at once, for looking
 * at each again would cost somebody who sends nothing but beginnings a few bytes, and us the whole length, every time.
 */
function tooLong(bytes: Uint8Array): FinalCut {
  const endless = bytes.findIndex((byte) => byte === dollar || byte === 0)
  const until = (endless < 0 ? bytes.length : endless) - maxFrameBytes
  let at = nextStart(bytes, 1)
  while (at <= until && (isLineEnd(bytes[at]) || startAt(bytes, at) === 'text')) at = nextStart(bytes, at + 1)
  return { kind: 'garbage', byteCount: at, reason: 'too-long' }
}

function hexCut(bytes: Uint8Array): Cut {
  const found = hexEndOf(bytes, hexHeaderOf(bytes)!, maxFrameBytes)
  if (found.kind === 'wait') return 'wait'
  return found.kind === 'frame' ? { kind: 'frame', byteCount: found.end } : tooLong(bytes)
}

function proCut(bytes: Uint8Array): Cut {
  const length = proLength(bytes)
  if (length === undefined) return 'wait'
  const isBelievable = length >= (bytes[1] === heartbeatByte ? heartbeatBytes : shortestReportBytes) && length <= maxFrameBytes
  const isEnded = bytes.length < length || bytes[length - 1] === dollar
  if (!isBelievable || !isEnded) return { kind: 'garbage', byteCount: nextStart(bytes, 2), reason: 'framing' }
  return bytes.length < length ? 'wait' : { kind: 'frame', byteCount: length }
}

/** More line ends than this before a message are noise. */
const maxLineEnds = 4

/** Line ends that some firmware sends between messages go with the text behind them. */
function step(bytes: Uint8Array): Cut {
  let from = 0
  while (isLineEnd(bytes[from]) && from < maxLineEnds) from++
  const start = from === bytes.length ? 'more' : startAt(bytes, from)
  if (start === 'more') return 'wait'
  if (start === 'text') return textCut(bytes, from)
  if (from > 0 || start === 'none') {
    const byteCount = start === 'none' ? nextStart(bytes, from + 1) : from
    return { kind: 'garbage', byteCount, reason: 'framing' }
  }
  return start === 'hex' ? hexCut(bytes) : proCut(bytes)
}

/** `+` and a header of one of the three forms, or `-` and a buffered report of the second generation. */
export function recogniseQueclink(first: Uint8Array): Recognition {
  if (first.length === 0) return 'more'
  const start = startAt(first, 0)
  if (start === 'more') return 'more'
  return start === 'none' ? 'no' : 'yes'
}

export function createQueclinkFramer(): Framer {
  return createCutter({
    maxFrameBytes,
    cut: step,
    cutAtEnd(rest) {
      const end = hexHeaderOf(rest) === undefined ? undefined : hexEndAtLast(rest)
      return end === undefined ? { kind: 'garbage', byteCount: rest.length } : { kind: 'frame', byteCount: end }
    },
  })
}
