import type { Language, Localised } from '@bilezik/domain'
import type { Words } from '../fields.ts'

/** A document's words by name, each in three languages, side by side so that a reader can compare them. */
export type Wording = Readonly<Record<string, Localised>>

/** One language of a wording. */
export function said<W extends Wording>(wording: W, language: Language): { readonly [Name in keyof W]: string } {
  return Object.fromEntries(Object.entries(wording).map(([name, words]) => [name, words[language]])) as {
    readonly [Name in keyof W]: string
  }
}

/** What a caller wrote, once for all languages or for each. */
export function inWords(words: Words, language: Language): string {
  return typeof words === 'string' ? words : words[language]
}

/** Puts values in the place of `{names}`; a value is never looked at for names again. */
export function filled(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
