/// <reference types="node" />
import { readFileSync } from 'node:fs'
import { type Endpoint, api, errorCatalogue } from '@bilezik/contract'
import {
  alertKinds,
  blindCauses,
  deviceCommandKinds,
  equipmentClasses,
  permissions,
  regimes,
  roles,
  severities,
  zoneRefusals,
} from '@bilezik/domain'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from './en.ts'
import { kk } from './kk.ts'
import { ru } from './ru.ts'

type Texts = { readonly [key: string]: string | Texts }

function flat(texts: Texts, prefix = ''): [string, string][] {
  const pairs: [string, string][] = []
  for (const [key, value] of Object.entries(texts)) {
    if (typeof value === 'string') pairs.push([prefix + key, value])
    else pairs.push(...flat(value, `${prefix}${key}.`))
  }
  return pairs
}

const plural = /_(one|few|many|other)$/
const base = (key: string) => key.replace(plural, '')
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map((match) => match[1] ?? ''))]
    .toSorted((a, b) => a.localeCompare(b))
    .join(',')
const languages = { en, ru, kk } as const satisfies Record<string, Texts>
const expectedKeys = [...new Set(flat(en).map(([key]) => base(key)))].toSorted()

/** What the log names: all that changes something, and looks at a location. */
const loggedActions = Object.entries<Endpoint>(api)
  .filter(
    ([, { method, readsLocation, changesNothing }]) => (method !== 'GET' && changesNothing !== true) || readsLocation === true,
  )
  .map(([name]) => name)

/** Each of them is a type, of which nothing is left at run time, in packages that the console may not import. */
function reasonsIn(path: string, type: string): string[] {
  const source = readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8')
  const [, union = ''] = new RegExp(`export type ${type} =([^;{]*?)\\n(?:\\n|export)`).exec(source) ?? []
  return [...union.matchAll(/'([a-z-]+)'/g)].map(([, reason = '']) => reason)
}
const quarantineReasons = [
  ...reasonsIn('protocols/src/codec.ts', 'DecodeReason'),
  ...reasonsIn('server/src/gateway/intake-message.ts', 'UnreadableReason'),
]

describe.each(Object.entries(languages))('%s', (_, texts) => {
  const entries = flat(texts)

  it('has every key and no other', () => {
    expect([...new Set(entries.map(([key]) => base(key)))].toSorted()).toEqual(expectedKeys)
  })

  it('has the placeholders of the English text', () => {
    const english = new Map(flat(en).map(([key, text]) => [base(key), placeholders(text)]))
    const wrong = entries.filter(([key, text]) => placeholders(text) !== english.get(base(key))).map(([key]) => key)
    expect(wrong).toEqual([])
  })

  it('has no empty text and no text with stray spaces', () => {
    expect(
      entries.filter(
        ([key, text]) => key !== 'app.listSeparator' && (text === '' || text !== text.trim() || text.includes('  ')),
      ),
    ).toEqual([])
  })

  it('names every word of the domain', () => {
    const keys = new Set(entries.map(([key]) => key))
    const needed = [
      ...alertKinds.map((kind) => `alert.${kind}`),
      ...severities.map((severity) => `severity.${severity}`),
      ...blindCauses.map((cause) => `because.${cause}`),
      ...regimes.map((regime) => `regime.${regime}`),
      ...roles.map((role) => `role.${role}`),
      ...deviceCommandKinds.flatMap((kind) => [`commandKind.${kind}`, `commandHint.${kind}`, `commandText.${kind}`]),
      ...equipmentClasses.map((equipmentClass) => `equipmentClass.${equipmentClass}`),
      ...loggedActions.map((action) => `action.${action}`),
      ...zoneRefusals.map((reason) => `zoneFault.${reason}`),
      ...quarantineReasons.map((reason) => `quarantineReason.${reason}`),
    ]
    expect(needed.filter((key) => !keys.has(key))).toEqual([])
  })
})

describe('Russian plurals', () => {
  it('come in all four forms wherever there is one', () => {
    const forms = Map.groupBy(
      flat(ru).filter(([key]) => plural.test(key)),
      ([key]) => base(key),
    )
    const counts = [...forms.values()].map((group) => group.length)
    expect(counts.length).toBeGreaterThan(0)
    expect(new Set(counts)).toEqual(new Set([4]))
  })
})

describe('counted texts', () => {
  beforeAll(async () => {
    await i18next.init({
      resources: { en: { translation: en }, ru: { translation: ru }, kk: { translation: kk } },
      lng: 'en',
      fallbackLng: 'en',
    })
  })

  it.each([
    { language: 'en', count: 1, expected: '1 alert' },
    { language: 'en', count: 2, expected: '2 alerts' },
    { language: 'ru', count: 1, expected: '1 сигнал' },
    { language: 'ru', count: 3, expected: '3 сигнала' },
    { language: 'ru', count: 11, expected: '11 сигналов' },
    { language: 'ru', count: 21, expected: '21 сигнал' },
    { language: 'kk', count: 1, expected: '1 дабыл' },
    { language: 'kk', count: 5, expected: '5 дабыл' },
  ])('$count in $language → $expected', ({ language, count, expected }) => {
    expect(i18next.getFixedT(language)('incident.alerts', { count })).toBe(expected)
  })
})

describe('the words for why a message is in quarantine', () => {
  it('are those of the gateway, no more and no fewer', () => {
    expect(quarantineReasons.toSorted()).toEqual(Object.keys(en.quarantineReason).toSorted())
    expect(quarantineReasons).toContain('checksum')
  })
})

describe('the Kazakh texts', () => {
  it('are Kazakh: letters of its own occur, and no text of more than one word is the Russian one', () => {
    const russian = new Map(flat(ru))
    const same = flat(kk).filter(([key, text]) => text.includes(' ') && /[а-яё]{3}/i.test(text) && russian.get(key) === text)
    expect(same).toEqual([])
    expect(flat(kk).filter(([, text]) => /[әғқңөұүһі]/i.test(text)).length).toBeGreaterThan(200)
  })
})

describe('the server’s titles', () => {
  it('exist for every refusal, so that the console needs no copy of them', () => {
    expect(Object.values(errorCatalogue).every(({ title }) => title.kk && title.ru && title.en)).toBe(true)
    expect(permissions.length).toBeGreaterThan(0)
  })
})
