import { type Language, civilFromUtcMs, daysFromCivil } from '@bilezik/domain'
import { useTranslation } from 'react-i18next'
import { type Answer } from '../api/client.ts'
import { date, dateOn, weekday } from '../format/time.ts'
import { DayMark, type DayShape } from './DayMark.tsx'
import { useLanguage } from '../i18n/use-language.ts'

type Day = Answer<'getCalendar'>['days'][number]

const dayMs = 86_400_000
const noonMs = dayMs / 2
const two = (n: number) => String(n).padStart(2, '0')
/** 1970-01-01 was a Thursday: Monday is 0. */
const weekdayOf = (days: number) => (((days + 3) % 7) + 7) % 7

/** A shape besides the tone and the words: off, worked though a weekend, put right. A plain weekend has none. */
function shapeOf({ because, isDayOff }: Day): DayShape | null {
  if (because === 'corrected') return 'corrected'
  if (because === 'weekend') return null
  return isDayOff ? 'off' : 'worked'
}

/** As calendars have them: the first two letters of сейсенбі and сенбі, or of понедельник and пять, are not what a reader expects. */
const shortWeekdays: Readonly<Partial<Record<Language, readonly string[]>>> = {
  kk: ['дс', 'сс', 'ср', 'бс', 'жм', 'сб', 'жс'],
  ru: ['пн', 'вт', 'ср', 'чт', 'пт', 'сб', 'вс'],
}
/** By itself, not as in a date. */
const russianMonths = 'январь февраль март апрель май июнь июль август сентябрь октябрь ноябрь декабрь'.split(' ')

/** Weeks from Monday to Sunday, the days of other months left empty. */
function weeksOf(year: number, month: number): (number | null)[][] {
  const first = daysFromCivil(year, month, 1)
  const next = month === 12 ? daysFromCivil(year + 1, 1, 1) : daysFromCivil(year, month + 1, 1)
  const cells: (number | null)[] = Array.from({ length: weekdayOf(first) }, () => null)
  for (let day = first; day < next; day++) cells.push(day)
  return Array.from({ length: Math.ceil(cells.length / 7) }, (_, week) =>
    Array.from({ length: 7 }, (_cell, i) => cells[week * 7 + i] ?? null),
  )
}

interface MonthProps {
  readonly year: number
  readonly month: number
  readonly days: ReadonlyMap<string, Day>
}

export function Month({ year, month, days }: MonthProps) {
  const language = useLanguage()
  const first = daysFromCivil(year, month, 1)
  const name = date(first * dayMs + noonMs, language)
    .replace(/\d+/g, '')
    .replace(/\[?(ж|г)\.\]?/g, '')
    .trim()
  const monday = first - weekdayOf(first)
  return (
    <table>
      <caption>{language === 'ru' ? russianMonths[month - 1] : name}</caption>
      <thead>
        <tr>
          {Array.from({ length: 7 }, (_, i) => {
            const full = weekday((monday + i) * dayMs + noonMs, language)
            return (
              <th key={i} scope="col">
                <abbr title={full}>{shortWeekdays[language]?.[i] ?? full.slice(0, 2)}</abbr>
              </th>
            )
          })}
        </tr>
      </thead>
      <tbody>
        {weeksOf(year, month).map((week) => (
          <tr key={week.find((day) => day !== null)}>
            {week.map((day, i) => (
              <Cell key={day ?? `empty-${i}`} day={day} days={days} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Cell({ day, days }: { readonly day: number | null; readonly days: MonthProps['days'] }) {
  const { t } = useTranslation()
  const language = useLanguage()
  if (day === null) return <td />
  const civil = civilFromUtcMs(day * dayMs)
  const on = `${civil.year}-${two(civil.month)}-${two(civil.day)}`
  const special = days.get(on)
  if (!special) return <td>{civil.day}</td>
  const shape = shapeOf(special)
  const kind = t(special.isDayOff ? 'calendar.dayOff' : 'calendar.workedDay')
  const words = [dateOn(on, language), kind, t(`calendar.because.${special.because}`), special.note].filter(
    (word) => word !== null,
  )
  return (
    <td data-off={special.isDayOff} data-because={special.because} title={words.join(': ')}>
      <span aria-hidden="true">
        {shape && <DayMark shape={shape} />}
        {civil.day}
      </span>
      <span className="visually-hidden">{words.join(': ')}</span>
    </td>
  )
}
