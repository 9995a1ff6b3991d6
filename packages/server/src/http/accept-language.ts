import { type Language, languages } from '@bilezik/domain'

/** The best of our languages by the header's weights (RFC 9110, 12.5.4); English where none of them is asked for. */
export function languageOf(acceptLanguage: string | undefined): Language {
  let best: Language | undefined
  let bestWeight = 0
  // Longer headers are not from people.
  for (const part of (acceptLanguage ?? '').slice(0, 200).split(',')) {
    const [tag = '', ...parameters] = part.trim().toLowerCase().split(';')
    const language = languages.find((known) => tag === known || tag.startsWith(`${known}-`))
    const quality = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find((found) => found !== undefined)
    const weight = quality === undefined ? 1 : Number(quality)
    if (language && weight > bestWeight) {
      best = language
      bestWeight = weight
    }
  }
  return best ?? 'en'
}
