import { type TechnicalIncident, outageGroupKinds } from '@bilezik/contract'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { noticeStateText } from '../administration/notice-state-text.ts'
import { en } from '../i18n/en.ts'
import { kk } from '../i18n/kk.ts'
import { ru } from '../i18n/ru.ts'
import { groupText, spanText, whyNot } from './outage-text.ts'

const began = '2026-11-22T12:05:00+05:00'
const region = { kk: 'Астана', ru: 'г. Астана', en: 'Astana' }

beforeAll(async () => {
  await i18next.init({
    resources: { en: { translation: en }, ru: { translation: ru }, kk: { translation: kk } },
    lng: 'en',
    fallbackLng: 'en',
  })
})

describe('what lost contact', () => {
  it.each([
    { kind: 'network', values: ['401-01'], region: null, expected: 'network 401-01' },
    { kind: 'network-in-region', values: ['401-01'], region, expected: 'network 401-01, Astana' },
    { kind: 'firmware', values: ['GF-07', '1.2'], region: null, expected: 'devices GF-07 with firmware 1.2' },
    { kind: 'model', values: ['GF-07'], region: null, expected: 'devices GF-07' },
    { kind: 'region', values: [], region, expected: 'Astana' },
    { kind: 'region', values: [], region: null, expected: 'a region' },
    { kind: 'gateway', values: ['2'], region: null, expected: 'our gateway 2' },
  ] as const)('$kind $values is "$expected"', ({ expected, values, ...group }) => {
    expect(groupText({ ...group, values: [...values] }, i18next.t, 'en')).toBe(expected)
  })

  it.each(['kk', 'ru', 'en'] as const)(
    'has a wording of its own for every kind in %s, with nothing left to fill in',
    (language) => {
      const t = i18next.getFixedT(language)
      const texts = outageGroupKinds.map((kind) => groupText({ kind, values: ['A', 'B'], region }, t, language))
      expect(new Set(texts).size).toBe(outageGroupKinds.length)
      expect(texts.filter((text) => text.includes('{{') || text.includes('outage.'))).toEqual([])
    },
  )

  it.each([
    { language: 'ru', count: 1, expected: '1 человек без связи: x' },
    { language: 'ru', count: 22, expected: '22 человека без связи: x' },
    { language: 'ru', count: 125, expected: '125 человек без связи: x' },
    { language: 'kk', count: 125, expected: '125 адаммен байланыс жоқ: x' },
    { language: 'en', count: 1, expected: '1 person without contact: x' },
  ] as const)('$count in $language → $expected', ({ language, count, expected }) => {
    expect(i18next.getFixedT(language)('outage.headline', { count, group: 'x' })).toBe(expected)
  })
})

describe('since when', () => {
  it.each([
    { endedAt: null, now: '12:30:10', expected: 'since 12:05, lasts 25:10' },
    { endedAt: '2026-11-22T12:40:00+05:00', now: '13:00:00', expected: '12:05 – 12:40, over' },
  ])('ended $endedAt, seen at $now → $expected', ({ endedAt, now, expected }) => {
    const nowMs = Date.parse(`2026-11-22T${now}+05:00`)
    expect(spanText({ beganAt: began, endedAt }, nowMs, i18next.t, 'en')).toBe(expected)
  })
})

describe('what one can do with it', () => {
  const takenBy = (isYours: boolean) => ({ isYours, byName: 'A. S.', at: began })
  const cases: readonly (Pick<TechnicalIncident, 'state' | 'taken' | 'endedAt'> & {
    readonly isHead: boolean
    readonly release: string | null
    readonly conclude: string | null
  })[] = [
    { state: 'open', taken: null, endedAt: null, isHead: true, release: 'Take it first', conclude: 'Take it first' },
    { state: 'taken', taken: takenBy(true), endedAt: null, isHead: false, release: null, conclude: en.outage.whyLasts },
    { state: 'taken', taken: takenBy(true), endedAt: began, isHead: false, release: null, conclude: null },
    {
      state: 'taken',
      taken: takenBy(false),
      endedAt: began,
      isHead: false,
      release: en.outage.whyNotYours,
      conclude: en.outage.whyNotYours,
    },
    { state: 'taken', taken: takenBy(false), endedAt: began, isHead: true, release: null, conclude: en.outage.whyNotYours },
  ]
  it.each(cases)(
    '$state, head: $isHead, ended $endedAt → release: $release; conclude: $conclude',
    ({ isHead, release, conclude, ...incident }) => {
      expect(whyNot(incident, isHead, i18next.t)).toEqual({ release, conclude })
    },
  )
})

describe('a notice', () => {
  it.each([
    { state: 'due', now: '11:59:59', isOverdue: false },
    { state: 'due', now: '12:05:00', isOverdue: true },
    { state: 'sent', now: '23:00:00', isOverdue: false },
  ] as const)('$state at $now is overdue: $isOverdue', ({ state, now, isOverdue }) => {
    const text = noticeStateText({ state, dueAt: began }, Date.parse(`2026-11-22T${now}+05:00`), i18next.t)
    expect(text.isOverdue).toBe(isOverdue)
  })
})
