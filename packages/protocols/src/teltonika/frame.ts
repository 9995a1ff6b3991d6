import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { crcArc } from '../crc-arc.ts'

/**
 * The whole envelope at most. The paper's largest packet of records is 1280 bytes, a piece of a photograph 2079 as recorded;
 * newer firmware with long beacon lists goes beyond both, and nothing known comes near this. What states more begins no frame.
 */
export const maxFrameBytes = 8_192
/** Four zeros and the length. */
export const headerBytes = 8
const checksumBytes = 4
export const envelopeBytes = headerBytes + checksumBytes
/** Codec and the number of records, twice. */
export const leastDataBytes = 3

/** An answered ping: one byte alone between frames, so that the network keeps the connection. */
export const pingByte = 0xff

/** Fifteen digits by the paper; a serial number of another length is taken as well. */
export const leastImeiDigits = 5
export const mostImeiDigits = 20

export function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= 0x30 && byte <= 0x39
}

/** The digits behind a length of two bytes, or undefined where it is not exactly that. */
export function imeiOf(bytes: Uint8Array): string | undefined {
  const length = (bytes[0] ?? 0) * 0x100 + (bytes[1] ?? 0)
  const digits = bytes.subarray(2)
  if (length < leastImeiDigits || length > mostImeiDigits || digits.length !== length || !digits.every(isDigit)) return undefined
  return String.fromCharCode(...digits)
}

export function u32At(bytes: Uint8Array, at: number): number {
  return ((bytes[at] ?? 0) * 0x100 + (bytes[at + 1] ?? 0)) * 0x1_0000 + (bytes[at + 2] ?? 0) * 0x100 + (bytes[at + 3] ?? 0)
}

/** From the codec's number to the second number of records. */
export interface DataField {
  readonly data: Uint8Array
  /** The checksum is wrong, and the caller wanted the frame all the same. */
  readonly isUnverified: boolean
}

export function parseFrame(bytes: Uint8Array, isChecksumUntrusted = false): Result<DataField, DecodeFailure> {
  if (bytes.length < envelopeBytes + leastDataBytes)
    return refused({ code: 'framing', detail: 'The frame is shorter than the shortest one.' })
  if (bytes.length > maxFrameBytes) return refused({ code: 'too-long', detail: 'The frame is longer than the longest one.' })
  if (u32At(bytes, 0) !== 0) return refused({ code: 'framing', detail: 'The frame does not begin with four zeros.' })
  const end = bytes.length - checksumBytes
  // The upper half of the checksum field is zeros: comparing all of it leaves no bit of the frame unchecked.
  const isUnverified = crcArc(bytes, headerBytes, end) !== u32At(bytes, end)
  if (isUnverified && !isChecksumUntrusted)
    return refused({ code: 'checksum', detail: 'The CRC-16/IBM of the frame differs from the stated one.' })
  if (u32At(bytes, 4) !== end - headerBytes)
    return refused({ code: 'framing', detail: 'The stated length differs from the length of the frame.' })
  return ok({ data: bytes.subarray(headerBytes, end), isUnverified })
}

export function u16Bytes(value: number): number[] {
  return [(value >>> 8) & 0xff, value & 0xff]
}

/** Two's complement of a negative value. */
export function u32Bytes(value: number): number[] {
  return [...u16Bytes(value >>> 16), ...u16Bytes(value)]
}

export function buildFrame(data: Uint8Array): Uint8Array {
  return Uint8Array.from([0, 0, 0, 0, ...u32Bytes(data.length), ...data, 0, 0, ...u16Bytes(crcArc(data))])
}
