/** Bytes of a unique identifier. */
export const uniqueIdBytes = 8

/**
 * Fifteen digits, two of them in each byte as a plain number (0D is 13) and the last alone; undefined where the bytes cannot be
 * that: then they are the device's name, which is nobody's identifier.
 */
export function imeiOf(bytes: Uint8Array): string | undefined {
  let digits = ''
  for (const [index, byte] of bytes.entries()) {
    const isLast = index === uniqueIdBytes - 1
    if (byte > (isLast ? 9 : 99)) return undefined
    digits += String(byte).padStart(isLast ? 1 : 2, '0')
  }
  return bytes.length === uniqueIdBytes && digits !== '000000000000000' ? digits : undefined
}

export function uniqueIdOf(imei: string): number[] {
  return Array.from({ length: uniqueIdBytes }, (_, at) => Number(imei.slice(at * 2, at * 2 + 2)))
}
