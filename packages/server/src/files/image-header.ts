/** What an image says of itself at its head. A picture of more would only be there to exhaust whoever opens it. */
const mostPixels = 400_000_000

function isSane(width: number, height: number): boolean {
  return width > 0 && height > 0 && width * height <= mostPixels
}

/** Start-of-frame markers, of which a JPEG has one: C0 to CF without the tables C4, CC and the extension C8. */
function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc
}

/** Segments up to the frame with its size; the scan that follows has an end. */
export function isJpeg(bytes: Buffer): boolean {
  let at = 2
  while (at + 9 <= bytes.length && bytes[at] === 0xff) {
    const marker = bytes[at + 1] ?? 0
    // Fill bytes may stand before a marker.
    if (marker === 0xff) at += 1
    else if (isFrame(marker))
      return isSane(bytes.readUInt16BE(at + 7), bytes.readUInt16BE(at + 5)) && bytes.includes(Buffer.from([0xff, 0xd9]), at)
    else {
      const length = bytes.readUInt16BE(at + 2)
      if (length < 2) return false
      at += 2 + length
    }
  }
  return false
}

/** Its first chunk is the header, its last the end: one that was cut off on the way lacks it. */
export function isPng(bytes: Buffer): boolean {
  if (bytes.length < 45 || bytes.toString('latin1', 12, 16) !== 'IHDR' || bytes.readUInt32BE(8) !== 13) return false
  return (
    isSane(bytes.readUInt32BE(16), bytes.readUInt32BE(20)) &&
    bytes.toString('latin1', bytes.length - 8, bytes.length - 4) === 'IEND'
  )
}

const tiffWidth = 256
const tiffHeight = 257

/** Its directory may lie anywhere, so that its head alone says no more. */
export function beginsAsTiff(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 4)
  return head === 'II*\0' || head === 'MM\0*'
}

/** The first directory lies within the file and names both sides. */
export function isTiff(bytes: Buffer): boolean {
  if (bytes.length < 8) return false
  const isLittle = bytes[0] === 0x49
  const u16 = (at: number) => (isLittle ? bytes.readUInt16LE(at) : bytes.readUInt16BE(at))
  const u32 = (at: number) => (isLittle ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at))
  const directory = u32(4)
  if (directory < 8 || directory + 2 > bytes.length) return false
  const count = u16(directory)
  if (directory + 2 + 12 * count > bytes.length) return false
  const sizes = new Map<number, number>()
  for (let i = 0; i < count; i++) {
    const entry = directory + 2 + 12 * i
    // Type 3 is a short, 4 a long.
    if (u16(entry) <= tiffHeight) sizes.set(u16(entry), u16(entry + 2) === 3 ? u16(entry + 8) : u32(entry + 8))
  }
  return isSane(sizes.get(tiffWidth) ?? 0, sizes.get(tiffHeight) ?? 0)
}

/** Boxes of ISO/IEC 14496-12: the file type, then the table of the picture; all of them end with the file. */
export function isHeic(bytes: Buffer): boolean {
  let at = 0
  let hasTable = false
  while (at + 8 <= bytes.length) {
    const size = bytes.readUInt32BE(at)
    hasTable ||= bytes.toString('latin1', at + 4, at + 8) === 'meta'
    // 0: to the end of the file; 1: a 64-bit size, which nothing of ours reaches.
    if (size === 0) return hasTable
    if (size < 8 || at + size > bytes.length) return false
    at += size
  }
  return hasTable && at === bytes.length
}
