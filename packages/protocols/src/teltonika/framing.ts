import type { Framer, Recognition } from '../codec.ts'
import { createCutter, type Cut } from '../frame-cutter.ts'
import { isCodecId } from './codec-ids.ts'
import {
  envelopeBytes,
  headerBytes,
  isDigit,
  leastDataBytes,
  leastImeiDigits,
  maxFrameBytes,
  mostImeiDigits,
  pingByte,
  u32At,
} from './frame.ts'

/** What the bytes from here on can be: a frame of so many bytes, something that needs more of them, or none. */
type Start = number | 'more' | 'none' | 'too-long'

/** `00 LL` and as many digits. */
function loginAt(bytes: Uint8Array, at: number): Start {
  const digits = bytes[at + 1] ?? 0
  if (digits < leastImeiDigits || digits > mostImeiDigits) return 'none'
  const end = at + 2 + digits
  for (let here = at + 2; here < Math.min(end, bytes.length); here++) if (!isDigit(bytes[here])) return 'none'
  return end <= bytes.length ? end - at : 'more'
}

/** Four zeros and a length within the bounds. Its first two bytes are zeros too, which ends most false starts early. */
function dataAt(bytes: Uint8Array, at: number): Start {
  for (let here = at; here < Math.min(at + 4, bytes.length); here++) if (bytes[here] !== 0) return 'none'
  if (bytes[at + 4] || bytes[at + 5]) return 'too-long'
  if (bytes.length < at + headerBytes) return 'more'
  const length = u32At(bytes, at + 4)
  if (length < leastDataBytes) return 'none'
  return length + envelopeBytes > maxFrameBytes ? 'too-long' : length + envelopeBytes
}

function startAt(bytes: Uint8Array, at: number): Start {
  if (bytes[at] !== 0) return 'none'
  if (at + 1 === bytes.length) return 'more'
  return bytes[at + 1] === 0 ? dataAt(bytes, at) : loginAt(bytes, at)
}

/** Runs of zeros are common inside records: after noise only a codec that we know makes them the start of a frame. */
function isBelievable(bytes: Uint8Array, at: number, start: Start): boolean {
  if (start === 'more') return true
  if (typeof start !== 'number') return false
  return bytes[at + 1] !== 0 || at + headerBytes >= bytes.length || isCodecId(bytes[at + headerBytes])
}

function nextStart(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) if (isBelievable(bytes, at, startAt(bytes, at))) return at
  return bytes.length
}

/**
 * A ping has no content that would tell it from noise: it is one only between frames, never behind noise.
 * What is kept from one cut to the next follows from the bytes alone, so that chunks do not matter.
 */
export function createTeltonikaFramer(): Framer {
  let isBetweenFrames = true
  const cut = (bytes: Uint8Array): Cut => {
    if (isBetweenFrames && bytes[0] === pingByte) return { kind: 'frame', byteCount: 1 }
    const start = startAt(bytes, 0)
    if (isBetweenFrames || isBelievable(bytes, 0, start)) {
      if (start === 'more' || (typeof start === 'number' && start > bytes.length)) return 'wait'
      if (typeof start === 'number') {
        isBetweenFrames = true
        return { kind: 'frame', byteCount: start }
      }
    }
    isBetweenFrames = false
    return { kind: 'garbage', byteCount: nextStart(bytes, 1), reason: start === 'too-long' ? 'too-long' : 'framing' }
  }
  return createCutter({ maxFrameBytes, cut })
}

/** Beyond this many pings in a row nobody has said who speaks. */
const mostLeadingPings = 32

/** A login, or data of a codec we know: behind pings, if they come first. */
export function recogniseTeltonika(first: Uint8Array): Recognition {
  const at = first.findIndex((byte) => byte !== pingByte)
  if (at < 0) return first.length > mostLeadingPings ? 'no' : 'more'
  const start = at > mostLeadingPings ? 'none' : startAt(first, at)
  if (start === 'more') return 'more'
  if (typeof start !== 'number') return 'no'
  if (first[at + 1] !== 0) return 'yes'
  const codec = first[at + headerBytes]
  return codec === undefined ? 'more' : isCodecId(codec) ? 'yes' : 'no'
}
