import { randomInt } from 'node:crypto'
import { type Instant, type LatLon, day, later } from '@bilezik/domain'
import { localDay } from './kazakhstan-time.ts'

/** Digits 1 to 11, then 3 to 11 and on from 1, weigh the control digit of an IIN. */
const weights = [
  [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
  [3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2],
] as const

function controlDigit(eleven: string): number | undefined {
  for (const weighing of weights) {
    const rest = weighing.reduce((sum, weight, i) => sum + weight * Number(eleven[i]), 0) % 11
    if (rest < 10) return rest
  }
  return undefined
}

/** A valid IIN of a man born on that day. Not every running number has a control digit. */
export function iinOf(birthOn: string): string {
  const [year = '', month = '', date = ''] = birthOn.split('-')
  for (;;) {
    const number = randomInt(10_000)
    const eleven = `${year.slice(2)}${month}${date}${year < '2000' ? 3 : 5}${String(number).padStart(4, '0')}`
    const control = controlDigit(eleven)
    if (control !== undefined) return `${eleven}${control}`
  }
}

const twoDigits = (number: number) => String(number).padStart(2, '0')

/** On some day of that month: the same name on another day is another person, so that a demo can be walked again. */
export const bornIn = (year: number, month: number): string => `${year}-${twoDigits(month)}-${twoDigits(randomInt(1, 29))}`

/** Sixteen years and some months ago, so that he is a minor whenever the journey is walked. */
export const sixteenBefore = (now: Instant): string => {
  const [year, month] = localDay(later(now, -120 * day)).split('-')
  return bornIn(Number(year) - 16, Number(month))
}

/** Who is to be watched, and the papers that came about him. */
export interface Wearer {
  readonly familyName: string
  readonly givenName: string
  readonly patronymic: string
  readonly birthOn: string
  readonly iin: string
  readonly address: string
  readonly home: LatLon
  readonly measure: 'house-arrest' | 'minor-supervision'
  readonly decisionNumber: string
  readonly body: string
  readonly official: string
}
