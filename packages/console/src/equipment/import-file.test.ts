import { importColumns } from '@bilezik/contract'
import { describe, expect, it } from 'vitest'
import { contentOf, templateOf } from './import-file.ts'

describe('a file for the import', () => {
  it.each(['kk', 'ru', 'en'] as const)('the template in %s has a heading for each column', (language) => {
    const [headings = '', rest] = templateOf(language).split('\r\n')
    expect(headings.charCodeAt(0)).toBe(0xfeff)
    expect(new Set(headings.slice(1).split(';')).size).toBe(importColumns.length)
    expect(rest).toBe('')
  })

  it('is sent byte by byte, whatever is in it', async () => {
    const bytes = Uint8Array.from({ length: 20_001 }, (_, n) => n % 256)
    expect(Buffer.from(await contentOf(new Blob([bytes])), 'base64').equals(bytes)).toBe(true)
  })
})
