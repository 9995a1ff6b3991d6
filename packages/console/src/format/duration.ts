import { type Language } from '@bilezik/domain'

const dayWord: Readonly<Record<Language, string>> = { kk: 'тәул.', ru: 'сут.', en: 'd' }
const secondWord: Readonly<Record<Language, string>> = { kk: 'с', ru: 'с', en: 's' }
const minuteWord: Readonly<Record<Language, string>> = { kk: 'мин', ru: 'мин', en: 'min' }
const hourWord: Readonly<Record<Language, string>> = { kk: 'сағ', ru: 'ч', en: 'h' }

/** A running clock: 0:48, 12:05, 1:02:10, 2 d 03:12. */
export function stopwatch(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  const two = (n: number) => String(n).padStart(2, '0')
  const [days, hours, minutes] = [Math.floor(seconds / 86_400), Math.floor(seconds / 3_600) % 24, Math.floor(seconds / 60) % 60]
  if (days > 0) return `${days}\u00A0${dayWord[language]} ${two(hours)}:${two(minutes)}`
  if (hours > 0) return `${hours}:${two(minutes)}:${two(seconds % 60)}`
  return `${minutes}:${two(seconds % 60)}`
}

/** A rough age in one unit: 40 s, 12 min, 5 h, 3 d. */
export function age(ms: number, language: Language): string {
  const seconds = Math.max(0, Math.floor(ms / 1_000))
  if (seconds < 90) return `${seconds}\u00A0${secondWord[language]}`
  if (seconds < 90 * 60) return `${Math.floor(seconds / 60)}\u00A0${minuteWord[language]}`
  if (seconds < 48 * 3_600) return `${Math.floor(seconds / 3_600)}\u00A0${hourWord[language]}`
  return `${Math.floor(seconds / 86_400)}\u00A0${dayWord[language]}`
}

/** A stated length in its largest whole unit, nothing rounded away: 90 s, 5 min, 2 h. */
export function exactly(seconds: number, language: Language): string {
  if (seconds >= 3_600 && seconds % 3_600 === 0) return `${seconds / 3_600}\u00A0${hourWord[language]}`
  if (seconds >= 60 && seconds % 60 === 0) return `${seconds / 60}\u00A0${minuteWord[language]}`
  return `${seconds}\u00A0${secondWord[language]}`
}
