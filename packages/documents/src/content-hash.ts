import { createHash } from 'node:crypto'

/** Crockford's letters: none that is read for another. */
const letters = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const shortLetters = 16

/** SHA-256 in hex. */
export function sha256(bytes: string | Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex')
}

/**
 * The first 80 bits of a hash in four groups of four letters, short enough to be read over the telephone: finding
 * another document with the same ones takes 2⁸⁰ trials.
 */
export function shortHash(sha256Hex: string): string {
  const bits = BigInt(`0x${sha256Hex.slice(0, (shortLetters * 5) / 4)}`)
  const all = Array.from({ length: shortLetters }, (_, i) => letters[Number((bits >> BigInt(5 * (shortLetters - 1 - i))) & 31n)])
  return [0, 4, 8, 12].map((at) => all.slice(at, at + 4).join('')).join('-')
}
