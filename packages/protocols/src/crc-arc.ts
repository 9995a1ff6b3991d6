/** One step of the reflected polynomial 0xA001 for every byte value. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit++) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  return crc
})

/** CRC-16/ARC ("CRC-16/IBM" in makers' papers): check value 0xBB3D for the text 123456789. */
export function crcArc(bytes: Uint8Array, from = 0, until = bytes.length): number {
  let crc = 0
  for (let at = from; at < until; at++) crc = (crc >>> 8) ^ (table[(crc ^ (bytes[at] ?? 0)) & 0xff] ?? 0)
  return crc
}
