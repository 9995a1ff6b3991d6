import { type Language, civilInKazakhstan, instant, kazakhstanOffsetMs } from '@bilezik/domain'
import dayjs from 'dayjs'
import 'dayjs/locale/kk.js'
import 'dayjs/locale/ru.js'
import utc from 'dayjs/plugin/utc.js'

dayjs.extend(utc)

/** Full and short date by language. Kazakh puts the year first: «2026 ж. 22 қараша». */
const patterns: Readonly<Record<Language, { readonly date: string; readonly day: string }>> = {
  kk: { date: 'YYYY [ж.] D MMMM', day: 'D MMMM' },
  ru: { date: 'D MMMM YYYY [г.]', day: 'D MMMM' },
  en: { date: 'D MMMM YYYY', day: 'D MMMM' },
}

/**
 * The wall clock of Kazakhstan, whatever zone the browser is in. dayjs then only names months and days:
 * Chromium's own Intl has no Kazakh month names though it says it has.
 */
function wallClock(atMs: number, language: Language) {
  return dayjs.utc(atMs + kazakhstanOffsetMs(instant(atMs))).locale(language)
}

export function clock(atMs: number): string {
  const c = civilInKazakhstan(instant(atMs))
  return `${String(c.hour).padStart(2, '0')}:${String(c.minute).padStart(2, '0')}`
}

export function clockWithSeconds(atMs: number): string {
  return `${clock(atMs)}:${String(civilInKazakhstan(instant(atMs)).second).padStart(2, '0')}`
}

export function date(atMs: number, language: Language): string {
  return wallClock(atMs, language).format(patterns[language].date)
}

export function weekday(atMs: number, language: Language): string {
  return wallClock(atMs, language).format('dddd')
}

export function isSameDay(aMs: number, bMs: number): boolean {
  const [a, b] = [civilInKazakhstan(instant(aMs)), civilInKazakhstan(instant(bMs))]
  return a.day === b.day && a.month === b.month && a.year === b.year
}

/** As short as is unambiguous: a time today, a day and time this year, else the year too. */
export function moment(atMs: number, nowMs: number, language: Language): string {
  if (isSameDay(atMs, nowMs)) return clock(atMs)
  const isThisYear = civilInKazakhstan(instant(atMs)).year === civilInKazakhstan(instant(nowMs)).year
  return `${wallClock(atMs, language).format(isThisYear ? patterns[language].day : patterns[language].date)}, ${clock(atMs)}`
}

/** Whole, for what is kept and read later: «2026 ж. 22 қараша, 22:07». */
export function dateAndTime(atMs: number, language: Language): string {
  return `${date(atMs, language)}, ${clock(atMs)}`
}

/** A date of birth or the like (`YYYY-MM-DD`): a day, not an instant, so no offset. */
export function dateOn(iso: string, language: Language): string {
  return dayjs.utc(iso).locale(language).format(patterns[language].date)
}

/** Minutes from midnight, as schedules count: 1320 → 22:00. */
export function clockOfMinute(minuteOfDay: number): string {
  return `${String(Math.floor(minuteOfDay / 60) % 24).padStart(2, '0')}:${String(minuteOfDay % 60).padStart(2, '0')}`
}
