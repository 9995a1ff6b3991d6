import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, instant, isoInstant, minute, parseIsoInstant } from '../instant.ts'
import type { Weekday, WeeklySchedule } from './schedule.ts'
import { isInSchedule, occurrenceAtOrAfter, roundTheClock } from './weekly-schedule.ts'

function at(text: string): Instant {
  const parsed = parseIsoInstant(`${text}+05:00`)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const nights: WeeklySchedule = { windows: [{ days: everyDay, startMinute: 1_320, endMinute: 360 }] }
const sundayNight: WeeklySchedule = { windows: [{ days: [7], startMinute: 1_320, endMinute: 360 }] }
const workdays: WeeklySchedule = { windows: [{ days: [1, 2, 3, 4, 5], startMinute: 540, endMinute: 1_080 }] }
const joinedAtMidnight: WeeklySchedule = {
  windows: [
    { days: [6], startMinute: 1_200, endMinute: 1_440 },
    { days: [7], startMinute: 0, endMinute: 480 },
  ],
}
const allButAMinute: WeeklySchedule = {
  windows: [
    { days: [1, 2, 3, 4, 5, 6], startMinute: 0, endMinute: 1_440 },
    { days: [7], startMinute: 0, endMinute: 1_439 },
  ],
}

// 2026-11-02 was a Monday.
describe('occurrenceAtOrAfter', () => {
  it.each([
    { name: 'nights', schedule: nights, given: '2026-11-02T21:59:59', from: '2026-11-02T22:00:00', until: '2026-11-03T06:00:00' },
    { name: 'nights', schedule: nights, given: '2026-11-02T22:00:00', from: '2026-11-02T22:00:00', until: '2026-11-03T06:00:00' },
    { name: 'nights', schedule: nights, given: '2026-11-03T05:59:59', from: '2026-11-02T22:00:00', until: '2026-11-03T06:00:00' },
    { name: 'nights', schedule: nights, given: '2026-11-03T06:00:00', from: '2026-11-03T22:00:00', until: '2026-11-04T06:00:00' },
    {
      name: 'Sunday night',
      schedule: sundayNight,
      given: '2026-11-02T03:00:00',
      from: '2026-11-01T22:00:00',
      until: '2026-11-02T06:00:00',
    },
    {
      name: 'Sunday night',
      schedule: sundayNight,
      given: '2026-11-02T06:00:00',
      from: '2026-11-08T22:00:00',
      until: '2026-11-09T06:00:00',
    },
    {
      name: 'workdays',
      schedule: workdays,
      given: '2026-11-06T18:00:00',
      from: '2026-11-09T09:00:00',
      until: '2026-11-09T18:00:00',
    },
    {
      name: 'two windows that meet at midnight',
      schedule: joinedAtMidnight,
      given: '2026-11-08T01:00:00',
      from: '2026-11-07T20:00:00',
      until: '2026-11-08T08:00:00',
    },
    {
      name: 'all but a minute',
      schedule: allButAMinute,
      given: '2026-11-08T23:59:00',
      from: '2026-11-09T00:00:00',
      until: '2026-11-15T23:59:00',
    },
    {
      name: 'all but a minute',
      schedule: allButAMinute,
      given: '2026-11-08T23:58:59',
      from: '2026-11-02T00:00:00',
      until: '2026-11-08T23:59:00',
    },
    {
      name: 'nights over a month and a leap day',
      schedule: nights,
      given: '2028-02-29T23:00:00',
      from: '2028-02-29T22:00:00',
      until: '2028-03-01T06:00:00',
    },
  ])('$name at $given → $from to $until', ({ schedule, given, from, until }) => {
    expect(occurrenceAtOrAfter(schedule, at(given))).toEqual({ from: at(from), until: at(until) })
  })

  it('hours that leave no minute free span all time, whenever they are asked', () => {
    const found = occurrenceAtOrAfter(roundTheClock, at('2026-11-02T12:00:00'))
    expect(found && [isoInstant(found.from), isoInstant(found.until)]).toEqual([
      '0001-01-01T00:00:00.000Z',
      '9999-12-31T23:59:59.999Z',
    ])
    expect(occurrenceAtOrAfter(roundTheClock, at('2031-01-01T12:00:00'))).toEqual(found)
  })

  it.each([{ windows: [] }, { windows: [{ days: [], startMinute: 0, endMinute: 600 }] }])(
    'no hours, no occurrence',
    (schedule) => {
      expect(occurrenceAtOrAfter(schedule, at('2026-11-02T12:00:00'))).toBeUndefined()
    },
  )

  it('the night of 2024-03-01, when Kazakhstan put the clock back, lasts an hour longer', () => {
    const given = parseIsoInstant('2024-02-29T23:30:00+06:00')
    const found = given.ok ? occurrenceAtOrAfter(nights, given.value) : undefined
    expect(found && [isoInstant(found.from), isoInstant(found.until)]).toEqual([
      '2024-02-29T16:00:00.000Z',
      '2024-03-01T01:00:00.000Z',
    ])
  })

  const windowGen = fc.record({
    days: fc.uniqueArray(fc.constantFrom(...everyDay), { minLength: 1 }),
    startMinute: fc.nat(1_439),
    endMinute: fc.nat(1_440),
  })
  const scheduleGen = fc.record({ windows: fc.array(windowGen, { minLength: 1, maxLength: 4 }) })
  const instantGen = fc.integer({ min: at('2024-04-01T00:00:00'), max: at('2032-01-01T00:00:00') }).map(instant)

  it('every moment of an occurrence gives the same occurrence, and its end the next one', () => {
    fc.assert(
      fc.property(scheduleGen, instantGen, fc.nat(99), (schedule, given, percent) => {
        const found = occurrenceAtOrAfter(schedule, given)
        if (!found) throw new Error('every such schedule has hours')
        expect(found.until).toBeGreaterThan(given)
        const moment = instant(found.from + Math.floor(((found.until - found.from) * percent) / 100))
        expect(occurrenceAtOrAfter(schedule, moment)).toEqual(found)
        expect(isInSchedule(schedule, moment)).toBe(true)
        const next = occurrenceAtOrAfter(schedule, found.until)
        if (isoInstant(found.until) < '9999') expect(next?.from).toBeGreaterThan(found.until)
      }),
    )
  })

  it('a minute is in the schedule just when a window of its own or the day before covers it', () => {
    fc.assert(
      fc.property(scheduleGen, fc.nat(7 * 1_440 - 1), (schedule, minuteOfWeek) => {
        const moment = instant(at('2026-11-02T00:00:00') + minuteOfWeek * minute)
        const [weekday, ofDay] = [Math.floor(minuteOfWeek / 1_440) + 1, minuteOfWeek % 1_440]
        const before = weekday === 1 ? 7 : weekday - 1
        const isCovered = schedule.windows.some(({ days, startMinute, endMinute }) => {
          const crosses = endMinute <= startMinute
          const today = days.includes(weekday as Weekday) && ofDay >= startMinute && (crosses || ofDay < endMinute)
          return today || (crosses && days.includes(before as Weekday) && ofDay < endMinute)
        })
        expect(isInSchedule(schedule, moment)).toBe(isCovered)
      }),
    )
  })
})
