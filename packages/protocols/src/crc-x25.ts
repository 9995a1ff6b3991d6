/** One step of the reflected polynomial 0x8408 for every byte value. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0x8408 : crc >>> 1
  return crc
})

/** CRC-16/X-25 ("CRC-ITU" in makers' papers): check value 0x906E for the text 123456789. */
export function crcX25(bytes: Uint8Array, from = 0, until = bytes.length): number {
  let crc = 0xffff
  for (let at = from; at < until; at++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  return crc ^ 0xffff
}
