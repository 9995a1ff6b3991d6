import { hexOf, type Cursor } from '../../cursor.ts'
import type { Decoded } from './family.ts'

/** Eight bytes, two decimal digits each; fifteen digits of IMEI behind a leading zero. */
export function readIdentifier(cursor: Cursor): string {
  const digits = hexOf(cursor.take(8))
  if (!/^\d{16}$/.test(digits)) cursor.reject('The terminal number holds more than decimal digits.')
  return digits.startsWith('0') ? digits.slice(1) : digits
}

/** Terminal number; then, on newer devices, model code and time zone, which say nothing about the person. */
export function decodeLogin(cursor: Cursor): Decoded {
  return { identifier: readIdentifier(cursor), readings: [] }
}

/** Messages that carry no observation: acknowledgements, requests, answers to our own commands. */
export function decodeNothing(): Decoded {
  return { readings: [] }
}
