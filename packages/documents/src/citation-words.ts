import { type Language, type Localised, languages } from '@bilezik/domain'
import type { Citation } from './fields.ts'

/** How an act counts: a resolution by paragraphs, a code by articles, each with parts and subparagraphs. */
interface Act {
  readonly name: Localised
  readonly unit: 'paragraph' | 'article'
}

const acts: Readonly<Record<string, Act>> = {
  '1369': {
    name: {
      kk: 'Электрондық қадағалау құралдарын қолдану қағидалары (ҚР Үкіметінің 2014 жылғы 24 желтоқсандағы № 1369 қаулысы)',
      ru: 'Правила применения электронных средств слежения (постановление Правительства РК от 24 декабря 2014 года № 1369)',
      en: 'Rules on electronic tracking means (Resolution of the Government of the RK No. 1369 of 24 December 2014)',
    },
    unit: 'paragraph',
  },
  PEC: {
    name: { kk: 'ҚР Қылмыстық-атқару кодексі', ru: 'Уголовно-исполнительный кодекс РК', en: 'Penal Execution Code of the RK' },
    unit: 'article',
  },
  CPC: {
    name: {
      kk: 'ҚР Қылмыстық-процестік кодексі',
      ru: 'Уголовно-процессуальный кодекс РК',
      en: 'Criminal Procedure Code of the RK',
    },
    unit: 'article',
  },
}

interface Place {
  readonly number: string
  readonly part: string | undefined
  /** `3)` or `3)-4)`. */
  readonly sub: string | undefined
}

const worded: Readonly<Record<Language, Readonly<Record<Act['unit'], (place: Place) => string>>>> = {
  kk: {
    paragraph: (place) => kazakh(place, 'тармақ', 'тармақтың'),
    article: (place) => kazakh(place, 'бап', 'баптың'),
  },
  ru: {
    paragraph: (place) => russian(place, 'пункт', 'пункта'),
    article: (place) => russian(place, 'статья', 'статьи'),
  },
  en: {
    paragraph: (place) => english(place, 'paragraph'),
    article: (place) => english(place, 'Article'),
  },
}

function kazakh({ number, part, sub }: Place, whole: string, of: string): string {
  if (part === undefined && sub === undefined) return `${number}-${whole}`
  if (sub === undefined) return `${number}-${of} ${part}-бөлігі`
  const last = sub.includes('-') ? 'тармақшалары' : 'тармақшасы'
  return part === undefined ? `${number}-${of} ${sub} ${last}` : `${number}-${of} ${part}-бөлігінің ${sub} ${last}`
}

function russian({ number, part, sub }: Place, whole: string, of: string): string {
  const first = sub?.includes('-') ? 'подпункты' : 'подпункт'
  if (part === undefined && sub === undefined) return `${whole} ${number}`
  if (sub === undefined) return `часть ${part} ${of} ${number}`
  return `${first} ${sub} ${part === undefined ? '' : `части ${part} `}${of} ${number}`
}

function english({ number, part, sub }: Place, whole: string): string {
  const first = sub?.includes('-') ? 'subparagraphs' : 'subparagraph'
  return [`${whole} ${number}`, part && `part ${part}`, sub && `${first} ${sub}`].filter(Boolean).join(', ')
}

const subparagraph = String.raw`(?:\((\d+)\)(?:-\((\d+)\))?)?$`
const paragraph = new RegExp(String.raw`^§(\d+)(?: part (\d+))?${subparagraph}`)
const article = new RegExp(String.raw`^(\d+(?:-\d+)?)(?:\((\d+)\))?${subparagraph}`)

function placeOf(text: string, unit: Act['unit']): Place | undefined {
  const [, number, part, from, to] = (unit === 'paragraph' ? paragraph : article).exec(text) ?? []
  if (number === undefined) return undefined
  return { number, part, sub: from === undefined ? undefined : to === undefined ? `${from})` : `${from})-${to})` }
}

/**
 * A citation with the name of its act and its place written out in the three languages, from a code of the law package
 * (`1369 §7(2)`, `1369 §8(3)-(4)`, `PEC 66(1)(3)`, `PEC 24(10), 169(1)`). A code of another form stands for itself.
 */
export function citationOf(code: string): Citation {
  const [name = '', ...rest] = code.split(' ')
  const act = acts[name]
  const places = act
    ? rest
        .join(' ')
        .split(', ')
        .map((text) => placeOf(text, act.unit))
    : []
  const known = places.filter((place) => place !== undefined)
  if (!act || known.length === 0 || known.length < places.length) return { code, words: code }
  const words = languages.map(
    (language) => [language, `${act.name[language]}: ${known.map(worded[language][act.unit]).join('; ')}`] as const,
  )
  return { code, words: Object.fromEntries(words) as Record<Language, string> }
}
