import type { TFunction } from 'i18next'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { ApiProblem } from '../api/client.ts'
import { en } from '../i18n/en.ts'
import { kk } from '../i18n/kk.ts'
import { problemText } from './problem-text.ts'

describe('a zone that is refused', () => {
  let words: Record<'en' | 'kk', TFunction>
  beforeAll(async () => {
    await i18next.init({ resources: { en: { translation: en }, kk: { translation: kk } }, lng: 'en' })
    words = { en: i18next.getFixedT('en'), kk: i18next.getFixedT('kk') }
  })
  const problem = new ApiProblem({
    type: 'about:blank',
    status: 422,
    code: 'bad-zone',
    title: 'The zone cannot be watched as drawn',
    detail: 'Stadium: hole-outside',
    requestId: 'r',
    fields: [{ path: 'body.rules.0.zone.shape', message: 'hole-outside' }],
  })

  it.each([
    { language: 'en' as const, expected: 'Stadium: a hole does not lie within the border' },
    { language: 'kk' as const, expected: 'Stadium: ойық шекараның ішінде жатқан жоқ' },
  ])('is told with its name and the reason in words: $language', ({ language, expected }) => {
    expect(problemText(problem, words[language])).toBe(`The zone cannot be watched as drawn. ${expected}`)
  })
})

it('the provision that decides is told in words', async () => {
  await i18next.init({ resources: { en: { translation: en }, kk: { translation: kk } }, lng: 'en' })
  const problem = new ApiProblem({ type: 'about:blank', status: 422, code: 'bad-request', title: 'No', citation: 'PEC 1(2)' })
  expect(problemText(problem, i18next.getFixedT('en'))).toBe('No. Penal Execution Code of the RK: Article 1, part 2')
  expect(problemText(problem, i18next.getFixedT('kk'))).toBe('No. ҚР Қылмыстық-атқару кодексі: 1-баптың 2-бөлігі')
})

it('what cannot have been so is told in words', async () => {
  await i18next.init({ resources: { en: { translation: en }, kk: { translation: kk } }, lng: 'en' })
  const detail = 'sent before it was decided'
  const problem = new ApiProblem({
    type: 'about:blank',
    status: 422,
    code: 'case-record-impossible',
    title: 'Олай болмайды',
    detail,
    requestId: 'r',
  })
  expect(problemText(problem, i18next.getFixedT('kk'))).toBe('Олай болмайды. қаулы шығарылғанға дейін жіберілген')
})
