import { type Condition, type LineageId, type OrderId, type Rule, instantFromKazakhstan, roundTheClock } from '@bilezik/domain'
import { expect, test } from 'vitest'
import { daysOffOf } from './days-off-of.ts'

function midnight(date: string) {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const at = instantFromKazakhstan({ year, month, day, hour: 0, minute: 0, second: 0 })
  if (at === undefined) throw new Error(`${date} is a date`)
  return at
}

function curfewBetween(from: string, until: string, hasOtherHours = true): Condition {
  const schedule = { ...roundTheClock, ...(hasOtherHours && { daysOff: [{ startMinute: 0, endMinute: 360 }] }) }
  const zone = { name: 'home', shape: { kind: 'circle', centre: { lat: 51, lon: 71 }, radiusMetres: 100 } } as const
  const rule: Rule = { kind: 'curfew', zone, schedule, arrivalGraceMs: 0, departureGraceMs: 0 }
  const dates = { from: midnight(from), until: midnight(until) }
  return { lineageId: 'l' as LineageId, orderId: 'o' as OrderId, version: 1, ...dates, rule }
}

const asked = midnight('2026-11-22')

test('days off reach from the day before the term to the day of its end', () => {
  // 2026-12-12 is a Saturday; the term ends as the 26th begins.
  expect(daysOffOf([curfewBetween('2026-12-13', '2026-12-26')], [], asked)).toEqual([
    '2026-12-12',
    '2026-12-13',
    '2026-12-16',
    '2026-12-19',
    '2026-12-20',
    '2026-12-26',
  ])
})

test('only a schedule that has other hours on days off asks for them, and only its own term counts', () => {
  const plain = curfewBetween('2026-01-01', '2027-12-31', false)
  expect(daysOffOf([plain], [], asked)).toEqual([])
  expect(daysOffOf([plain, curfewBetween('2026-12-15', '2026-12-17')], [], asked)).toEqual(['2026-12-16'])
})

test('however long the term, three years are told, and every plan of a year tells the same', () => {
  const long = [curfewBetween('2024-01-01', '2040-01-01')]
  const told = daysOffOf(long, [], asked)
  expect(told.length).toBeLessThan(370)
  expect([told[0], told.at(-1)]).toEqual(['2026-01-01', '2028-12-31'])
  expect(daysOffOf(long, [], midnight('2026-03-05'))).toEqual(told)
  // Hours of 31 December run into the new year.
  expect(daysOffOf(long, [], midnight('2027-01-01'))).toEqual(told)
})
