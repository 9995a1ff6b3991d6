import type { Framer, Recognition } from '../codec.ts'
import { createCutter, type Cut, type FinalCut } from '../frame-cutter.ts'
import { declaredLength, parseFrame, startOf, tail } from './frame.ts'

/** The longest frame of the published formats is a file fragment of about 1 KB; a stated length beyond this begins no frame. */
export const maxFrameBytes = 4096

/** Where garbage ends: at the next `78 78` or `79 79`, or at a last byte that may be the first half of one. */
function nextStart(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at]
    if (byte !== 0x78 && byte !== 0x79) continue
    if (at + 1 === bytes.length || bytes[at + 1] === byte) return at
  }
  return bytes.length
}

/**
 * Where no frame can begin before: none that begins in a stretch without a tail, and would have to end in it, is one. All of them are
 * passed over at once, for looking at each again would cost the whole length every two bytes.
 */
function nextHopeful(bytes: Uint8Array, tailAt: number): number {
  const until = (tailAt < 0 ? bytes.length : tailAt + 1) - maxFrameBytes
  let at = nextStart(bytes, 2)
  for (; at <= until; at = nextStart(bytes, at + 2)) {
    const start = startOf(bytes, at)
    // One that is too long says so by itself.
    if (!start || start.headerBytes + declaredLength(bytes, at, start.isLong) + 2 > maxFrameBytes) break
  }
  return at
}

function firstTail(bytes: Uint8Array, from: number): number {
  for (let at = from; at + 1 < bytes.length; at++) if (bytes[at] === tail[0] && bytes[at + 1] === tail[1]) return at
  return -1
}

/** Nobody can make us compute more checksums than this over one stretch of noise. */
const maxSoundAttempts = 4

/** Noise that looks like a start can hide a sound frame: the start of one that ends exactly here, or 0. */
function soundFrameBefore(bytes: Uint8Array, end: number): number {
  let attempts = 0
  for (let at = end - 1; at > 0 && attempts < maxSoundAttempts; at--) {
    const start = startOf(bytes, at)
    if (!start || at + start.headerBytes + declaredLength(bytes, at, start.isLong) + 2 !== end) continue
    if (parseFrame(bytes.subarray(at, end)).ok) return at
    attempts++
  }
  return 0
}

/** What a tail at this place closes: a sound frame behind noise, or everything up to it. */
function closedBy(bytes: Uint8Array, tailAt: number): FinalCut {
  const soundAt = soundFrameBefore(bytes, tailAt + 2)
  return soundAt > 0 ? { kind: 'garbage', byteCount: soundAt, reason: 'framing' } : { kind: 'frame', byteCount: tailAt + 2 }
}

/**
 * Trusts the stated length where a tail stands at its end (a content may itself hold 0D 0A).
 * Some devices state a wrong length: then the frame ends at the first tail. Its checksum or length will refuse it,
 * but the frames behind it are not lost. The decision depends on the bytes only, never on how they were cut into chunks.
 */
function step(bytes: Uint8Array): Cut {
  if (bytes.length < 2) return 'wait'
  const start = startOf(bytes)
  if (!start) return { kind: 'garbage', byteCount: nextStart(bytes, 1), reason: 'framing' }
  if (bytes.length < start.headerBytes) return 'wait'
  const whole = start.headerBytes + declaredLength(bytes, 0, start.isLong) + 2
  if (whole > maxFrameBytes) return { kind: 'garbage', byteCount: 2, reason: 'too-long' }
  if (bytes.length < whole) return 'wait'
  if (bytes[whole - 2] === tail[0] && bytes[whole - 1] === tail[1]) return { kind: 'frame', byteCount: whole }
  const tailAt = firstTail(bytes, start.headerBytes)
  if (tailAt >= 0 && tailAt + 2 <= maxFrameBytes) return closedBy(bytes, tailAt)
  if (bytes.length >= maxFrameBytes) return { kind: 'garbage', byteCount: nextHopeful(bytes, tailAt), reason: 'framing' }
  return 'wait'
}

/** `78 78` or `79 79`; the first message of a connection is a login or another message of a known type. */
export function recogniseGt06(first: Uint8Array): Recognition {
  if (first.length < 2) return first.length === 0 || first[0] === 0x78 || first[0] === 0x79 ? 'more' : 'no'
  return startOf(first) ? 'yes' : 'no'
}

export function createGt06Framer(): Framer {
  return createCutter({
    maxFrameBytes,
    cut: step,
    cutAtEnd(rest) {
      const start = startOf(rest)
      const tailAt = start ? firstTail(rest, start.headerBytes) : -1
      return tailAt < 0 ? { kind: 'garbage', byteCount: rest.length } : closedBy(rest, tailAt)
    },
  })
}
