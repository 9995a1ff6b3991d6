import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { crcX25 } from '../crc-x25.ts'

/** One frame whose length, tail and checksum agree. */
export interface Gt06Frame {
  /** 0x7979: the length takes two bytes. Some makers give the same type number another meaning there. */
  readonly isLong: boolean
  readonly type: number
  readonly content: Uint8Array
  readonly serial: number
  /** Type and content: what the message says, without length, serial number and checksum. */
  readonly payload: Uint8Array
  /** The checksum is wrong, and the caller wanted the frame all the same. */
  readonly isUnverified: boolean
}

/** Type, serial number (2), checksum (2): what the length field counts at least. */
const emptyLength = 5
export const tail = [0x0d, 0x0a] as const

/** `78 78 LL` or `79 79 LL LL`, or undefined where no frame begins. */
export function startOf(bytes: Uint8Array, at = 0): { readonly isLong: boolean; readonly headerBytes: number } | undefined {
  if (bytes[at] === 0x78 && bytes[at + 1] === 0x78) return { isLong: false, headerBytes: 3 }
  if (bytes[at] === 0x79 && bytes[at + 1] === 0x79) return { isLong: true, headerBytes: 4 }
  return undefined
}

export function declaredLength(bytes: Uint8Array, at: number, isLong: boolean): number {
  const first = bytes[at + 2] ?? 0
  return isLong ? first * 256 + (bytes[at + 3] ?? 0) : first
}

export function parseFrame(bytes: Uint8Array, isChecksumUntrusted = false): Result<Gt06Frame, DecodeFailure> {
  const start = startOf(bytes)
  if (!start) return refused({ code: 'framing', detail: 'The frame does not begin with 78 78 or 79 79.' })
  const end = bytes.length
  if (end < start.headerBytes + emptyLength + 2)
    return refused({ code: 'framing', detail: 'The frame is shorter than the shortest one.' })
  if (bytes[end - 2] !== tail[0] || bytes[end - 1] !== tail[1]) {
    return refused({ code: 'framing', detail: 'The frame does not end with 0D 0A.' })
  }
  const stated = bytes[end - 4]! * 256 + bytes[end - 3]!
  const isUnverified = crcX25(bytes, 2, end - 4) !== stated
  if (isUnverified && !isChecksumUntrusted)
    return refused({ code: 'checksum', detail: 'The CRC-ITU of the frame differs from the stated one.' })
  if (declaredLength(bytes, 0, start.isLong) !== end - start.headerBytes - 2) {
    return refused({ code: 'framing', detail: 'The stated length differs from the length of the frame.' })
  }
  return ok({
    isLong: start.isLong,
    type: bytes[start.headerBytes]!,
    content: bytes.subarray(start.headerBytes + 1, end - 6),
    serial: bytes[end - 6]! * 256 + bytes[end - 5]!,
    payload: bytes.subarray(start.headerBytes, end - 6),
    isUnverified,
  })
}

/** A whole frame around type and content; a long one where it is asked for or needed. */
export function buildFrame(
  type: number,
  content: Uint8Array,
  serial: number,
  isLong = content.length > 0xff - emptyLength,
): Uint8Array {
  const headerBytes = isLong ? 4 : 3
  const length = content.length + emptyLength
  const frame = new Uint8Array(headerBytes + length + 2)
  frame.fill(isLong ? 0x79 : 0x78, 0, 2)
  if (isLong) frame[2] = length >>> 8
  frame[headerBytes - 1] = length & 0xff
  frame[headerBytes] = type
  frame.set(content, headerBytes + 1)
  const serialAt = headerBytes + 1 + content.length
  frame[serialAt] = serial >>> 8
  frame[serialAt + 1] = serial & 0xff
  const crc = crcX25(frame, 2, serialAt + 2)
  frame[serialAt + 2] = crc >>> 8
  frame[serialAt + 3] = crc & 0xff
  frame.set(tail, serialAt + 4)
  return frame
}
