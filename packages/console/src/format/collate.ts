import { type Language } from '@bilezik/domain'

/** The Kazakh Cyrillic alphabet in its own order. */
const kazakh = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'
const rank = new Map([...kazakh].map((letter, i) => [letter, i + 1]))
const offset = 1_000

function rankOf(letter: string): number {
  // Spaces, digits and Latin before the alphabet, all else behind it.
  const code = letter.codePointAt(0) ?? 0
  return rank.get(letter) ?? (code < 0x400 ? code - offset : code + offset)
}

function compareKazakh(a: string, b: string): number {
  const [left, right] = [[...a.toLowerCase()], [...b.toLowerCase()]]
  for (let i = 0; i < Math.min(left.length, right.length); i++) {
    const difference = rankOf(left[i] ?? '') - rankOf(right[i] ?? '')
    if (difference !== 0) return difference
  }
  return left.length - right.length
}

const collators: Readonly<Record<'ru' | 'en', Intl.Collator>> = { ru: new Intl.Collator('ru'), en: new Intl.Collator('en') }

/** Sorting as a reader of that language expects it; Chromium's Intl has no Kazakh order. */
export function comparator(language: Language): (a: string, b: string) => number {
  return language === 'kk' ? compareKazakh : collators[language].compare
}
