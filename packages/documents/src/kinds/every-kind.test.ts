import { documentKinds, languages } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { renderDocument } from '../render-document.ts'
import { examples } from '../testing/examples.fixture.ts'
import { inWords } from '../wording/say.ts'
import { readPdf } from '../testing/read-pdf.ts'
import { renderedExample } from '../testing/rendered-example.ts'

const cases = documentKinds.flatMap((kind) => languages.map((language) => ({ kind, language })))

describe('every kind of document in every language', () => {
  it.each(cases)('$kind, $language: whose, by whom, when and under what it was drawn up', async ({ kind, language }) => {
    const { text, pages } = await readPdf((await renderedExample(kind, language)).pdf)
    const { organisation, person, citations, place } = examples[kind]
    for (const words of [organisation.name, organisation.address, place]) expect(text).toContain(words[language])
    for (const { words, code } of citations) expect(text).toContain(`${inWords(words, language)} (${code})`)
    expect(text).toContain(person.fullName)
    expect(text).toContain('15/2026')
    expect(text).toContain({ kk: '2026 жылғы 22 қараша', ru: '22 ноября 2026 года', en: '22 November 2026' }[language])
    for (const { name } of examples[kind].signatures) expect(text).toContain(name)
    expect(pages).toBeLessThanOrEqual(3)
    expect(text).not.toMatch(/undefined|null|\[object|\{\w+\}/)
  })

  it.each(cases)('$kind, $language: each page carries number, hash and its place among the pages', async ({ kind, language }) => {
    const { pdf, shortHash, checkText } = await renderedExample(kind, language)
    const { text, pages } = await readPdf(pdf)
    const page = { kk: 'бет', ru: 'стр.', en: 'page' }[language]
    for (let at = 1; at <= pages; at++) expect(text).toMatch(new RegExp(`15/2026 · ${shortHash} .*?${page} ${at} / ${pages}`))
    expect(checkText).toBe(`https://bilezik.example/check/${shortHash}`)
    expect(text).toContain(checkText)
  })

  it.each(cases)('$kind, $language: is a PDF/A-2b, the same bytes each time', async ({ kind, language }) => {
    const [once, again] = [await renderedExample(kind, language), await renderDocument(examples[kind], language)]
    const file = Buffer.from(once.pdf).toString('latin1')
    expect(file).toContain('<pdfaid:part>2</pdfaid:part>')
    expect(file).toContain('<pdfaid:conformance>B</pdfaid:conformance>')
    expect(again.ok && Buffer.from(again.value.pdf).equals(Buffer.from(once.pdf))).toBe(true)
  })
})
