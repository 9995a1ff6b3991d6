import { invariant, ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { crcX25 } from '../crc-x25.ts'
import { ByteWriter } from './byte-writer.ts'

/** What every frame says before its content. */
export interface BilezikHeader {
  readonly kind: number
  readonly identifier: string
  /** How often the device has started; of an acknowledgement, that of the frame it answers; of a command, 0. */
  readonly boot: number
  /** Counts the frames of one start; of an acknowledgement, the one it answers; of a command, its token. */
  readonly number: number
}

/** One frame whose length and checksum agree. Whether its signature is right is asked separately, for it takes the device's key. */
export interface BilezikFrame extends BilezikHeader {
  readonly body: Uint8Array
  /** The checksum is wrong, and the caller wanted the frame all the same. */
  readonly isUnverified: boolean
}

/** Bit 7: from the server. A frame of one direction can never be played back in the other. */
export const kinds = { report: 0x01, answer: 0x02, ack: 0x81, command: 0x82 } as const

export const version = 1
/** The longest length at which the CRC still tells every change of one, two or three bits: 32,751 bits under it. Also one flash sector. */
export const maxFrameBytes = 4096
/** Start (2), version, kind, length (2), boot (4), number (4), length of the identifier. */
const fixedHeaderBytes = 15
export const macBytes = 16
const crcBytes = 2
export const trailerBytes = macBytes + crcBytes
export const startBytes = [0x42, 0x5a] as const

/** Capitals only, so that a serial typed from a label is one identifier; nothing that means something in an MQTT topic. */
export const identifierForm = /^[A-Z0-9-]{3,20}$/
const shortestIdentifier = 3
export const minFrameBytes = fixedHeaderBytes + shortestIdentifier + trailerBytes

export function isIdentifier(text: string): boolean {
  return identifierForm.test(text)
}

function u16At(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) * 256 + (bytes[at + 1] ?? 0)
}

function u32At(bytes: Uint8Array, at: number): number {
  return u16At(bytes, at) * 0x1_0000 + u16At(bytes, at + 2)
}

/** The length of the whole frame, as bytes 4 and 5 state it in every version. */
export function statedLength(bytes: Uint8Array, at = 0): number {
  return u16At(bytes, at + 4)
}

export function crcOf(frame: Uint8Array): number {
  return crcX25(frame, startBytes.length, frame.length - crcBytes)
}

export function hasSoundCrc(frame: Uint8Array): boolean {
  return u16At(frame, frame.length - crcBytes) === crcOf(frame)
}

/** Whether start and length are those of one whole frame. */
export function isWhole(bytes: Uint8Array): boolean {
  return (
    bytes.length >= minFrameBytes &&
    bytes.length <= maxFrameBytes &&
    bytes[0] === startBytes[0] &&
    bytes[1] === startBytes[1] &&
    statedLength(bytes) === bytes.length
  )
}

export function parseFrame(bytes: Uint8Array, isChecksumUntrusted = false): Result<BilezikFrame, DecodeFailure> {
  if (!isWhole(bytes)) return refused({ code: 'framing', detail: 'Start, stated length and length of the frame do not agree.' })
  const isUnverified = !hasSoundCrc(bytes)
  if (isUnverified && !isChecksumUntrusted) {
    return refused({ code: 'checksum', detail: 'The CRC of the frame differs from the stated one.' })
  }
  if (bytes[2] !== version) return refused({ code: 'unknown-type', detail: `Version ${bytes[2]} of the protocol is not known.` })
  const identifierEnd = fixedHeaderBytes + bytes[fixedHeaderBytes - 1]!
  const bodyEnd = bytes.length - trailerBytes
  const identifier = String.fromCharCode(...bytes.subarray(fixedHeaderBytes, Math.min(identifierEnd, bodyEnd)))
  if (identifierEnd > bodyEnd || !isIdentifier(identifier)) {
    return refused({ code: 'malformed', detail: 'The identifier is not 3 to 20 capitals, digits and hyphens.' })
  }
  return ok({
    kind: bytes[3]!,
    identifier,
    boot: u32At(bytes, 6),
    number: u32At(bytes, 10),
    body: bytes.subarray(identifierEnd, bodyEnd),
    isUnverified,
  })
}

/** Writes the CRC over what stands before it, in place. */
export function writeCrc(frame: Uint8Array): void {
  const crc = crcOf(frame)
  frame[frame.length - 2] = crc >>> 8
  frame[frame.length - 1] = crc & 0xff
}

/** Bytes left for the content of a frame of this device. */
export function bodyRoom(identifier: string): number {
  return maxFrameBytes - fixedHeaderBytes - identifier.length - trailerBytes
}

/** A whole frame with zeros where its signature belongs. */
export function buildUnsealed(header: BilezikHeader, body: Uint8Array): Uint8Array {
  invariant(isIdentifier(header.identifier), 'an identifier is 3 to 20 capitals, digits and hyphens')
  invariant(body.length <= bodyRoom(header.identifier), `a frame has at most ${maxFrameBytes} bytes`)
  const frame = new ByteWriter()
    .put(startBytes)
    .uint(version, 1)
    .uint(header.kind, 1)
    .uint(fixedHeaderBytes + header.identifier.length + body.length + trailerBytes, 2)
    .uint(header.boot, 4)
    .uint(header.number, 4)
    .text(header.identifier)
    .put(body)
    .put(new Uint8Array(trailerBytes))
    .done()
  writeCrc(frame)
  return frame
}
