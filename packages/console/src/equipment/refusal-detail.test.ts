import { readFileSync, readdirSync } from 'node:fs'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { ru } from '../i18n/ru.ts'
import { equipmentDetail } from './refusal-detail.ts'

/** The console may not import the server: what its import says is read in its sources. */
const folder = new URL('../../../server/src/equipment/import/', import.meta.url)
const told = readdirSync(folder)
  .filter((name) => name.endsWith('.ts') && !name.includes('test'))
  .flatMap((name) => [...readFileSync(new URL(name, folder), 'utf8').matchAll(/(?:UnreadableFile|fail)\((.*)\)/g)])
  .flatMap(([, inner = '']) => [...inner.matchAll(/'([a-z][^']+)'/g)].map(([, words = '']) => words))

describe('the detail of a refusal', () => {
  beforeAll(async () => {
    await i18next.init({ resources: { en: { translation: en }, ru: { translation: ru } }, lng: 'en' })
  })

  it.each([
    { code: 'device-unfit', detail: 'in-repair', expected: 'Сейчас: в ремонте' },
    { code: 'equipment-move-impossible', detail: 'written-off', expected: 'Сейчас: списано' },
    { code: 'equipment-not-decided', detail: 'home-unit', expected: 'стационарное устройство' },
    { code: 'import-refused', detail: '3 wrong rows', expected: 'Неверных строк: 3' },
    { code: 'import-unreadable', detail: 'not well-formed: 1:2 unclosed tag', expected: 'таблица повреждена' },
    // Of another's refusal, or unknown: as it came.
    { code: 'bad-zone', detail: 'faulty', expected: 'faulty' },
    { code: 'import-unreadable', detail: 'something new', expected: 'something new' },
  ])('$code, $detail → $expected', ({ code, detail, expected }) => {
    expect(equipmentDetail(code, detail, i18next.getFixedT('ru'))).toBe(expected)
  })

  it('has words for everything that the server says of a file', () => {
    expect(told.length).toBeGreaterThan(10)
    const words = i18next.getFixedT('ru')
    expect(told.filter((detail) => equipmentDetail('import-unreadable', detail, words) === detail)).toEqual([])
  })
})
