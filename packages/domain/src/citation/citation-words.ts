import { type Language, type Localised, languages } from '../localised.ts'
import { type Act, citedActs } from './acts.ts'
import { placeInWords, placeOf } from './places.ts'

/** A provision as data: the code for machines, the words for readers; a code of a form that we cannot read is its own words. */
export interface WordedCitation {
  readonly code: string
  readonly words: string | Localised
}

/** Undefined: no act that we know, or a place written in another form. */
function read(code: string): { act: Act; placesIn: (language: Language) => string } | undefined {
  const name = Object.keys(citedActs).find((each) => code.startsWith(`${each} `))
  const act = name === undefined ? undefined : citedActs[name]
  if (!name || !act) return undefined
  const places = code
    .slice(name.length + 1)
    .split(', ')
    .map((text) => placeOf(text, act.unit))
  const known = places.filter((place) => place !== undefined)
  if (known.length < places.length) return undefined
  return { act, placesIn: (language) => known.map((place) => placeInWords[language](place, act)).join('; ') }
}

/**
 * A citation with the whole name of its act and its place written out in the three languages, from a code of the law package
 * (`1369 §7(2)`, `1369 §8(3)-(4)`, `PEC 66(1)(3)`, `PEC 24(10), 169(1)`). A code of another form stands for itself.
 */
export function citationOf(code: string): WordedCitation {
  const citation = read(code)
  if (!citation) return { code, words: code }
  const words = languages.map((language) => [language, `${citation.act.name[language]}: ${citation.placesIn(language)}`] as const)
  return { code, words: Object.fromEntries(words) as Record<Language, string> }
}

/** The whole citation in one language: for a title, or the one line in which a screen says it in full. */
export function fullCitation(code: string, language: Language): string {
  const { words } = citationOf(code)
  return typeof words === 'string' ? words : words[language]
}

/** The same as short as a list on a screen needs it: `Rules No. 1369, paragraph 4, part 2`. */
export function shortCitation(code: string, language: Language): string {
  const citation = read(code)
  return citation ? `${citation.act.shortName[language]}, ${citation.placesIn(language)}` : code
}
