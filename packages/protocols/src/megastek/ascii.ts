/** One character a byte, so that offsets in the text are offsets in the frame; bytes above 126 stay what they are. */
export function textOf(bytes: Uint8Array): string {
  let text = ''
  // As many at once as a call surely takes; spread, they would be three times as slow as one by one.
  for (let at = 0; at < bytes.length; at += 4_096)
    text += String.fromCharCode.apply(null, bytes.subarray(at, at + 4_096) as unknown as number[])
  return text
}

export function bytesOfText(text: string): Uint8Array {
  return Uint8Array.from(text, (character) => character.charCodeAt(0) & 0xff)
}

/** For what is kept as the device wrote it: no database holds a zero byte in a text. */
export function printable(text: string): string {
  return text.replace(/[^ -~]/g, '.')
}

/** Exclusive or of all characters: the checksum of NMEA, of padded STX frames and of commands. */
export function xorOf(text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum ^= text.charCodeAt(at)
  return sum & 0xff
}

/** Sum of all characters modulo 256: the checksum of STX frames with commas. */
export function sumOf(text: string): number {
  let sum = 0
  for (let at = 0; at < text.length; at++) sum += text.charCodeAt(at)
  return sum & 0xff
}

/** Two capital hexadecimal digits, as every checksum of this family is written. */
export function hexPair(value: number): string {
  return value.toString(16).toUpperCase().padStart(2, '0')
}

/** A plain decimal number, or undefined where the field is blank or holds anything else. */
export function numberOf(field: string | undefined): number | undefined {
  return field !== undefined && /^-?\d{1,9}(?:\.\d{1,9})?$/.test(field) ? Number(field) + 0 : undefined
}
