import { invariant } from '@bilezik/domain'

/** Whether a font has a glyph for a code point. */
export type Coverage = (codePoint: number) => boolean

/** Read from the font's own table of characters (`cmap`, format 4: the basic plane, which is all that a text face has). */
export function coverageOf(font: Buffer): Coverage {
  const cmap = tableAt(font, 'cmap')
  const count = font.readUInt16BE(cmap + 2)
  for (let i = 0; i < count; i++) {
    const record = cmap + 4 + 8 * i
    const subtable = cmap + font.readUInt32BE(record + 4)
    const isUnicode = font.readUInt16BE(record) === 3 && font.readUInt16BE(record + 2) === 1
    if (isUnicode && font.readUInt16BE(subtable) === 4) return segmentsOf(font, subtable)
  }
  throw new Error('the font has no table of characters of the basic plane')
}

function tableAt(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4)
  for (let i = 0; i < count; i++) {
    const record = 12 + 16 * i
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

function segmentsOf(font: Buffer, at: number): Coverage {
  const doubled = font.readUInt16BE(at + 6)
  const covered = new Set<number>()
  for (let offset = 0; offset < doubled; offset += 2) {
    const end = font.readUInt16BE(at + 14 + offset)
    const start = font.readUInt16BE(at + 16 + doubled + offset)
    const delta = font.readUInt16BE(at + 16 + 2 * doubled + offset)
    const rangeAt = at + 16 + 3 * doubled + offset
    const range = font.readUInt16BE(rangeAt)
    for (let code = start; code <= end && code < 0xffff; code++) {
      const glyph = range === 0 ? code + delta : font.readUInt16BE(rangeAt + range + 2 * (code - start))
      if ((glyph & 0xffff) !== 0) covered.add(code)
    }
  }
  invariant(covered.size > 0, 'the font shows at least one character')
  return (codePoint) => covered.has(codePoint)
}
