import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Instant, day, instant, isoInstant, minute, parseIsoInstant } from '../instant.ts'
import { civilInKazakhstan } from './kazakhstan.ts'
import type { DayWindow, Weekday, WeeklySchedule } from './schedule.ts'
import { isInSchedule, lastEndBefore, occurrenceAtOrAfter, roundTheClock } from './weekly-schedule.ts'

function at(text: string, offset = '+05:00'): Instant {
  const parsed = parseIsoInstant(`${text}:00${offset}`)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}

function told(instantOf: Instant): string {
  const { year, month, day: dayOfMonth, hour, minute: minutes } = civilInKazakhstan(instantOf)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${year}-${two(month)}-${two(dayOfMonth)}T${two(hour)}:${two(minutes)}`
}

const everyDay: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const night: DayWindow = { startMinute: 1_320, endMinute: 360 }
const nights: WeeklySchedule = { windows: [{ days: everyDay, ...night }] }

describe('hours with special dates', () => {
  // 2026-12-16 is a Wednesday, 2027-01-01 a Friday.
  it.each([
    {
      given: 'no hours on the 16th: the night from the 15th runs on into it',
      schedule: { ...nights, exceptions: [{ on: '2026-12-16', windows: [] }] },
      asked: '2026-12-16T05:00',
      expected: ['2026-12-15T22:00', '2026-12-16T06:00'],
    },
    {
      given: 'no hours on the 16th: the next ones begin on the 17th',
      schedule: { ...nights, exceptions: [{ on: '2026-12-16', windows: [] }] },
      asked: '2026-12-16T06:00',
      expected: ['2026-12-17T22:00', '2026-12-18T06:00'],
    },
    {
      given: 'a later evening on the 16th',
      schedule: { ...nights, exceptions: [{ on: '2026-12-16', windows: [{ startMinute: 1_410, endMinute: 360 }] }] },
      asked: '2026-12-16T22:00',
      expected: ['2026-12-16T23:30', '2026-12-17T06:00'],
    },
    {
      given: 'home all day on the 16th: it joins with the nights before and after it',
      schedule: { ...nights, exceptions: [{ on: '2026-12-16', windows: [{ startMinute: 360, endMinute: 1_320 }, night] }] },
      asked: '2026-12-16T12:00',
      expected: ['2026-12-15T22:00', '2026-12-17T06:00'],
    },
    {
      given: 'later evenings on days off, of which the 16th is one',
      schedule: { ...nights, daysOff: [{ startMinute: 1_380, endMinute: 360 }] },
      asked: '2026-12-16T12:00',
      expected: ['2026-12-16T23:00', '2026-12-17T06:00'],
    },
    {
      given: 'later evenings on days off, and an exception on one of them, which goes before',
      schedule: {
        ...nights,
        daysOff: [{ startMinute: 1_380, endMinute: 360 }],
        exceptions: [{ on: '2026-12-16', windows: [{ startMinute: 1_200, endMinute: 360 }] }],
      },
      asked: '2026-12-16T12:00',
      expected: ['2026-12-16T20:00', '2026-12-17T06:00'],
    },
    {
      given: 'a night over the end of the year',
      schedule: { ...nights, daysOff: [] },
      asked: '2026-12-31T23:00',
      expected: ['2026-12-31T22:00', '2027-01-01T06:00'],
    },
    {
      given: 'days off without hours at the turn of the year',
      schedule: { ...nights, daysOff: [] },
      asked: '2027-01-01T06:00',
      expected: ['2027-01-03T22:00', '2027-01-04T06:00'],
    },
    {
      given: 'round the clock but for the 16th',
      schedule: { ...roundTheClock, exceptions: [{ on: '2026-12-16', windows: [] }] },
      asked: '2026-12-16T12:00',
      expected: ['2026-12-17T00:00', '9999-12-31T23:59'],
    },
    {
      given: 'only dates, no hours of the week',
      schedule: { windows: [], exceptions: [{ on: '2028-02-29', windows: [night] }] },
      asked: '2026-12-16T12:00',
      expected: ['2028-02-29T22:00', '2028-03-01T06:00'],
    },
  ])('$given → $expected', ({ schedule, asked, expected }) => {
    const daysOff = ['2026-12-16', '2027-01-01', '2027-01-02']
    const occurrence = occurrenceAtOrAfter(schedule, at(asked), daysOff)
    // The last instant is in UTC: in Kazakhstan it is the year 10000 already.
    const until = occurrence && occurrence.until > at('9999-01-01T00:00') ? isoInstant(occurrence.until).slice(0, 16) : undefined
    expect(occurrence && [told(occurrence.from), until ?? told(occurrence.until)]).toEqual(expected)
  })

  it('the hours end for good after the last date', () => {
    const schedule = { windows: [], exceptions: [{ on: '2026-12-16', windows: [night] }] }
    expect(occurrenceAtOrAfter(schedule, at('2026-12-17T06:00'))).toBeUndefined()
    expect(lastEndBefore(schedule, at('2030-01-01T00:00'))).toBe(at('2026-12-17T06:00'))
    expect(lastEndBefore(schedule, at('2026-12-16T21:00'))).toBeUndefined()
  })

  it.each([
    // On 2024-03-01T00:00 (+06) clocks went back to 23:00 of 29 February.
    { asked: at('2024-02-29T23:30', '+06:00'), isIn: false },
    { asked: at('2024-02-29T23:30', '+05:00'), isIn: false },
    { asked: at('2024-03-01T00:00', '+05:00'), isIn: true },
    { asked: at('2024-03-01T05:59', '+05:00'), isIn: true },
    { asked: at('2024-03-01T06:00', '+05:00'), isIn: false },
  ])('the hour repeated when the zones were joined: $isIn at $asked', ({ asked, isIn }) => {
    const schedule = {
      ...nights,
      exceptions: [
        { on: '2024-02-29', windows: [] },
        { on: '2024-03-01', windows: [{ startMinute: 0, endMinute: 360 }] },
      ],
    }
    expect(isInSchedule(schedule, asked)).toBe(isIn)
  })

  const windowGen = fc.record({ startMinute: fc.nat(1_439), endMinute: fc.nat(1_440) })
  const halfDays = fc.constantFrom<DayWindow>(
    { startMinute: 0, endMinute: 720 },
    { startMinute: 720, endMinute: 1_440 },
    { startMinute: 720, endMinute: 720 },
  )
  const anyWindow = fc.oneof(windowGen, halfDays)
  const dateGen = fc.nat(20).map((n) => isoInstant(instant(at('2026-12-10T05:00') + n * day)).slice(0, 10))
  const scheduleGen = fc.record({
    windows: fc.array(fc.record({ days: fc.uniqueArray(fc.constantFrom(...everyDay), { minLength: 1 }), window: anyWindow }), {
      maxLength: 4,
    }),
    isAlways: fc.nat(4).map((n) => n === 0),
    daysOff: fc.array(anyWindow, { maxLength: 2 }),
    exceptions: fc.uniqueArray(fc.record({ on: dateGen, windows: fc.array(anyWindow, { maxLength: 3 }) }), {
      selector: ({ on }) => on,
      maxLength: 6,
    }),
    dates: fc.uniqueArray(dateGen, { maxLength: 5 }),
  })

  /** Minute by minute, from the words of the definition. */
  function isCovered(schedule: WeeklySchedule, daysOff: readonly string[], moment: number): boolean {
    const local = moment + 5 * 60 * minute
    const midnight = Math.floor(local / day) * day
    const ofDay = (local - midnight) / minute
    const windowsOf = (ofMidnight: number): readonly DayWindow[] => {
      const date = isoInstant(instant(ofMidnight)).slice(0, 10)
      const exception = schedule.exceptions?.find(({ on }) => on === date)
      if (exception) return exception.windows
      if (schedule.daysOff && daysOff.includes(date)) return schedule.daysOff
      const weekday = (((ofMidnight / day + 3) % 7) + 1) as Weekday
      return schedule.windows.filter(({ days }) => days.includes(weekday))
    }
    const crosses = ({ startMinute, endMinute }: DayWindow) => endMinute <= startMinute
    return (
      windowsOf(midnight).some((window) => ofDay >= window.startMinute && (crosses(window) || ofDay < window.endMinute)) ||
      windowsOf(midnight - day).some((window) => crosses(window) && ofDay < window.endMinute)
    )
  }

  it('agree with the definition, minute by minute, at the asked moment and at both ends', () => {
    fc.assert(
      fc.property(scheduleGen, fc.nat(24 * 1_440), ({ windows, isAlways, daysOff, exceptions, dates }, minutes) => {
        const weekly = isAlways
          ? [{ days: [...everyDay], startMinute: 720, endMinute: 720 }]
          : windows.map(({ days, window }) => ({ days, ...window }))
        const schedule: WeeklySchedule = { windows: weekly, daysOff, exceptions }
        const asked = instant(at('2026-12-08T00:00') + minutes * minute)
        const covered = (moment: number) => isCovered(schedule, dates, moment)
        const occurrence = occurrenceAtOrAfter(schedule, asked, dates)
        expect(occurrence !== undefined && occurrence.from <= asked).toBe(covered(asked))
        if (!covered(asked)) {
          const end = lastEndBefore(schedule, asked, dates)
          if (end !== undefined) {
            expect(end).toBeLessThanOrEqual(asked)
            expect([covered(end - minute), covered(end)]).toEqual([true, false])
            for (let moment: number = end; moment < asked; moment += 31 * minute) expect(covered(moment)).toBe(false)
          }
        }
        if (!occurrence) return
        const [bounded, far] = [at('2026-11-01T00:00'), at('2027-02-01T00:00')]
        if (occurrence.from > bounded)
          expect([covered(occurrence.from - minute), covered(occurrence.from)]).toEqual([false, true])
        if (occurrence.until < far) expect([covered(occurrence.until - minute), covered(occurrence.until)]).toEqual([true, false])
        for (let moment: number = asked; moment < Math.min(occurrence.from, far); moment += 31 * minute)
          expect(covered(moment)).toBe(false)
        for (let moment = Math.max(occurrence.from, bounded); moment < Math.min(occurrence.until, far); moment += 31 * minute)
          expect(covered(moment)).toBe(true)
        // Whoever asks within it gets the same answer.
        const inside = instant(
          Math.max(occurrence.from, bounded) +
            Math.floor((Math.min(occurrence.until, far) - Math.max(occurrence.from, bounded)) / 2),
        )
        expect(occurrenceAtOrAfter(schedule, inside, dates)).toEqual(occurrence)
      }),
      { numRuns: 200 },
    )
  })
})
