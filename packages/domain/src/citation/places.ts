import type { Language } from '../localised.ts'
import type { Act } from './acts.ts'

/** Where in an act: `66`, `3-4`; `1`, `1-2`; `3)`, `3)-4)`. */
export interface Place {
  readonly number: string
  readonly part: string | undefined
  readonly sub: string | undefined
}

type Counting = Pick<Act, 'unit' | 'part'>

/** 3-4 are two articles; 153-1 is one that was put in behind 153. */
function isSeveral(numbers: string): boolean {
  const [first = '', last = ''] = numbers.split('-').map((text) => text.replace(')', ''))
  return last !== '' && Number(first) < Number(last)
}

const kazakhNouns = { paragraph: 'тармақ', article: 'бап', part: 'бөлік' } as const
/** Each as: owned by what stands before it, several of them so. */
const kazakhOwned = { paragraph: ['тармағы', 'тармақтары'], part: ['бөлігі', 'бөліктері'] } as const

function kazakh({ number, part, sub }: Place, counting: Counting): string {
  const noun = kazakhNouns[counting.unit]
  const whole = isSeveral(number) ? `${noun}тар` : noun
  if (part === undefined && sub === undefined) return `${number}-${whole}`
  const first = `${number}-${whole}${whole.endsWith('тар') ? 'дың' : 'тың'}`
  const subs = sub && `${sub} ${isSeveral(sub) ? 'тармақшалары' : 'тармақшасы'}`
  if (part === undefined) return `${first} ${subs}`
  const parts = `${part}-${kazakhOwned[counting.part][isSeveral(part) ? 1 : 0]}`
  return subs ? `${first} ${parts}нің ${subs}` : `${first} ${parts}`
}

/** Each as: one, several, of one, of several. */
const russianNouns = {
  paragraph: ['пункт', 'пункты', 'пункта', 'пунктов'],
  article: ['статья', 'статьи', 'статьи', 'статей'],
  part: ['часть', 'части', 'части', 'частей'],
} as const

function russian({ number, part, sub }: Place, counting: Counting): string {
  const whole = russianNouns[counting.unit]
  const parts = russianNouns[counting.part]
  const ofWhole = `${whole[isSeveral(number) ? 3 : 2]} ${number}`
  if (part === undefined && sub === undefined) return `${whole[isSeveral(number) ? 1 : 0]} ${number}`
  if (sub === undefined) return `${parts[isSeveral(part ?? '') ? 1 : 0]} ${part} ${ofWhole}`
  const first = isSeveral(sub) ? 'подпункты' : 'подпункт'
  return `${first} ${sub} ${part === undefined ? '' : `${parts[isSeveral(part) ? 3 : 2]} ${part} `}${ofWhole}`
}

function english({ number, part, sub }: Place, counting: Counting): string {
  const several = (numbers: string) => (isSeveral(numbers) ? 's' : '')
  const whole = counting.unit === 'article' ? 'Article' : 'paragraph'
  return [
    `${whole}${several(number)} ${number}`,
    part && `${counting.part}${several(part)} ${part}`,
    sub && `subparagraph${several(sub)} ${sub}`,
  ]
    .filter(Boolean)
    .join(', ')
}

export const placeInWords: Readonly<Record<Language, (place: Place, counting: Counting) => string>> = {
  kk: kazakh,
  ru: russian,
  en: english,
}

const subparagraph = String.raw`(?:\((\d+)\)(?:-\((\d+)\))?)?$`
const paragraph = new RegExp(String.raw`^§?(\d+(?:-\d+)?)(?: parts? (\d+(?:-\d+)?))?${subparagraph}`)
/** 165(1)-(2) are two parts: below an article, what stands first is a part. */
const article = new RegExp(String.raw`^(\d+(?:-\d+)?)(?:\((\d+)\)(?:-\((\d+)\)(?!\())?)?${subparagraph}`)

const span = (from: string | undefined, to: string | undefined) =>
  from !== undefined && to !== undefined ? `${from}-${to}` : from

/** Undefined: written in another form. */
export function placeOf(text: string, unit: Act['unit']): Place | undefined {
  if (unit === 'paragraph') {
    const [, number, part, from, to] = paragraph.exec(text) ?? []
    return number === undefined ? undefined : { number, part, sub: span(from && `${from})`, to && `${to})`) }
  }
  const [, number, firstPart, lastPart, from, to] = article.exec(text) ?? []
  return number === undefined
    ? undefined
    : { number, part: span(firstPart, lastPart), sub: span(from && `${from})`, to && `${to})`) }
}
