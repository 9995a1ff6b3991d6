import {
  type DayWindow,
  type Language,
  type Localised,
  type Rule,
  type WeeklySchedule,
  type Weekday,
  minute,
} from '@bilezik/domain'
import { dayInWords } from '../format/time.ts'
import { filled } from './say.ts'

const minutesPerDay = 1_440

const weekdays: Readonly<Record<Language, readonly string[]>> = {
  kk: ['дүйсенбі', 'сейсенбі', 'сәрсенбі', 'бейсенбі', 'жұма', 'сенбі', 'жексенбі'],
  ru: ['понедельник', 'вторник', 'среда', 'четверг', 'пятница', 'суббота', 'воскресенье'],
  en: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
}

const terms = {
  always: { kk: 'тәулік бойы', ru: 'круглосуточно', en: 'round the clock' },
  daily: { kk: 'күн сайын', ru: 'ежедневно', en: 'every day' },
  wholeDay: { kk: 'күні бойы', ru: 'весь день', en: 'all day' },
  daysOff: { kk: 'демалыс және мереке күндері', ru: 'в выходные и праздничные дни', en: 'on official days off' },
  none: { kk: 'сағат белгіленбеген', ru: 'часы не установлены', en: 'no hours' },
  curfew: {
    kk: '«{zone}» шегінде болу: {hours}',
    ru: 'находиться в пределах «{zone}»: {hours}',
    en: 'be within “{zone}”: {hours}',
  },
  exclusion: {
    kk: '«{zone}» аумағында болмау: {hours}',
    ru: 'не находиться в «{zone}»: {hours}',
    en: 'not be in “{zone}”: {hours}',
  },
  'leave-notice': {
    kk: '«{zone}» аумағынан алдын ала хабарламай шықпау',
    ru: 'не покидать «{zone}» без предварительного уведомления',
    en: 'not leave “{zone}” without notice given beforehand',
  },
  'leave-permission': {
    kk: '«{zone}» аумағынан алдын ала рұқсат алмай шықпау',
    ru: 'не покидать «{zone}» без предварительного разрешения',
    en: 'not leave “{zone}” without permission given beforehand',
  },
  'leave-forbidden': { kk: '«{zone}» аумағынан шықпау', ru: 'не покидать «{zone}»', en: 'not leave “{zone}”' },
  distance: {
    kk: 'қорғалатын адамға {metres} метрден жақын келмеу',
    ru: 'не приближаться к защищаемому лицу ближе чем на {metres} м',
    en: 'keep at least {metres} m from the protected person',
  },
  'device-care': {
    kk: 'құрылғыны тағып жүру, бүлдірмеу және зарядтап тұру',
    ru: 'носить устройство, не повреждать его и держать заряженным',
    en: 'wear the device, do not damage it, keep it charged',
  },
  contact: {
    kk: 'құрылғы кемінде {minutes} минут сайын байланысқа шығады',
    ru: 'устройство выходит на связь не реже чем раз в {minutes} мин',
    en: 'the device is heard from at least every {minutes} minutes',
  },
} as const satisfies Readonly<Record<string, Localised>>

const two = (n: number) => String(n).padStart(2, '0')
const clock = (minutes: number) => `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`

function windowWords({ startMinute, endMinute }: DayWindow, language: Language): string {
  return startMinute === 0 && endMinute === minutesPerDay ? terms.wholeDay[language] : `${clock(startMinute)}–${clock(endMinute)}`
}

/** `Monday–Friday`, `Saturday, Sunday`: three and more in a row are told by their ends. */
function dayWords(days: readonly Weekday[], language: Language): string {
  const inOrder = [...new Set(days)].toSorted((a, b) => a - b)
  if (inOrder.length === 7) return terms.daily[language]
  const runs: Weekday[][] = []
  for (const day of inOrder) {
    const run = runs.at(-1)
    if (run && day === (run.at(-1) as number) + 1) run.push(day)
    else runs.push([day])
  }
  const name = (day: Weekday | undefined) => weekdays[language][(day ?? 1) - 1] ?? ''
  return runs.map((run) => (run.length < 3 ? run.map(name).join(', ') : `${name(run[0])}–${name(run.at(-1))}`)).join(', ')
}

/** Hours of a week as one reads them aloud. */
export function hoursWords({ windows, daysOff, exceptions = [] }: WeeklySchedule, language: Language): string {
  const isAlways = windows.some(
    ({ days, startMinute, endMinute }) => days.length === 7 && startMinute === 0 && endMinute === minutesPerDay,
  )
  const several = (some: readonly DayWindow[]) =>
    some.length === 0 ? terms.none[language] : some.map((window) => windowWords(window, language)).join(', ')
  const weekly = isAlways
    ? [terms.always[language]]
    : windows.map((window) => `${dayWords(window.days, language)} ${windowWords(window, language)}`)
  return [
    ...(weekly.length > 0 ? weekly : [terms.none[language]]),
    ...(daysOff ? [`${terms.daysOff[language]} ${several(daysOff)}`] : []),
    ...exceptions.map(({ on, windows: others }) => `${dayInWords(on, language)}: ${several(others)}`),
  ].join('; ')
}

function wordsOf(rule: Rule, language: Language): string {
  switch (rule.kind) {
    case 'curfew':
    case 'exclusion':
      return filled(terms[rule.kind][language], { zone: rule.zone.name, hours: hoursWords(rule.schedule, language) })
    case 'territory':
      return filled(terms[`leave-${rule.leave}`][language], { zone: rule.zone.name })
    case 'distance':
      return filled(terms.distance[language], { metres: String(rule.metres) })
    case 'device-care':
      return terms['device-care'][language]
    case 'contact':
      return filled(terms.contact[language], { minutes: String(Math.round(rule.everyMs / minute)) })
    default:
      return rule satisfies never
  }
}

/** One obligation of a decision, as a paper words it: what is asked, where, at which hours. */
export function obligationWords(rule: Rule): Localised {
  return { kk: wordsOf(rule, 'kk'), ru: wordsOf(rule, 'ru'), en: wordsOf(rule, 'en') }
}
