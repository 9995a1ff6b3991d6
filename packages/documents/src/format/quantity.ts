import type { Language } from '@bilezik/domain'

/** Groups of three, kept on one line by blanks that do not break: `1 234 567`; English has commas. */
export function wholeNumber(value: number, language: Language): string {
  const separator = language === 'en' ? ',' : '\u{a0}'
  return `${value < 0 ? '−' : ''}${String(Math.abs(value)).replace(/\B(?=(\d{3})+$)/g, separator)}`
}

const units: Readonly<Record<Language, { readonly hours: string; readonly minutes: string }>> = {
  kk: { hours: 'сағ', minutes: 'мин' },
  ru: { hours: 'ч', minutes: 'мин' },
  en: { hours: 'h', minutes: 'min' },
}

/** «12 сағ 5 мин». */
export function durationOf(minutes: number, language: Language): string {
  const { hours, minutes: rest } = units[language]
  const whole = Math.floor(minutes / 60)
  const parts = [
    ...(whole > 0 ? [`${wholeNumber(whole, language)}\u{a0}${hours}`] : []),
    ...(whole === 0 || minutes % 60 > 0 ? [`${minutes % 60}\u{a0}${rest}`] : []),
  ]
  return parts.join('\u{a0}')
}
