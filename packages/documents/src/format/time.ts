import { type Instant, type Language, civilInKazakhstan } from '@bilezik/domain'

/** As they stand in a date: Russian in the genitive. */
const months: Readonly<Record<Language, readonly string[]>> = {
  kk: ['қаңтар', 'ақпан', 'наурыз', 'сәуір', 'мамыр', 'маусым', 'шілде', 'тамыз', 'қыркүйек', 'қазан', 'қараша', 'желтоқсан'],
  ru: ['января', 'февраля', 'марта', 'апреля', 'мая', 'июня', 'июля', 'августа', 'сентября', 'октября', 'ноября', 'декабря'],
  en: ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'],
}

const dated: Readonly<Record<Language, (year: number, month: string, day: number) => string>> = {
  kk: (year, month, day) => `${year} жылғы ${day} ${month}`,
  ru: (year, month, day) => `${day} ${month} ${year} года`,
  en: (year, month, day) => `${day} ${month} ${year}`,
}

/** A day (`2026-11-22`), written out. */
export function dayInWords(iso: string, language: Language): string {
  const [year = 0, month = 1, day = 1] = iso.split('-').map(Number)
  return dated[language](year, months[language][month - 1] ?? '', day)
}

/** The day in Kazakhstan on which the instant falls. */
export function dayOf(at: Instant, language: Language): string {
  const { year, month, day } = civilInKazakhstan(at)
  return dated[language](year, months[language][month - 1] ?? '', day)
}

/** «2026 жылғы 22 қараша, 14:05», by the clock of Kazakhstan. */
export function momentOf(at: Instant, language: Language): string {
  const { hour, minute } = civilInKazakhstan(at)
  return `${dayOf(at, language)}, ${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
}
