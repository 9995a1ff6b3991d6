import { invariant, languages } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { Printed } from '../../document.ts'
import { renderDocument } from '../../render-document.ts'
import { at } from '../../testing/envelope.fixture.ts'
import { readPdf } from '../../testing/read-pdf.ts'
import { coverSheetWording } from './wording.ts'

type Sheet = Extract<Printed, { readonly kind: 'cover-sheet' }>

const sheet: Sheet = {
  kind: 'cover-sheet',
  deliveryId: '0197c3a0-0000-7000-8000-000000000001',
  printedAt: at(2026, 11, 23, 10, 0),
  organisation: { name: { kk: 'Бөлімше', ru: 'Подразделение', en: 'Subdivision' }, address: 'Астана, Абай 10', phone: null },
  addressee: 'Әуезов ауданының прокуратурасы',
  address: 'Алматы қаласы, Өтеген батыр көшесі, 17-үй',
  enclosed: [{ kind: 'adoption-notice', number: '15/2026', issuedAt: at(2026, 11, 22) }, { name: 'шешімнің көшірмесі.pdf' }],
}

async function read(given: Sheet, language: 'kk' | 'ru' | 'en') {
  const outcome = await renderDocument(given, language)
  invariant(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.reason))
  return readPdf(outcome.value.pdf)
}

describe('a cover sheet', () => {
  it.each(languages)('%s: tells to whom, which papers, and has room for a receipt', async (language) => {
    const { text, pages, isInside } = await read(sheet, language)
    expect([pages, isInside]).toEqual([1, true])
    for (const word of [sheet.addressee, sheet.address ?? '', '15/2026', 'шешімнің көшірмесі.pdf']) expect(text).toContain(word)
    for (const word of ['receipt', 'name', 'at', 'incoming', 'back'] as const)
      expect(text).toContain(coverSheetWording[word][language])
    expect(text).not.toMatch(/undefined|null|\{\w+\}/)
  })

  it('of a hundred papers goes over pages, and the place for the receipt comes once', async () => {
    const enclosed = Array.from({ length: 100 }, (_, i) => ({ name: `paper ${i + 1}.pdf` }))
    const { text, pages } = await read({ ...sheet, enclosed }, 'ru')
    expect(pages).toBeGreaterThan(1)
    expect(text.split(coverSheetWording.receipt.ru)).toHaveLength(2)
    expect(text).toContain('paper 100.pdf')
  })
})
