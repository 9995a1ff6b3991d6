import { type Language } from '@bilezik/domain'

/** Chromium writes Kazakh numbers in the English form; Kazakhstan's form is the Russian one. */
const numberLocale: Readonly<Record<Language, string>> = { kk: 'ru', ru: 'ru', en: 'en-GB' }
const metreWord: Readonly<Record<Language, string>> = { kk: 'м', ru: 'м', en: 'm' }
const kilometreWord: Readonly<Record<Language, string>> = { kk: 'км', ru: 'км', en: 'km' }

export function decimal(value: number, language: Language, fractionDigits = 0): string {
  return new Intl.NumberFormat(numberLocale[language], {
    minimumFractionDigits: fractionDigits,
    maximumFractionDigits: fractionDigits,
  }).format(value)
}

/** 108 000 ₸. */
export function tenge(amount: number, language: Language): string {
  return `${decimal(amount, language)}\u00A0₸`
}

/** 40 m, 850 m, 1.4 km, 25 km: as exact as a position can be. */
export function distance(metres: number, language: Language): string {
  const m = Math.abs(metres)
  if (m < 1_000) return `${decimal(m < 100 ? m : Math.round(m / 10) * 10, language)}\u00A0${metreWord[language]}`
  return `${decimal(m / 1_000, language, m < 9_950 ? 1 : 0)}\u00A0${kilometreWord[language]}`
}

/** 0.974 → 97 %; never 100 %, which no belief is. */
export function belief(share: number, language: Language): string {
  return share > 0.99 ? '>\u00A099\u00A0%' : `${decimal(share * 100, language)}\u00A0%`
}

/** To a tenth, for who checks a decision: 0.9942 → 99.4 %; never 0 or 100, which no belief is. */
export function probability(share: number, language: Language): string {
  if (share > 0.999) return `>\u00A0${decimal(99.9, language, 1)}\u00A0%`
  if (share < 0.001) return `<\u00A0${decimal(0.1, language, 1)}\u00A0%`
  return `${decimal(share * 100, language, 1)}\u00A0%`
}

export function percent(value: number, language: Language): string {
  return `${decimal(value, language)}\u00A0%`
}
