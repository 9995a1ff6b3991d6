import { ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../../codec.ts'
import { Cursor, hexOf } from '../../cursor.ts'

/** `+` as it happens, `-` from the memory. */
export const liveByte = 0x2b
export const bufferedByte = 0x2d
export const reportByte = 0x00
export const heartbeatByte = 0x10
export const heartbeatBytes = 24
const tailByte = 0x24
/** Head of eighteen bytes, an empty reserved field, and the end. */
export const shortestReportBytes = 23
/** Count number, check byte and tail. */
const endBytes = 4

/** One step of the polynomial 0x31 for every byte value. */
const table = Uint8Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = (crc & 0x80 ? (crc << 1) ^ 0x31 : crc << 1) & 0xff
  return crc
})

/** CRC-8 with polynomial 0x31 beginning at 0xFF: check value 0xF7 for the text 123456789. */
export function crc8(bytes: Uint8Array, until = bytes.length): number {
  let crc = 0xff
  for (let at = 0; at < until; at++) crc = table[crc ^ (bytes[at] ?? 0)] ?? 0
  return crc
}

/** The whole length that a frame of the second generation states; undefined where it begins no such frame or is too short to tell. */
export function proLength(bytes: Uint8Array): number | undefined {
  if (bytes[0] === liveByte && bytes[1] === heartbeatByte) return bytes[2]
  const isReport = (bytes[0] === liveByte || bytes[0] === bufferedByte) && bytes[1] === reportByte
  return isReport && bytes.length >= 4 ? bytes[2]! * 256 + bytes[3]! : undefined
}

export interface ProFrame {
  readonly isHeartbeat: boolean
  readonly identifier: string
  readonly count: number
  /** The records; empty in a heartbeat. */
  readonly records: Uint8Array
  readonly isUnverified: boolean
}

/** Sixteen half bytes, the first of them nought. */
function imeiOf(bytes: Uint8Array): string | undefined {
  const digits = hexOf(bytes)
  return /^0\d{15}$/.test(digits) ? digits.slice(1) : undefined
}

function failed(code: DecodeFailure['code'], detail: string): Result<never, DecodeFailure> {
  return refused({ code, detail })
}

export function parseProFrame(bytes: Uint8Array, isChecksumUntrusted = false): Result<ProFrame, DecodeFailure> {
  const isHeartbeat = bytes[1] === heartbeatByte
  const isLong = bytes.length >= (isHeartbeat ? heartbeatBytes : shortestReportBytes)
  const isWhole = isLong && proLength(bytes) === bytes.length && bytes.at(-1) === tailByte
  if (!isWhole) return failed('framing', 'The frame does not end as it must.')
  const isRight = crc8(bytes, bytes.length - 2) === bytes.at(-2)
  if (!isRight && !isChecksumUntrusted) return failed('checksum', 'The check byte contradicts the frame.')
  const cursor = new Cursor(bytes.subarray(0, bytes.length - endBytes))
  cursor.skip(isHeartbeat ? 3 : 4)
  // A long report comes in several frames, each with whole records.
  if (!isHeartbeat && (cursor.u8() & 0x80) !== 0) cursor.skip(2)
  const identifier = imeiOf(cursor.take(8))
  cursor.skip(5)
  if (isHeartbeat) cursor.skip(4)
  else cursor.skip(cursor.u8())
  const records = cursor.rest()
  if (cursor.problem !== undefined) return failed('malformed', cursor.problem)
  if (identifier === undefined) return failed('malformed', 'The identifier is no IMEI.')
  const count = (bytes.at(-4) ?? 0) * 256 + (bytes.at(-3) ?? 0)
  return ok({ isHeartbeat, identifier, count, records: records.slice(), isUnverified: !isRight })
}
