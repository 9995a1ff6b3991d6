/** One step of the polynomial 0x1021 for every byte value. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 8
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x8000 ? (crc << 1) ^ 0x1021 : crc << 1
  return crc & 0xffff
})

/** The register after one more byte; it begins at 0xFFFF. */
export function nextCcittFalse(crc: number, byte: number): number {
  return ((crc << 8) & 0xffff) ^ (table[((crc >>> 8) ^ byte) & 0xff] ?? 0)
}

/** CRC-16/CCITT-FALSE ("CRC16" in makers' papers): check value 0x29B1 for the text 123456789. */
export function crcCcittFalse(bytes: Uint8Array, from = 0, until = bytes.length): number {
  let crc = 0xffff
  for (let at = from; at < until; at++) crc = nextCcittFalse(crc, bytes[at] ?? 0)
  return crc
}
