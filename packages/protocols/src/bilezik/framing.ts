import type { Framer, Recognition } from '../codec.ts'
import { createCutter, type Cut, type FinalCut } from '../frame-cutter.ts'
import { hasSoundCrc, kinds, maxFrameBytes, minFrameBytes, startBytes, statedLength, version } from './frame.ts'

/** Later versions count on; a byte that prints is the text of another protocol. */
const isVersion = (byte: number) => byte >= 1 && byte <= 0x1f
/** Start, version, kind and length keep their places in every version. */
const judgedBytes = 6
const knownKinds: ReadonlySet<number> = new Set(Object.values(kinds))

const garbage = (byteCount: number): FinalCut => ({ kind: 'garbage', byteCount, reason: 'framing' })

/** Where garbage ends: at the next start bytes, or at a last byte that may be the first of them. */
function nextStart(bytes: Uint8Array, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    if (bytes[at] === startBytes[0] && (at + 1 === bytes.length || bytes[at + 1] === startBytes[1])) return at
  }
  return bytes.length
}

/**
 * Whether a frame of a kind that we know may begin at `at`, as far as the bytes tell: the place where it would end,
 * infinity while its length is not among them.
 */
function believableEnd(bytes: Uint8Array, at: number): number | undefined {
  if (bytes[at] !== startBytes[0]) return undefined
  const has = (offset: number) => at + offset < bytes.length
  if (has(1) && bytes[at + 1] !== startBytes[1]) return undefined
  if (has(2) && bytes[at + 2] !== version) return undefined
  if (has(3) && !knownKinds.has(bytes[at + 3]!)) return undefined
  if (!has(judgedBytes - 1)) return Number.POSITIVE_INFINITY
  const length = statedLength(bytes, at)
  return length >= minFrameBytes && length <= maxFrameBytes ? at + length : undefined
}

/** Nobody can make us compute more checksums than this over one stretch of noise. */
const maxSoundAttempts = 4

/**
 * A length damaged on a line without its own checksum swallows the frames behind it. Where a frame seems to begin inside a frame
 * whose checksum is wrong: the first sound one inside, or else the last that reaches beyond its end. 0: none.
 * Taking the last one, not the first, bounds the checksums computed a byte whatever an attacker nests.
 */
function hiddenStart(frame: Uint8Array): number {
  const end = frame.length
  let isJudged = false
  let attempts = 0
  let beyond = 0
  for (let at = nextStart(frame, 1); at < end; at = nextStart(frame, at + 1)) {
    const innerEnd = believableEnd(frame, at)
    if (innerEnd === undefined) continue
    // Only now: an ordinary frame costs no checksum here.
    if (!isJudged && hasSoundCrc(frame)) return 0
    isJudged = true
    if (innerEnd > end) beyond = at
    else if (attempts++ < maxSoundAttempts && hasSoundCrc(frame.subarray(at, innerEnd))) return at
  }
  return beyond
}

/** The decision depends on the bytes only, never on how they were cut into chunks. */
function step(bytes: Uint8Array): Cut {
  if (bytes[0] !== startBytes[0]) return garbage(nextStart(bytes, 1))
  if (bytes.length < 2) return 'wait'
  if (bytes[1] !== startBytes[1]) return garbage(nextStart(bytes, 1))
  if (bytes.length < judgedBytes) return 'wait'
  const length = statedLength(bytes)
  if (length > maxFrameBytes) return { kind: 'garbage', byteCount: startBytes.length, reason: 'too-long' }
  if (length < minFrameBytes || !isVersion(bytes[2]!)) return garbage(nextStart(bytes, startBytes.length))
  if (bytes.length < length) return 'wait'
  // Cut first: what has come behind the frame already must not decide.
  const hiddenAt = hiddenStart(bytes.subarray(0, length))
  return hiddenAt > 0 ? garbage(hiddenAt) : { kind: 'frame', byteCount: length }
}

/** What the end of the stream left unfinished may be a damaged length with sound frames behind it. */
function stepAtEnd(rest: Uint8Array): FinalCut {
  let attempts = 0
  for (let at = nextStart(rest, 1); at < rest.length && attempts < maxSoundAttempts; at = nextStart(rest, at + 1)) {
    const end = believableEnd(rest, at)
    if (end === undefined || end > rest.length) continue
    attempts++
    if (hasSoundCrc(rest.subarray(at, end))) return garbage(at)
  }
  return garbage(rest.length)
}

/** `42 5A` and a version, which never prints. */
export function recogniseBilezik(first: Uint8Array): Recognition {
  if (first.length > 0 && first[0] !== startBytes[0]) return 'no'
  if (first.length > 1 && first[1] !== startBytes[1]) return 'no'
  if (first.length < 3) return 'more'
  return isVersion(first[2]!) ? 'yes' : 'no'
}

export function createBilezikFramer(): Framer {
  return createCutter({ maxFrameBytes, cut: step, cutAtEnd: stepAtEnd })
}
