import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'

export const bracketOpen = 0x5b
export const bracketClose = 0x5d
const star = 0x2a
const escape = 0x7d

/** Vendor and identifier of a frame, and what it states of its content. */
export interface Header {
  /** Two letters or digits: `3G`, `SG`, `CS`, `ZJ` … A device listens to answers under its own. */
  readonly vendor: string
  readonly identifier: string
  /** Serial number of the message, on models that count them: it comes back in the answer. */
  readonly index?: string
  /** Bytes of content as stated. */
  readonly statedLength: number
  /** Where the content begins. */
  readonly contentAt: number
}

export interface Frame {
  readonly header: Header
  /** Without escapes, where the stated length counts it so. */
  readonly content: Uint8Array
  /** The stated length is not that of the content: the only check that the format has does not hold. */
  readonly isLengthWrong: boolean
}

const maxIdentifier = 20
const maxIndex = 8
/** `[`, vendor, identifier, index, length, and four stars. */
export const maxHeaderBytes = 1 + 2 + maxIdentifier + maxIndex + 4 + 4

function isHex(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x46) || (byte >= 0x61 && byte <= 0x66)
}

function isAlphanumeric(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return (byte >= 0x30 && byte <= 0x39) || (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a)
}

function asciiOf(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes)
}

/** Where the star behind the field stands. */
function fieldEnd(bytes: Uint8Array, from: number, max: number, isAllowed: (byte: number) => boolean): number | 'more' | 'no' {
  for (let at = from; at <= from + max; at++) {
    const byte = bytes[at]
    if (byte === undefined) return 'more'
    if (byte === star) return at > from ? at : 'no'
    if (!isAllowed(byte)) return 'no'
  }
  return 'no'
}

/** Four hexadecimal digits and a star: a length. Behind four others it means that those were an index. */
function isLengthAt(bytes: Uint8Array, at: number): boolean | 'more' {
  for (let ahead = 0; ahead < 4; ahead++) {
    if (at + ahead >= bytes.length) return 'more'
    if (!isHex(bytes[at + ahead])) return false
  }
  return at + 4 >= bytes.length ? 'more' : bytes[at + 4] === star
}

/** Reads from the vendor on. `more`: too few bytes to tell; `no`: no frame begins so. */
export function readHeader(bytes: Uint8Array, from: number): Header | 'more' | 'no' {
  const vendorEnd = fieldEnd(bytes, from, 2, isAlphanumeric)
  if (typeof vendorEnd === 'string') return vendorEnd
  if (vendorEnd !== from + 2) return 'no'
  const identifierEnd = fieldEnd(bytes, vendorEnd + 1, maxIdentifier, isAlphanumeric)
  if (typeof identifierEnd === 'string') return identifierEnd
  const firstEnd = fieldEnd(bytes, identifierEnd + 1, maxIndex, isHex)
  if (typeof firstEnd === 'string') return firstEnd
  const hasIndex = isLengthAt(bytes, firstEnd + 1)
  if (hasIndex === 'more') return 'more'
  const lengthAt = hasIndex ? firstEnd + 1 : identifierEnd + 1
  const lengthEnd = hasIndex ? firstEnd + 5 : firstEnd
  if (lengthEnd - lengthAt !== 4) return 'no'
  return {
    vendor: asciiOf(bytes.subarray(from, vendorEnd)),
    identifier: asciiOf(bytes.subarray(vendorEnd + 1, identifierEnd)),
    ...(hasIndex ? { index: asciiOf(bytes.subarray(identifierEnd + 1, firstEnd)) } : {}),
    statedLength: Number.parseInt(asciiOf(bytes.subarray(lengthAt, lengthEnd)), 16),
    contentAt: lengthEnd + 1,
  }
}

/** Bytes that would be taken for the format's own, and the second byte that stands for them behind 7D. */
const escapes: readonly (readonly [byte: number, code: number])[] = [
  [escape, 1],
  [bracketOpen, 2],
  [bracketClose, 3],
  [0x2c, 4],
  [star, 5],
]
const byteOfCode = new Map(escapes.map(([byte, code]) => [code, byte]))
const codeOfByte = new Map(escapes)

export function unescaped(bytes: Uint8Array): Uint8Array {
  if (!bytes.includes(escape)) return bytes
  const plain = new Uint8Array(bytes.length)
  let length = 0
  for (let at = 0; at < bytes.length; at++) {
    const meant = bytes[at] === escape ? byteOfCode.get(bytes[at + 1] ?? 0) : undefined
    plain[length++] = meant ?? bytes[at]!
    if (meant !== undefined) at++
  }
  return plain.slice(0, length)
}

export function escaped(bytes: Uint8Array): Uint8Array {
  return Uint8Array.from([...bytes].flatMap((byte) => (codeOfByte.has(byte) ? [escape, codeOfByte.get(byte)!] : [byte])))
}

function framing(detail: string): Result<never, DecodeFailure> {
  return refused({ code: 'framing', detail })
}

/** One frame. A recorded one may lack its brackets: then the length must be right, for nothing else says that it is whole. */
export function parseFrame(bytes: Uint8Array): Result<Frame, DecodeFailure> {
  const isOpened = bytes[0] === bracketOpen
  const header = readHeader(bytes, isOpened ? 1 : 0)
  if (typeof header === 'string') return framing('The bytes begin no frame of a watch.')
  const rest = bytes.subarray(header.contentAt)
  const isClosed = rest.at(-1) === bracketClose
  // Without an opening bracket the last one may be the content's own.
  for (const content of isClosed ? [rest.subarray(0, -1), ...(isOpened ? [] : [rest])] : [rest]) {
    const plain = unescaped(content)
    // Unclosed, escapes that the length counts cannot be told from a frame that lost its end.
    const isCounted = content.length === header.statedLength && (isClosed || plain.length === content.length)
    if (isCounted) return ok({ header, content, isLengthWrong: false })
    if (plain.length === header.statedLength) return ok({ header, content: plain, isLengthWrong: false })
  }
  if (!isClosed) return framing('The frame is neither as long as it states nor closed.')
  return ok({ header, content: rest.subarray(0, -1), isLengthWrong: true })
}

/** A frame around the content; the length counts the content as it is given. */
export function buildFrame(header: Pick<Header, 'vendor' | 'identifier' | 'index'>, content: Uint8Array): Uint8Array {
  const index = header.index === undefined ? '' : `${header.index}*`
  const length = content.length.toString(16).toUpperCase().padStart(4, '0')
  const front = new TextEncoder().encode(`[${header.vendor}*${header.identifier}*${index}${length}*`)
  const frame = new Uint8Array(front.length + content.length + 1)
  frame.set(front)
  frame.set(content, front.length)
  frame[frame.length - 1] = bracketClose
  return frame
}
