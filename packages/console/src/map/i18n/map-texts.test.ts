import { languages } from '@bilezik/domain'
import { createInstance } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import type { MapText } from '../use-map-text.ts'
import { mapResources } from './index.ts'

const base = (key: string) => key.replace(/_(one|few|many|other)$/, '')
const placeholders = (text: string) =>
  [...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name ?? '').toSorted((a, b) => a.localeCompare(b))

describe.each(languages)('the map in %s', (language) => {
  it('has the keys of the English texts, none empty, with the same placeholders', () => {
    const english = new Map(Object.entries(mapResources.en).map(([key, text]) => [base(key), placeholders(text)]))
    const own = new Map(Object.entries(mapResources[language]).map(([key, text]) => [base(key), placeholders(text)]))
    expect(own).toEqual(english)
    expect(Object.values(mapResources[language]).filter((text) => text.trim() === '')).toEqual([])
  })
})

describe('the summary', () => {
  const i18next = createInstance()
  const textIn = (language: string) => i18next.getFixedT(language, 'map' as never) as unknown as MapText

  beforeAll(async () => {
    const resources = Object.fromEntries(languages.map((language) => [language, { map: mapResources[language] }]))
    await i18next.init({ lng: 'en', resources, ns: ['map'], defaultNS: 'map' })
  })

  it.each([
    ['en', 1, '1 person on the map, 0 with open incidents.'],
    ['en', 214, '214 people on the map, 0 with open incidents.'],
    ['ru', 1, 'На карте 1 человек, с открытыми происшествиями: 0.'],
    ['ru', 22, 'На карте 22 человека, с открытыми происшествиями: 0.'],
    ['ru', 214, 'На карте 214 человек, с открытыми происшествиями: 0.'],
    ['kk', 5, 'Картада 5 адам, ашық оқиғасы барлар: 0.'],
  ])('in %s for %d', (language, count, expected) => {
    expect(textIn(language)('summary', { count, incidents: 0 })).toBe(expected)
  })

  it('finds flat keys that contain dots', () => {
    expect(textIn('kk')('severity.critical')).toBe('төтенше')
  })
})
