import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { kk } from '../i18n/kk.ts'
import { ru } from '../i18n/ru.ts'
import { notWatchedText } from '../person/not-watched-text.ts'
import { differenceText, faultText, judgementText } from './engine-text.ts'

const today = (clock: string) => `2026-11-22T${clock}+05:00`
const nowMs = Date.parse(today('21:12:00'))

beforeAll(async () => {
  await i18next.init({
    resources: { en: { translation: en }, ru: { translation: ru }, kk: { translation: kk } },
    lng: 'en',
    fallbackLng: 'en',
    interpolation: { escapeValue: false },
  })
})

describe('[1369.8b] a person whose watching failed', () => {
  const lasting = { beganAt: today('21:04:00'), endedAt: null, phase: 'replay', attempts: 4, retryAt: today('21:14:00') } as const

  it.each([
    { what: 'tried again', given: {}, expected: 'Not watched since 21:04: failed at replay; tried again 4 times, next at 21:14' },
    {
      what: 'once',
      given: { attempts: 1 },
      expected: 'Not watched since 21:04: failed at replay; tried again 1 time, next at 21:14',
    },
    {
      what: 'not yet, though it is due',
      given: { attempts: 0, retryAt: today('21:12:00') },
      expected: 'Not watched since 21:04: failed at replay; not tried again yet, the next try is due',
    },
    {
      what: 'with success',
      given: { endedAt: today('21:10:00'), retryAt: null },
      expected: 'Not watched 21:04 – 21:10: failed at replay. Watched again, and made up for.',
    },
  ])('$what → $expected', ({ given, expected }) => {
    expect(faultText({ ...lasting, ...given }, nowMs, i18next.t, 'en')).toBe(expected)
  })

  it.each([
    {
      language: 'ru',
      expected: 'Наблюдения нет с 21:04: сбой на этапе «повторный расчёт»; повторных попыток: 4, следующая в 21:14',
    },
    {
      language: 'kk',
      expected: '21:04 бастап бақылау жоқ: «қайта есептеу» кезеңінде ақау шықты; қайталау саны: 4, келесісі 21:14',
    },
  ] as const)('in $language → $expected', ({ language, expected }) => {
    expect(faultText(lasting, nowMs, i18next.getFixedT(language), language)).toBe(expected)
  })
})

describe('[1369.8b] the page of a person who is set apart', () => {
  it.each([
    { since: null, expected: null },
    { since: today('21:04:00'), expected: 'Not watched since 21:04: a failure of ours, counted against no one' },
  ])('not watched since $since → $expected', ({ since, expected }) => {
    expect(notWatchedText({ notWatchedSince: since }, nowMs, i18next.t, 'en')).toBe(expected)
  })
})

describe('[MON.explain] two versions that disagree', () => {
  const raised = { kind: 'not-at-home', beganAt: today('20:00:05'), noticedAt: today('20:10:00'), endedAt: null } as const
  const versions = { oldVersion: 'compliance-3', newVersion: 'compliance-4', differsIn: [] }

  it.each([
    { ...versions, raised, derived: null, expected: 'Raised by compliance-3, not derived by compliance-4' },
    { ...versions, raised: null, derived: raised, oldVersion: null, expected: 'Not raised, derived by compliance-4' },
    {
      ...versions,
      raised,
      derived: raised,
      differsIn: ['began' as const, 'ended' as const],
      expected: 'Raised by compliance-3, judged otherwise by compliance-4: when it began, when it was over',
    },
    {
      ...versions,
      raised,
      derived: raised,
      expected: 'Raised by compliance-3; compliance-4 differs in no kind, time or condition',
    },
  ])('$expected', ({ expected, ...difference }) => {
    expect(differenceText(difference, i18next.t)).toBe(expected)
  })

  it.each([
    { judged: null, expected: 'nothing' },
    { judged: raised, expected: 'Not at home, 20:00:05 – lasts, noticed 20:10:00' },
    {
      judged: { ...raised, endedAt: '2026-11-23T00:30:00+05:00' },
      expected: 'Not at home, 20:00:05 – 23 November 2026, 00:30:00, noticed 20:10:00',
    },
    {
      judged: { ...raised, beganAt: '2026-11-21T20:00:05+05:00', noticedAt: '2026-11-21T20:10:00+05:00' },
      expected: 'Not at home, 21 November 2026, 20:00:05 – lasts, noticed 20:10:00',
    },
  ])('one of them says: $expected', ({ judged, expected }) => {
    expect(judgementText(judged, nowMs, i18next.t, 'en')).toBe(expected)
  })

  it.each(['kk', 'ru', 'en'] as const)('nothing is left to fill in, in %s', (language) => {
    const t = i18next.getFixedT(language)
    const facts = ['kind', 'began', 'noticed', 'ended', 'condition'] as const
    const texts = [
      differenceText({ ...versions, raised, derived: null }, t),
      differenceText({ ...versions, raised: null, derived: raised }, t),
      ...facts.map((fact) => differenceText({ ...versions, raised, derived: raised, differsIn: [fact] }, t)),
      judgementText(raised, nowMs, t, language),
    ]
    expect(new Set(texts).size).toBe(texts.length)
    expect(texts.filter((text) => text.includes('{{') || text.includes('oversight.'))).toEqual([])
  })
})
