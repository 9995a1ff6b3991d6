import { type DayWindow, type Language, type WeeklySchedule, type WeeklyWindow, type Weekday } from '@bilezik/domain'
import { type TFunction } from 'i18next'
import { dateOn } from '../format/time.ts'
import { isRoundTheClock } from '../person/duty-text.ts'
import { timeText } from './schedule-draft.ts'

function daysText(days: readonly Weekday[], t: TFunction): string {
  if (days.length === 7) return t('rule.everyDay')
  const sorted = days.toSorted((a, b) => a - b)
  const first = sorted[0] ?? 1
  const last = sorted.at(-1) ?? first
  const name = (day: Weekday) => t(`weekdayShort.day${day}`)
  const isRun = sorted.length > 2 && last - first === sorted.length - 1
  return isRun ? `${name(first)}-${name(last)}` : sorted.map(name).join(t('app.listSeparator'))
}

/** «22:00-06:00»; what ends at midnight ends at 24:00, for 00:00 would be read as its beginning. */
function hoursText({ startMinute, endMinute }: DayWindow): string {
  return `${timeText(startMinute)}-${timeText(endMinute)}`
}

/** The weekly hours alone, as they would be said: «Mon-Fri 22:00-06:00; Sat, Sun 00:00-24:00». */
export function windowsText(windows: readonly WeeklyWindow[], t: TFunction): string {
  return windows
    .map((window) =>
      t('rule.hours', {
        days: daysText(window.days, t),
        from: timeText(window.startMinute),
        until: timeText(window.endMinute),
      }),
    )
    .join('; ')
}

const listText = (windows: readonly DayWindow[], t: TFunction) =>
  windows.length === 0 ? t('schedule.free') : windows.map(hoursText).join(t('app.listSeparator'))

/** The whole schedule in words: the week, then what is otherwise on days off, then single dates, one piece each. */
export function scheduleTexts(schedule: WeeklySchedule, t: TFunction, language: Language): string[] {
  const { windows, daysOff, exceptions = [] } = schedule
  const dates = exceptions.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
  const isPlain = !daysOff && exceptions.length === 0
  return [
    isPlain && isRoundTheClock(schedule) ? t('rule.roundTheClock') : windowsText(windows, t),
    ...(daysOff ? [t('schedule.onDaysOff', { hours: listText(daysOff, t) })] : []),
    ...dates.map(({ on, windows: hours }) => t('schedule.onDate', { date: dateOn(on, language), hours: listText(hours, t) })),
  ]
}
