import { caseEventWords, citationOf, invariant, languages } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { Printed } from '../../document.ts'
import { drawDocument, renderDocument } from '../../render-document.ts'
import { at } from '../../testing/envelope.fixture.ts'
import { readPdf } from '../../testing/read-pdf.ts'

type History = Extract<Printed, { readonly kind: 'order-history' }>
type Event = NonNullable<History['events']>[number]

const event = (sequence: number, kind: string, body: Record<string, unknown> = {}, state: Event['state'] = 'active'): Event => ({
  sequence,
  recordedAt: at(2026, 11, 22, 9, 1),
  at: at(2026, 11, 21, 18, 30),
  by: 'Сейітов Ғалым Өмірұлы',
  kind,
  state,
  body,
})
const decision = {
  kind: 'decision',
  measure: 'house-arrest',
  number: '7-26/114',
  decidedOn: '2026-11-20',
  isUnderArticle139: false,
  authorisation: { court: 'Әуезов ауданының соты', number: '12', on: '2026-11-20' },
  act: null,
}

function historyOf(events: readonly Event[]): History {
  return {
    kind: 'order-history',
    orderId: '0197c3a0-0000-7000-8000-000000000001',
    printedAt: at(2026, 11, 23, 10, 0),
    organisation: { kk: 'Бөлімше', ru: 'Подразделение', en: 'Subdivision' },
    personName: 'Қыдырәлі Ш. Ү.',
    decision: { number: '7-26/114', on: '2026-11-20', body: 'Тергеу бөлімі' },
    state: 'active',
    events,
    documents: [{ number: '15/2026', kind: 'memo', issuedAt: at(2026, 11, 22), by: 'Сейітов Ғ. Ө.', sha256: 'ab'.repeat(32) }],
    jsonSha256: 'cd'.repeat(32),
  }
}

async function read(history: History, language: 'kk' | 'ru' | 'en') {
  const outcome = await renderDocument(history, language)
  invariant(outcome.ok, outcome.ok ? '' : JSON.stringify(outcome.reason))
  return { ...(await readPdf(outcome.value.pdf)), shortHash: outcome.value.shortHash }
}

describe('the history of an order on paper', () => {
  it.each(languages)('%s: every event with who, when, what, the basis and what was recorded', async (language) => {
    const { text, letters, pages, shortHash, isInside } = await read(
      historyOf([
        event(1, 'receive', {}, 'received'),
        event(2, 'record', decision, 'received'),
        { ...event(3, 'adopt', { registrationNumber: 'Б-204' }, 'adopted'), citations: [citationOf('1369 §7(2)')] },
        { ...event(4, 'a-step-of-tomorrow', { somethingNew: 'x y z' }), by: null },
      ]),
      language,
    )
    const expected = {
      kk: ['1. Топтама алынды', '2. Енгізілді: шешім', '3. Орындауға қабылданды', 'Шара үйқамақ', '2026 жылғы 21 қараша, 18:30'],
      ru: [
        '1. Пакет получен',
        '2. Внесено: решение',
        '3. Принято к исполнению',
        'Мера домашний арест',
        '21 ноября 2026 года, 18:30',
      ],
      en: [
        '1. Package received',
        '2. Noted: decision',
        '3. Adopted for execution',
        'Measure house arrest',
        '21 November 2026, 18:30',
      ],
    }[language]
    for (const words of expected) expect(text).toContain(words)
    expect(text).toContain('Сейітов Ғалым Өмірұлы')
    expect(text).toContain('Б-204')
    expect(text).toContain('(1369 §7(2))')
    expect(text).toContain('4. a-step-of-tomorrow')
    expect(text).toContain('somethingNew x y z')
    for (const hash of ['ab', 'cd']) expect(letters).toContain(hash.repeat(32))
    for (let page = 1; page <= pages; page++) expect(text).toContain(`${page} / ${pages}`)
    expect(text.split(shortHash).length - 1).toBeGreaterThanOrEqual(pages)
    expect(text).not.toMatch(/undefined|null|\[object|\{\w+\}/)
    expect(isInside).toBe(true)
  })

  it('whatever was typed into a note comes out as text', async () => {
    const typed = '#panic("x") *жирно* $ x $ <ярлык> {number} <script>alert(1)</script> __proto__ Асан\u202eнасА'
    const { letters } = await read(historyOf([event(1, 'check', { note: typed, ['constructor']: typed })]), 'ru')
    const seen = typed.replace('\u202e', '[U+202E]').replaceAll(' ', '')
    // Where a line ends within it is the layout’s affair.
    expect(letters).toContain(`Примечание${seen}`)
    expect(letters).toContain(`constructor${seen}`)
  })

  it('a shape is told by the number of its points, and a body beyond its bound by what is left out', async () => {
    const ring = Array.from({ length: 5_000 }, (_, i) => ({ lat: 43, lon: 76 + i / 1e5 }))
    const many = Object.fromEntries(Array.from({ length: 90 }, (_, i) => [`field${i}`, i]))
    const { text } = await read(
      historyOf([
        event(1, 'adopt', {
          rules: [{ kind: 'curfew', zone: { name: 'Үй', shape: { kind: 'polygon', ring, holes: [ring.slice(0, 7)] } } }],
        }),
        event(2, 'check', { note: 'я'.repeat(9_000) }),
        event(3, 'vary', many),
      ]),
      'ru',
    )
    expect(text).toContain('Граница – Число точек 5000')
    expect(text).toContain('Вырезы – 1 – Число точек 7')
    expect(text).toContain('полностью в данных JSON')
    expect(text).toContain('field79')
    expect(text).not.toContain('field80')
    expect(text).toContain('Ещё полей: 10')
  })

  it('a file of as many events as it takes comes out whole', async () => {
    const kinds = Object.keys(caseEventWords)
    const body = { ...decision, note: 'Ескертпе. '.repeat(20) }
    const events = Array.from({ length: 500 }, (_, i) =>
      event(i + 1, i % 3 === 0 ? 'record' : (kinds[i % kinds.length] ?? ''), body),
    )
    const { text, pages } = await read(historyOf(events), 'kk')
    expect(pages).toBeGreaterThan(100)
    for (let i = 1; i <= 500; i++) expect(text).toContain(` ${i}. `)
    expect(text).toContain(`${pages} / ${pages}`)
  })

  it('bodies beyond what the renderer carries are cut by one measure, and each cut is said', async () => {
    const body = Object.fromEntries(Array.from({ length: 60 }, (_, i) => [`f${i}`, 'Ескертпе жазба. '.repeat(60)]))
    const { letters } = await read(historyOf(Array.from({ length: 500 }, (_, i) => event(i + 1, 'check', body))), 'ru')
    expect(letters.split('Ещёполей:36,').length - 1).toBe(500)
    expect(letters.split('…(полностьювданныхJSON)').length - 1).toBe(500 * 24)
  }, 60_000)

  it('says when there is nothing, and a hash that is none is refused', async () => {
    expect((await read(historyOf([]), 'kk')).text).toContain('Жазба жоқ.')
    expect(await drawDocument({ ...historyOf([]), jsonSha256: 'x' }, 'kk')).toMatchObject({
      ok: false,
      reason: [{ path: 'jsonSha256' }],
    })
  })
})
