import { deflateSync } from 'node:zlib'

/** The smallest that says of itself what a PDF says: a header, something, and where its cross-references begin. */
export function aPdf(text = 'x'): Buffer {
  return Buffer.from(`%PDF-1.7\n1 0 obj\n(${text})\nendobj\nxref\n0 1\ntrailer\n<< /Root 1 0 R >>\nstartxref\n9\n%%EOF\n`)
}

function pngChunk(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  // Nobody here checks the sum; a length of four keeps the layout.
  return Buffer.concat([length, Buffer.from(name), data, Buffer.alloc(4)])
}

export function aPng(width = 1, height = 1): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(4))),
    pngChunk('IEND', Buffer.alloc(0)),
  ])
}

export function aJpeg(width = 1): Buffer {
  const frame = Buffer.from('ffc0000b080001000001011100', 'hex')
  frame.writeUInt16BE(width, 7)
  return Buffer.concat([
    Buffer.from('ffd8ffe000104a46494600010100000100010000', 'hex'),
    frame,
    Buffer.from('ffda0008010100003f00d2cfffd9', 'hex'),
  ])
}

export function aTiff(): Buffer {
  const entries = [
    [256, 4],
    [257, 2],
  ]
  const bytes = Buffer.alloc(8 + 2 + 12 * entries.length + 4)
  bytes.write('II*\0', 0, 'latin1')
  bytes.writeUInt32LE(8, 4)
  bytes.writeUInt16LE(entries.length, 8)
  entries.forEach(([tag = 0, value = 0], i) => {
    bytes.writeUInt16LE(tag, 10 + 12 * i)
    bytes.writeUInt16LE(4, 12 + 12 * i)
    bytes.writeUInt32LE(1, 14 + 12 * i)
    bytes.writeUInt32LE(value, 18 + 12 * i)
  })
  return bytes
}

function box(name: string, data: Buffer): Buffer {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(8 + data.length)
  return Buffer.concat([length, Buffer.from(name, 'latin1'), data])
}

export function aHeic(): Buffer {
  return Buffer.concat([
    box('ftyp', Buffer.from('heic\0\0\0\0mif1heic', 'latin1')),
    box('meta', Buffer.alloc(12)),
    box('mdat', Buffer.alloc(8)),
  ])
}

/** ContentInfo of signed data with nothing in it. */
export function aSignature(): Buffer {
  const content = Buffer.from('a0023000', 'hex')
  const oid = Buffer.from('06092a864886f70d010702', 'hex')
  return Buffer.concat([Buffer.from([0x30, oid.length + content.length]), oid, content])
}
