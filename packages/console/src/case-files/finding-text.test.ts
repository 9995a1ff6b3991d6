import i18next from 'i18next'
import { beforeAll, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { findingText, wordOf } from './finding-text.ts'

beforeAll(async () => {
  await i18next.init({ resources: { en: { translation: en } }, lng: 'en' })
})

it.each([
  { code: 'only-head-decides', expected: 'Only the head of the subdivision decides' },
  { code: 'identity-copy-missing', expected: 'Copy of the identity document: missing' },
  {
    code: 'explanation-representative-absent',
    expected: 'Explanation by the body: explained to a minor without a representative',
  },
  { code: 'newer-than-these-words', expected: 'newer-than-these-words' },
])('$code → $expected', ({ code, expected }) => {
  expect(findingText(code, i18next.t)).toBe(expected)
})

it('a step that is newer than the words is shown by its code', () => {
  expect([wordOf('step', 'adopt', i18next.t), wordOf('step', 'suspend', i18next.t)]).toEqual(['Adopt for execution', 'suspend'])
})
