import { describe, expect, it } from 'vitest'
import { languageOf } from './accept-language.ts'

describe('the language of an answer', () => {
  it.each([
    [undefined, 'en'],
    ['', 'en'],
    ['*', 'en'],
    ['kk', 'kk'],
    ['KK-kz', 'kk'],
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['en;q=0.5, kk;q=0.7', 'kk'],
    ['ru;q=0, de', 'en'],
    ['kkk', 'en'],
    ['de,fr;q=0.9,kk;q=0.1', 'kk'],
  ])('%j → %s', (header, language) => {
    expect(languageOf(header)).toBe(language)
  })
})
