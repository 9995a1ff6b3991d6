import { crc32, deflateSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { renderDocument } from './render-document.ts'
import { at } from './testing/envelope.fixture.ts'
import { examples } from './testing/examples.fixture.ts'
import { rendered, textOf } from './testing/rendered-example.ts'

function chunk(kind: string, content: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(kind, 'latin1'), content])
  const ends = Buffer.alloc(8)
  ends.writeUInt32BE(content.length, 0)
  ends.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)])
}

/** Grey, 8 bits, every pixel black. */
function png(width: number, height: number, pixels = Buffer.alloc(height * (1 + width))): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.writeUInt8(8, 8)
  const magic = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([magic, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND', Buffer.alloc(0))])
}

const act = examples['handover-act']
const drawn = (image: Buffer) =>
  ({
    ...act,
    signatures: [
      { role: 'person', name: 'Қыдырәлі Шыңғыс', signedAt: at(2026, 11, 22, 14, 10), image: image.toString('base64') },
    ],
  }) as const

describe('a signature', () => {
  it('[1369.7b] drawn on a screen is printed in its place with its time', async () => {
    const document = drawn(png(60, 20))
    const { pdf } = await rendered(document, 'kk')
    expect(Buffer.from(pdf).toString('latin1')).toContain('/Subtype /Image')
    const { text } = await textOf(document, 'kk')
    expect(text).toContain('Қол қойылған уақыты: 2026 жылғы 22 қараша, 14:10')
  })

  it('[1369.7b] does not change what was signed: the short hash of the words stays, the bytes of the file do not', async () => {
    const [before, after] = [await rendered({ ...act, signatures: [] }, 'kk'), await rendered(drawn(png(60, 20)), 'kk')]
    expect(after.shortHash).toBe(before.shortHash)
    expect(after.pdfSha256).not.toBe(before.pdfSha256)
  })

  it.each([
    ['no image', Buffer.from('no image')],
    ['a PDF', Buffer.from('%PDF-1.7')],
    ['an SVG', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>')],
    ['a PNG cut short', png(60, 20).subarray(0, 50)],
    ['a PNG with a changed byte', Buffer.from(png(60, 20).map((byte, i) => (i === 45 ? byte ^ 1 : byte)))],
    ['a PNG with pixels missing', png(60, 20, Buffer.alloc(100))],
    ['a PNG that unpacks to more than it says', png(60, 20, Buffer.alloc(1_000_000))],
    ['a PNG of 100 million pixels', png(10_000, 10_000, Buffer.alloc(1))],
    ['a PNG of no pixels', png(0, 20, Buffer.alloc(20))],
    ['a PNG with something behind its end', Buffer.concat([png(60, 20), Buffer.from('x')])],
  ])('%s is refused as a signature', async (_what, image) => {
    expect(await renderDocument(drawn(image), 'kk')).toMatchObject({ ok: false, reason: [{ path: 'signatures.0.image' }] })
  })

  it('twelve signatures of the longest names and positions keep within their pages', async () => {
    const long = 'Ѣ'.repeat(300)
    const signatures = Array.from({ length: 12 }, () => ({ role: 'guardianship-authority', name: long, position: long }) as const)
    const { letters, isInside } = await textOf({ ...act, signatures }, 'kk')
    expect(letters.split('Ѣ').length - 1).toBe(24 * 300)
    expect(isInside).toBe(true)
  })
})
