import { crc32, inflateSync } from 'node:zlib'

const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
/** A signature drawn on a large tablet; it is printed 4 cm wide. */
const mostPixels = 3_000 * 1_500
const channelsOf: Readonly<Record<number, number>> = { 0: 1, 2: 3, 4: 2, 6: 4 }

/**
 * Why these bytes are no PNG that every reader decodes alike; undefined: they are one. Stricter than the format (no palette,
 * no interlacing, 8 bits a channel, which is what a canvas writes), so that nothing is left for the compiler to refuse.
 */
export function pngFault(bytes: Buffer): string | undefined {
  if (!bytes.subarray(0, 8).equals(magic)) return 'no PNG'
  const data: Buffer[] = []
  let header: Buffer | undefined
  for (let at = 8; at + 12 <= bytes.length;) {
    const length = bytes.readUInt32BE(at)
    const end = at + 12 + length
    if (end > bytes.length) return 'cut short'
    const kind = bytes.toString('latin1', at + 4, at + 8)
    const content = bytes.subarray(at + 8, at + 8 + length)
    if (crc32(bytes.subarray(at + 4, at + 8 + length)) !== bytes.readUInt32BE(end - 4)) return 'checksum'
    if (at === 8) header = kind === 'IHDR' && length === 13 ? content : undefined
    if (kind === 'IDAT') data.push(content)
    if (kind === 'IEND') return end === bytes.length ? pixelsFault(header, data) : 'bytes behind its end'
    at = end
  }
  return 'cut short'
}

function pixelsFault(header: Buffer | undefined, data: readonly Buffer[]): string | undefined {
  if (!header) return 'no header'
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)]
  const channels = channelsOf[header.readUInt8(9)]
  if (header.readUInt8(8) !== 8 || channels === undefined || header.readUInt8(12) !== 0) return 'not 8 bits a channel, plain'
  if (width === 0 || height === 0 || width * height > mostPixels) return 'size'
  const expected = height * (1 + width * channels)
  try {
    const pixels = inflateSync(Buffer.concat(data), { maxOutputLength: expected + 1 })
    return pixels.length === expected ? undefined : 'pixels missing'
  } catch {
    return 'pixels unreadable'
  }
}
