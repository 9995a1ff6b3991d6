import type { Language } from '@bilezik/domain'
import { en } from '../../packages/console/src/i18n/en.ts'
import { kk } from '../../packages/console/src/i18n/kk.ts'
import { ru } from '../../packages/console/src/i18n/ru.ts'
import { mapResources } from '../../packages/console/src/map/i18n/index.ts'

export { en, kk, ru }

type Texts = { readonly [key: string]: string | Texts }

function leaves(texts: Texts, prefix = ''): [key: string, text: string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[prefix + key, value]] : leaves(value, `${prefix}${key}.`),
  )
}

/** Every text of the console by its key, those of the map included. */
function catalogueOf(language: Language): ReadonlyMap<string, string> {
  return new Map([...leaves({ en, kk, ru }[language]), ...leaves(mapResources[language], 'map:')])
}

const escaped = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A text with its places filled in, and nothing around it. */
const patternOf = (text: string) =>
  new RegExp(
    `^${text
      .split(/\{\{\w+\}\}/)
      .map(escaped)
      .join('.+')}$`,
    'u',
  )

const twoLetters = /[A-Za-z]{2}/

/** Texts of the English catalogue that are none of another language, and what they look like filled in; made once. */
const englishOnly = new Map<string, { readonly own: ReadonlySet<string>; readonly patterns: readonly RegExp[] }>()

function englishBeside(language: 'kk' | 'ru') {
  const made = englishOnly.get(language)
  if (made) return made
  const own = new Set(catalogueOf(language).values())
  const english = [...catalogueOf('en').values()].filter(
    (text) => !own.has(text) && twoLetters.test(text.replace(/\{\{\w+\}\}/g, '')),
  )
  const beside = { own, patterns: english.map(patternOf) }
  englishOnly.set(language, beside)
  return beside
}

/**
 * Texts of another language: those that are a text of the English catalogue and none of this language's. A template that is
 * nothing but places, such as `{{name}}`, says nothing.
 */
export function englishAmong(shown: readonly string[], language: 'kk' | 'ru'): readonly string[] {
  const { own, patterns } = englishBeside(language)
  // Most texts have no Latin letter at all, and thousands of patterns need not be asked of them.
  return shown.filter((text) => twoLetters.test(text) && !own.has(text) && patterns.some((pattern) => pattern.test(text)))
}

/** What a missing text looks like: its key, or a place that was not filled in. */
export function brokenTexts(shown: readonly string[]): readonly string[] {
  const keys = new Set(catalogueOf('en').keys())
  return shown.filter(
    (text) =>
      text.includes('{{') ||
      text.split(' ').some((word) => keys.has(word.replace(/_(one|few|many|other)$/, '')) && word.includes('.')) ||
      /\b(undefined|NaN|Invalid Date|\[object)\b/.test(text),
  )
}

const latinWord = /[A-Za-z]{2,}/g

/** Words in Latin letters that no rule of the language excuses. */
export function latinWords(shown: readonly string[], allowed: RegExp): readonly string[] {
  return [
    ...new Set(shown.flatMap((text) => [...text.replace(allowed, ' ').matchAll(latinWord)].map(([word]) => `${word} (${text})`))),
  ]
}
