import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { day, hour, instant, isoInstant } from '../instant.ts'
import { civilFromUtcMs, daysFromCivil, utcMsFromCivil } from './civil.ts'
import { civilInKazakhstan, instantFromKazakhstan } from './kazakhstan.ts'

// The platform's own calendar is the independent witness here; only tests may ask it.

describe('civil time', () => {
  it('agrees with the platform over the years 1-9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }), (seconds) => {
        const witness = new Date(seconds * 1_000)
        expect(civilFromUtcMs(seconds * 1_000)).toEqual({
          year: witness.getUTCFullYear(),
          month: witness.getUTCMonth() + 1,
          day: witness.getUTCDate(),
          hour: witness.getUTCHours(),
          minute: witness.getUTCMinutes(),
          second: witness.getUTCSeconds(),
        })
        expect(utcMsFromCivil(civilFromUtcMs(seconds * 1_000))).toBe(seconds * 1_000)
      }),
    )
  })

  it.each([
    { year: 1970, month: 1, dayOfMonth: 1, expected: 0 },
    { year: 2024, month: 2, dayOfMonth: 29, expected: 19_782 },
    { year: 2000, month: 3, dayOfMonth: 1, expected: 11_017 },
    { year: 1900, month: 3, dayOfMonth: 1, expected: -25_508 },
  ])('$year-$month-$dayOfMonth is day $expected', ({ year, month, dayOfMonth, expected }) => {
    expect(daysFromCivil(year, month, dayOfMonth)).toBe(expected)
    expect(Date.UTC(year, month - 1, dayOfMonth) / day).toBe(expected)
  })

  it.each([
    { given: '31 February', civil: { year: 2026, month: 2, day: 31, hour: 0, minute: 0, second: 0 } },
    { given: '29 February of a common year', civil: { year: 2026, month: 2, day: 29, hour: 0, minute: 0, second: 0 } },
    { given: 'month 13', civil: { year: 2026, month: 13, day: 1, hour: 0, minute: 0, second: 0 } },
    { given: '24:00', civil: { year: 2026, month: 2, day: 1, hour: 24, minute: 0, second: 0 } },
    { given: 'a leap second', civil: { year: 2016, month: 12, day: 31, hour: 23, minute: 59, second: 60 } },
  ])('$given is no time', ({ civil }) => {
    expect(utcMsFromCivil(civil)).toBeUndefined()
  })
})

describe('Kazakhstan', () => {
  const midnight = { year: 2024, month: 3, day: 1, hour: 0, minute: 0, second: 0 }

  it.each([
    { utc: '2024-02-29T17:59:59.000Z', expected: { ...midnight, month: 2, day: 29, hour: 23, minute: 59, second: 59 } },
    { utc: '2024-02-29T18:00:00.000Z', expected: { ...midnight, month: 2, day: 29, hour: 23 } },
    { utc: '2026-11-02T17:00:00.000Z', expected: { ...midnight, year: 2026, month: 11, day: 2, hour: 22 } },
  ])('at $utc the wall clock shows $expected', ({ utc, expected }) => {
    expect(civilInKazakhstan(instant(Date.parse(utc)))).toEqual(expected)
  })

  it('the hour that comes twice is read by the older offset', () => {
    const twice = instantFromKazakhstan({ ...midnight, month: 2, day: 29, hour: 23, minute: 30 })
    expect(twice && isoInstant(twice)).toBe('2024-02-29T17:30:00.000Z')
    const once = instantFromKazakhstan(midnight)
    expect(once && isoInstant(once)).toBe('2024-02-29T19:00:00.000Z')
  })

  it('agrees with the time zone database since 2024-03-02', () => {
    const almaty = new Intl.DateTimeFormat('en-GB', {
      timeZone: 'Asia/Almaty',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    fc.assert(
      fc.property(fc.integer({ min: Date.UTC(2024, 2, 2), max: Date.UTC(2040, 0, 1) }), (utcMs) => {
        const civil = civilInKazakhstan(instant(utcMs))
        const two = (n: number) => String(n).padStart(2, '0')
        expect(`${two(civil.hour)}:${two(civil.minute)}`).toBe(almaty.format(utcMs))
        expect(instantFromKazakhstan(civil)).toBe(utcMs - (utcMs % 1_000))
        expect(isoInstant(instant(utcMs + 5 * hour)).slice(11, 16)).toBe(almaty.format(utcMs))
      }),
    )
  })
})
