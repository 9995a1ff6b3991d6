import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../../codec.ts'
import { crcCcittFalse, nextCcittFalse } from '../../crc-ccitt-false.ts'

/** Bytes of the header word, which the checksum does not cover. */
export const headerBytes = 4
/** Checksum and tail. */
export const endBytes = 4
const tail = [0x0d, 0x0a] as const
const shortestBytes = 12

/** Where a header's length field may stand, and how wide it is. Without one the checksum alone tells where the frame ends. */
interface LengthField {
  readonly at: number
  readonly bytes: 1 | 2
}

const reportLength: readonly LengthField[] = [{ at: 9, bytes: 2 }]
/** Some models have a second mask before the length. */
const informationLength: readonly LengthField[] = [
  { at: 7, bytes: 2 },
  { at: 9, bytes: 2 },
]
const dataLength: readonly LengthField[] = [{ at: 6, bytes: 2 }]

const lengthFields: Readonly<Record<string, readonly LengthField[]>> = {
  '+ACC': [],
  '+ACK': [{ at: 6, bytes: 1 }],
  '+ATI': [{ at: 4, bytes: 1 }],
  '+ATO': [{ at: 4, bytes: 1 }],
  '+BNF': informationLength,
  '+BRD': dataLength,
  '+BSP': reportLength,
  '+BVT': reportLength,
  '+CAN': reportLength,
  '+CRD': dataLength,
  '+DAT': reportLength,
  '+EVT': reportLength,
  '+HBD': [{ at: 5, bytes: 1 }],
  '+INF': informationLength,
  '+LGN': dataLength,
  '+RSP': reportLength,
}

export const hexHeaders: readonly string[] = Object.keys(lengthFields)

/** The header of a binary frame, or undefined. */
export function hexHeaderOf(bytes: Uint8Array): string | undefined {
  const header = String.fromCharCode(...bytes.subarray(0, headerBytes))
  // `+ACK:` is the text form.
  return header in lengthFields && bytes[headerBytes] !== 0x3a ? header : undefined
}

function hasTail(bytes: Uint8Array, end: number): boolean {
  return end >= shortestBytes && bytes[end - 2] === tail[0] && bytes[end - 1] === tail[1]
}

function statedCrc(bytes: Uint8Array, end: number): number {
  return (bytes[end - endBytes] ?? 0) * 256 + (bytes[end - endBytes + 1] ?? 0)
}

function isSound(bytes: Uint8Array, end: number): boolean {
  return hasTail(bytes, end) && crcCcittFalse(bytes, headerBytes, end - endBytes) === statedCrc(bytes, end)
}

/** The end of the first stretch whose checksum and tail agree; one pass over the bytes. */
function soundEndIn(bytes: Uint8Array, limit: number): number | undefined {
  let crc = 0xffff
  for (let end = headerBytes + endBytes; end <= Math.min(bytes.length, limit); end++) {
    // The register has taken in the bytes from the header to before a checksum that would end the frame here.
    if (end > headerBytes + endBytes) crc = nextCcittFalse(crc, bytes[end - endBytes - 1] ?? 0)
    if (hasTail(bytes, end) && crc === statedCrc(bytes, end)) return end
  }
  return undefined
}

function firstTail(bytes: Uint8Array): number | undefined {
  for (let end = shortestBytes; end <= bytes.length; end++) if (hasTail(bytes, end)) return end
  return undefined
}

export type HexEnd = { readonly kind: 'frame'; readonly end: number } | { readonly kind: 'wait' } | { readonly kind: 'none' }

/** Masks with a bit for the length itself: where it stands and which bit it is. Other headers always state their length. */
const lengthBits: Readonly<Record<string, readonly [at: number, bit: number]>> = {
  '+ACK': [5, 0],
  '+BNF': [6, 0],
  '+BSP': [8, 7],
  '+BVT': [8, 7],
  '+EVT': [8, 7],
  '+HBD': [4, 0],
  '+INF': [6, 0],
  '+RSP': [8, 7],
}

/** The lengths that a frame may state; undefined while its bytes are not there yet. */
function statedLengths(bytes: Uint8Array, header: string, limit: number): readonly number[] | undefined {
  const [maskAt, bit] = lengthBits[header] ?? [undefined, 0]
  if (maskAt !== undefined) {
    const mask = bytes[maskAt]
    if (mask === undefined) return undefined
    if (((mask >>> bit) & 1) === 0) return []
  }
  const lengths: number[] = []
  for (const { at, bytes: width } of lengthFields[header] ?? []) {
    if (at + width > bytes.length) return undefined
    const length = width === 1 ? bytes[at]! : bytes[at]! * 256 + bytes[at + 1]!
    if (length >= shortestBytes && length <= limit) lengths.push(length)
  }
  return lengths.toSorted((a, b) => a - b)
}

/**
 * Where the frame at the front ends. The stated length is believed where a tail stands at its end; failing that the first tail: the
 * frame will be refused, but those behind it are not lost. Where the device leaves the length out, the first place where checksum
 * and tail agree. Decided by the bytes alone, and never otherwise once more of them are there.
 */
export function hexEndOf(bytes: Uint8Array, header: string, limit: number): HexEnd {
  const lengths = statedLengths(bytes, header, limit)
  if (!lengths) return { kind: 'wait' }
  for (const length of lengths) {
    if (bytes.length < length) return { kind: 'wait' }
    if (lengths.length === 1 ? hasTail(bytes, length) : isSound(bytes, length)) return { kind: 'frame', end: length }
  }
  const end = lengths.length > 0 ? firstTail(bytes) : soundEndIn(bytes, limit)
  if (end !== undefined && end <= limit) return { kind: 'frame', end }
  return bytes.length >= limit ? { kind: 'none' } : { kind: 'wait' }
}

/** The stream has ended: what there is up to the first tail. */
export function hexEndAtLast(bytes: Uint8Array): number | undefined {
  return soundEndIn(bytes, bytes.length) ?? firstTail(bytes)
}

export interface HexFrame {
  readonly header: string
  /** A buffered repeat is the same report: `+BSP` is told as `+RSP`. */
  readonly kind: string
  /** From the message type to the count number, without checksum and tail. */
  readonly content: Uint8Array
  readonly isUnverified: boolean
}

const plainKinds: Readonly<Record<string, string>> = { '+BSP': '+RSP', '+BVT': '+EVT', '+BNF': '+INF', '+BRD': '+CRD' }

export function parseHexFrame(bytes: Uint8Array, isChecksumUntrusted = false): Result<HexFrame, DecodeFailure> {
  const header = hexHeaderOf(bytes)
  if (header === undefined) return refused({ code: 'framing', detail: 'The frame begins with no header of @Track.' })
  if (!hasTail(bytes, bytes.length)) return refused({ code: 'framing', detail: 'The frame does not end as it must.' })
  const isRight = isSound(bytes, bytes.length)
  if (!isRight && !isChecksumUntrusted) return refused({ code: 'checksum', detail: 'The checksum contradicts the frame.' })
  const content = bytes.slice(headerBytes, bytes.length - endBytes)
  return ok({ header, kind: plainKinds[header] ?? header, content, isUnverified: !isRight })
}
