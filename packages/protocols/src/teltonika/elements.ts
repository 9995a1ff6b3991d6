import { type Cursor, hexOf } from '../cursor.ts'
import type { RecordLayout } from './codec-ids.ts'

/** One input or output of the device. The same id means other things at other widths, so its bytes are kept. */
export interface IoElement {
  readonly id: number
  readonly bytes: Uint8Array
  /** Its length stands in the message; such an element is text or a list, never a number. */
  readonly isVariable: boolean
}

/** Exact up to 2^53; eight bytes beyond it are told as hexadecimal text. */
export function unsignedOf(bytes: Uint8Array): number {
  let value = 0
  for (let at = 0; at < bytes.length; at++) value = value * 0x100 + bytes[at]!
  return value
}

export function signedOf(bytes: Uint8Array): number {
  const value = unsignedOf(bytes)
  const range = 2 ** (bytes.length * 8)
  return value >= range / 2 ? value - range : value
}

function readNumber(cursor: Cursor, bytes: 1 | 2): number {
  return bytes === 2 ? cursor.u16() : cursor.u8()
}

/** `count`, then as many ids with values of this width. An absurd count runs out of bytes at once and is remembered. */
export function readGroup(cursor: Cursor, width: number, layout: Pick<RecordLayout, 'idBytes' | 'countBytes'>): IoElement[] {
  const elements: IoElement[] = []
  for (let left = readNumber(cursor, layout.countBytes); left > 0 && !cursor.problem; left--) {
    elements.push({ id: readNumber(cursor, layout.idBytes), bytes: cursor.take(width), isVariable: false })
  }
  return elements
}

function readVariable(cursor: Cursor): IoElement[] {
  const elements: IoElement[] = []
  for (let left = cursor.u16(); left > 0 && !cursor.problem; left--) {
    const id = cursor.u16()
    elements.push({ id, bytes: cursor.take(cursor.u16()), isVariable: true })
  }
  return elements
}

const widths = [1, 2, 4, 8] as const

/** `hasSixteen`: a fifth group of 16-byte values, which some firmware of codec 8 writes without saying so. */
export function readElements(cursor: Cursor, layout: RecordLayout, hasSixteen: boolean): IoElement[] {
  const elements: IoElement[] = []
  for (const width of widths) elements.push(...readGroup(cursor, width, layout))
  if (hasSixteen) elements.push(...readGroup(cursor, 16, layout))
  if (layout.hasVariableLength) elements.push(...readVariable(cursor))
  return elements
}

/** Of an element of any length: what staff can read of it. */
const maxTextCharacters = 512

export function rawValueOf({ bytes, isVariable }: IoElement): number | string {
  if (!isVariable && bytes.length <= 8) {
    const value = unsignedOf(bytes)
    if (Number.isSafeInteger(value)) return value
  }
  const isText = isVariable && bytes.length > 0 && bytes.every((byte) => byte >= 0x20 && byte < 0x7f)
  const text = isText ? String.fromCharCode(...bytes.subarray(0, maxTextCharacters)) : hexOf(bytes.subarray(0, maxTextCharacters))
  return text.slice(0, maxTextCharacters)
}
