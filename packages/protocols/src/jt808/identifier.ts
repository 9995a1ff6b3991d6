import { hexOf } from '../cursor.ts'

/** Bytes of the terminal number: by the editions until 2013, of the E7 frames, by the edition of 2019. */
export const phoneBytes = { classic: 6, alternative: 7, versioned: 10 } as const

/** The check digit of an IMEI (Luhn) for its first fourteen digits. */
function luhnDigit(digits: string): number {
  let sum = 0
  for (const [index, character] of [...digits].entries()) {
    const digit = Number(character) * (index % 2 === 0 ? 1 : 2)
    sum += digit > 9 ? digit - 9 : digit
  }
  return (10 - (sum % 10)) % 10
}

/**
 * The one form in which a device is registered; its length tells how the header writes it, so that a command finds the way back.
 * - up to 12 digits: BCD[6] without its leading zeros;
 * - 15 digits: an IMEI, whose first fourteen digits some makers write as one binary number of six bytes;
 * - 14 or 20 digits: BCD[7] and BCD[10] in full;
 * - 12 hexadecimal digits with a letter: six bytes that are neither.
 * Undefined: zeros name nobody. A binary IMEI that happens to look like BCD is read as BCD (one in three hundred): always the same.
 */
export function identifierOf(phone: Uint8Array): string | undefined {
  const hex = hexOf(phone)
  if (/^0*$/.test(hex)) return undefined
  if (/^\d+$/.test(hex)) return phone.length === phoneBytes.classic ? hex.replace(/^0+/, '') : hex
  if (phone.length !== phoneBytes.classic) return hex
  const digits = String(Number.parseInt(hex, 16))
  return digits.length === 14 ? `${digits}${luhnDigit(digits)}` : hex
}

/** The header's bytes again; undefined where the identifier is of none of these forms. */
export function phoneOf(identifier: string): Uint8Array | undefined {
  const hex = hexOfIdentifier(identifier)
  if (hex === undefined) return undefined
  return Uint8Array.from({ length: hex.length / 2 }, (_, at) => Number.parseInt(hex.slice(at * 2, at * 2 + 2), 16))
}

function hexOfIdentifier(identifier: string): string | undefined {
  if (/^\d{1,12}$/.test(identifier)) return identifier.padStart(12, '0')
  if (/^\d{14}$|^\d{20}$|^[\da-f]{12}$/.test(identifier)) return identifier
  if (/^\d{15}$/.test(identifier)) return Number(identifier.slice(0, 14)).toString(16).padStart(12, '0')
  return undefined
}
