import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { alphabetOf, type Alphabet, alternative, escaped, standard } from './alphabet.ts'
import { phoneBytes } from './identifier.ts'

/** Who speaks and how: what a reply has to repeat. */
export interface Envelope {
  readonly alphabet: Alphabet
  /** Undefined before the edition of 2019. */
  readonly version: number | undefined
  readonly phone: Uint8Array
}

/** One frame whose length and check code agree, without escapes. */
export interface Jt808Frame extends Envelope {
  readonly type: number
  readonly serial: number
  /** Bit 15 of the attributes: 0x5501 and 0x5502 are answered only where it is set. */
  readonly isAnswerWanted: boolean
  /** Bits 10 to 12 of the attributes: a body that we cannot read. */
  readonly isEncrypted: boolean
  /** One of several parts of a longer message. */
  readonly isPart: boolean
  readonly body: Uint8Array
  /** The check code is wrong, and the caller wanted the frame all the same. */
  readonly isUnverified: boolean
}

/** Positions of electronic locks: the serial takes one byte, and bits 10 to 12 mean something else. */
const lockTypes: ReadonlySet<number> = new Set([0x5501, 0x5502])

interface Layout {
  readonly isVersioned: boolean
  readonly isSplit: boolean
  readonly phoneBytes: number
  readonly serialBytes: 1 | 2
  readonly headerBytes: number
  /** Header, body and check code: everything between the delimiters. */
  readonly contentBytes: number
}

/** Type and attributes; they decide how long the content is. */
export const attributeEnd = 4

export function layoutOf(type: number, attributes: number, alphabet: Alphabet): Layout {
  const isVersioned = (attributes & 0x4000) !== 0
  const isSplit = (attributes & 0x2000) !== 0
  const classicBytes = alphabet === alternative ? phoneBytes.alternative : phoneBytes.classic
  const serialBytes = lockTypes.has(type) ? 1 : 2
  const numberBytes = isVersioned ? phoneBytes.versioned : classicBytes
  const headerBytes = attributeEnd + (isVersioned ? 1 : 0) + numberBytes + serialBytes + (isSplit ? 4 : 0)
  const bodyBytes = attributes & 0x3ff
  return { isVersioned, isSplit, phoneBytes: numberBytes, serialBytes, headerBytes, contentBytes: headerBytes + bodyBytes + 1 }
}

function xorOf(bytes: Uint8Array): number {
  let xor = 0
  for (const byte of bytes) xor ^= byte
  return xor
}

const framing = (detail: string) => refused({ code: 'framing', detail } as const)

/** A frame as the framer gives it: delimiters at both ends, escapes resolved. */
export function parseFrame(bytes: Uint8Array, isChecksumUntrusted = false): Result<Jt808Frame, DecodeFailure> {
  const alphabet = alphabetOf(bytes[0])
  if (!alphabet || bytes.length < 2 || bytes.at(-1) !== alphabet.delimiter)
    return framing('The frame lacks a delimiter at one end.')
  const content = bytes.subarray(1, -1)
  if (content.length < attributeEnd) return framing('The frame is shorter than the shortest one.')
  const type = content[0]! * 256 + content[1]!
  const attributes = content[2]! * 256 + content[3]!
  const layout = layoutOf(type, attributes, alphabet)
  if (content.length <= layout.headerBytes) return framing('The frame is shorter than its header.')
  // Over content and check code together nothing is left.
  const isUnverified = xorOf(content) !== 0
  if (isUnverified && !isChecksumUntrusted) return refused({ code: 'checksum', detail: 'The check code contradicts the frame.' })
  if (content.length !== layout.contentBytes) return framing('The stated length differs from the length of the frame.')
  const phoneAt = attributeEnd + (layout.isVersioned ? 1 : 0)
  const serialAt = phoneAt + layout.phoneBytes
  const high = layout.serialBytes === 2 ? content[serialAt]! * 256 : 0
  const countAt = serialAt + layout.serialBytes
  return ok({
    alphabet,
    version: layout.isVersioned ? content[attributeEnd]! : undefined,
    phone: content.subarray(phoneAt, serialAt),
    type,
    serial: high + content[countAt - 1]!,
    isAnswerWanted: (attributes & 0x8000) !== 0,
    isEncrypted: (attributes & 0x1c00) !== 0 && !lockTypes.has(type),
    // A message that says to be the first part of one is whole.
    isPart: layout.isSplit && !(content[countAt] === 0 && content[countAt + 1] === 1),
    body: content.subarray(layout.headerBytes, -1),
    isUnverified,
  })
}

interface FrameParts {
  readonly type: number
  readonly serial: number
  readonly body: readonly number[] | Uint8Array
  /** The short serial of the lock family. */
  readonly hasShortSerial?: boolean
  /** Bits 10 to 15 as the sender wants them; the length is put in here. */
  readonly attributeBits?: number
}

/** A whole frame without escapes: what a decoder sees. */
export function plainFrame({ alphabet, version, phone }: Envelope, parts: FrameParts): Uint8Array {
  const { type, serial, body, hasShortSerial = lockTypes.has(type), attributeBits = 0 } = parts
  const attributes = body.length | attributeBits | (version === undefined ? 0 : 0x4000)
  const content = [
    type >>> 8,
    type & 0xff,
    attributes >>> 8,
    attributes & 0xff,
    ...(version === undefined ? [] : [version]),
    ...phone,
    ...(hasShortSerial ? [serial & 0xff] : [(serial >>> 8) & 0xff, serial & 0xff]),
    ...body,
  ]
  return new Uint8Array([alphabet.delimiter, ...content, xorOf(new Uint8Array(content)), alphabet.delimiter])
}

/** A whole frame as it goes onto the wire. */
export function buildFrame(envelope: Envelope, parts: FrameParts): Uint8Array {
  return escaped(plainFrame(envelope, parts), envelope.alphabet)
}

/** How a device of this number writes its frames, by how many bytes the number takes. */
export function envelopeOf(phone: Uint8Array): Envelope {
  return {
    alphabet: phone.length === phoneBytes.alternative ? alternative : standard,
    version: phone.length === phoneBytes.versioned ? 1 : undefined,
    phone,
  }
}
