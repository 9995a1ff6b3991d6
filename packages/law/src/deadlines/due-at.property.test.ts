import { type Instant, hour, instant, minute } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarCorrection, correctedCalendar, officialCalendar } from './calendar.ts'
import type { DeadlineLength, Moment } from './deadline.ts'
import { dueAt, proposedMove } from './due-at.ts'
import { missedFrom, warnAt } from './watching.ts'

/**
 * A counter that shares nothing with the one it judges: it walks hour by hour along the clock, reads the date off the wall at each
 * step, and looks every date up in lists that were written by hand from the ministry's calendars.
 */
const offOnMondayToFriday: ReadonlySet<string> = new Set(
  [
    '2024 0101 0102 0308 0321 0322 0325 0501 0507 0508 0509 0708 0830 1025 1216',
    '2025 0101 0102 0103 0107 0310 0321 0324 0325 0501 0507 0509 0606 0707 0901 1027 1216',
    '2026 0101 0102 0107 0309 0323 0324 0325 0501 0507 0511 0527 0706 1026 1216',
    '2027 0101 0104 0107 0308 0315 0322 0323 0324 0503 0507 0510 0706 1025 1216',
  ].flatMap((line) => {
    const [year = '', ...days] = line.split(' ')
    return days.map((monthAndDay) => `${year}-${monthAndDay.slice(0, 2)}-${monthAndDay.slice(2)}`)
  }),
)
const weekendDaysWorked: ReadonlySet<string> = new Set(['2024-05-04', '2025-01-05'])

/** The clocks went back from midnight to eleven when 29 February 2024 ended: the only change in these years. */
const clocksWentBackAt = Date.UTC(2024, 1, 29, 18)
const wallMs = (ms: number) => ms + (ms < clocksWentBackAt ? 6 : 5) * 3_600_000
const dateOnTheWall = (ms: number) => new Date(wallMs(ms)).toISOString().slice(0, 10)
const dayOnTheWall = (ms: number) => Math.floor(wallMs(ms) / 86_400_000)

function isOffNaively(date: string, corrections: readonly CalendarCorrection[]): boolean {
  for (const { on, isDayOff } of corrections.toReversed()) if (on === date) return isDayOff
  const weekday = new Date(`${date}T12:00:00Z`).getUTCDay()
  return weekday === 0 || weekday === 6 ? !weekendDaysWorked.has(date) : offOnMondayToFriday.has(date)
}

const isLeap = (year: number) => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0)
const daysOfMonth = (year: number, month: number) =>
  [31, isLeap(year) ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0

function dateMonthsLater(date: string, months: number): string {
  let [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  for (let passed = 0; passed < months; passed++) {
    month = month === 12 ? 1 : month + 1
    if (month === 1) year++
  }
  day = Math.min(day, daysOfMonth(year, month))
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-')
}

/** The first instant, on the hour, at which the wall shows another date than the last day of the term, having walked there. */
function endOfTermNaively(from: number, length: DeadlineLength, corrections: readonly CalendarCorrection[]): number {
  if (length.kind === 'at-once' || length.kind === 'hours') throw new Error('no days to walk')
  const started = dateOnTheWall(from)
  const wanted = length.kind === 'months' ? dateMonthsLater(started, length.months) : ''
  let days = 0
  let worked = 0
  let today = dayOnTheWall(from)
  let isReached = false
  for (let ms = Math.floor(from / 3_600_000) * 3_600_000; ; ms += 3_600_000) {
    if (dayOnTheWall(ms) === today) continue
    if (isReached) return ms
    today = dayOnTheWall(ms)
    const date = dateOnTheWall(ms)
    days++
    const isOff = isOffNaively(date, corrections)
    if (!isOff) worked++
    if (length.kind === 'working-days') isReached = worked === length.days
    else {
      const isLast = length.kind === 'months' ? date >= wanted : days >= length.days
      isReached = isLast && (length.whenDayOff === 'stays' || !isOff)
    }
  }
}

function dueNaively(length: DeadlineLength, started: Moment, corrections: readonly CalendarCorrection[]): number {
  let from: number
  if (started.kind === 'instant') from = started.at
  else {
    // Noon is of its day under either offset.
    from = Date.parse(`${started.on}T07:00:00Z`)
    if (length.kind === 'at-once' || length.kind === 'hours') while (dateOnTheWall(from) === started.on) from += 3_600_000
  }
  if (length.kind === 'at-once') return from
  if (length.kind === 'hours') {
    for (let passed = 0; passed < length.hours; passed++) from += 3_600_000
    return from
  }
  return endOfTermNaively(from, length, corrections)
}

const whenDayOff = fc.constantFrom('stays' as const, 'moves-on' as const)
const someLength: fc.Arbitrary<DeadlineLength> = fc.oneof(
  fc.constant<DeadlineLength>({ kind: 'at-once' }),
  fc.record({ kind: fc.constant('hours' as const), hours: fc.integer({ min: 1, max: 200 }) }),
  fc.record({ kind: fc.constant('working-days' as const), days: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ kind: fc.constant('calendar-days' as const), days: fc.integer({ min: 1, max: 60 }), whenDayOff }),
  fc.record({ kind: fc.constant('months' as const), months: fc.integer({ min: 1, max: 6 }), whenDayOff }),
)
/** From 2024 on, so that no count needs a day that is not listed; half of them near the change of clocks, a year's end or Nauryz. */
const someInstant: fc.Arbitrary<Instant> = fc
  .oneof(
    fc.integer({ min: Date.UTC(2024, 0, 2), max: Date.UTC(2027, 4, 1) }),
    fc
      .tuple(
        fc.constantFrom(
          clocksWentBackAt,
          Date.UTC(2024, 11, 31),
          Date.UTC(2025, 2, 21),
          Date.UTC(2025, 11, 31),
          Date.UTC(2026, 0, 31),
        ),
        fc.integer({ min: -40 * 24 * 60, max: 5 * 24 * 60 }),
      )
      .map(([near, minutes]) => near + minutes * minute),
  )
  .map((ms) => instant(ms))
const someMoment: fc.Arbitrary<Moment> = fc.oneof(
  someInstant.map((at): Moment => ({ kind: 'instant', at })),
  someInstant.map((at): Moment => ({ kind: 'day', on: dateOnTheWall(at) })),
)
const someCorrections: fc.Arbitrary<CalendarCorrection[]> = fc.array(
  fc.record({ on: someInstant.map(dateOnTheWall), isDayOff: fc.boolean() }),
  { maxLength: 40 },
)
const runs = { numRuns: 3000 }
const fewer = { numRuns: 1000 }

describe('whatever starts, whatever its length, whichever days were put right', () => {
  it('[PEC.21] a due time is the one that a walk along the clock finds', () => {
    fc.assert(
      fc.property(someLength, someMoment, someCorrections, (length, started, corrections) => {
        const { at } = dueAt({ length }, started, correctedCalendar(officialCalendar, corrections))
        expect(new Date(at).toISOString()).toBe(new Date(dueNaively(length, started, corrections)).toISOString())
      }),
      runs,
    )
  })

  it('what starts later is never due earlier', () => {
    fc.assert(
      fc.property(
        someLength,
        someInstant,
        fc.integer({ min: 0, max: 40 * 24 * 60 }),
        someCorrections,
        (length, at, minutes, put) => {
          const calendar = correctedCalendar(officialCalendar, put)
          const later = instant(at + minutes * minute)
          const due = (started: Instant) => dueAt({ length }, { kind: 'instant', at: started }, calendar).at
          expect(due(later)).toBeGreaterThanOrEqual(due(at))
        },
      ),
      fewer,
    )
  })

  it('what is longer is never due earlier', () => {
    fc.assert(
      fc.property(someLength, fc.integer({ min: 1, max: 20 }), someMoment, someCorrections, (length, more, started, put) => {
        const calendar = correctedCalendar(officialCalendar, put)
        const longer = (): DeadlineLength => {
          if (length.kind === 'at-once') return { kind: 'hours', hours: more }
          if (length.kind === 'hours') return { ...length, hours: length.hours + more }
          if (length.kind === 'months') return { ...length, months: length.months + 1 }
          return { ...length, days: length.days + more }
        }
        expect(dueAt({ length: longer() }, started, calendar).at).toBeGreaterThanOrEqual(dueAt({ length }, started, calendar).at)
      }),
      fewer,
    )
  })

  it('it is warned of before it is due, not before it began, and missed no earlier than it is due', () => {
    fc.assert(
      fc.property(someLength, someInstant, someCorrections, (length, at, put) => {
        const { at: due } = dueAt({ length }, { kind: 'instant', at }, correctedCalendar(officialCalendar, put))
        const warned = warnAt(length, due)
        expect(warned).toBeGreaterThanOrEqual(at)
        // What is due at once can be warned of no earlier.
        if (length.kind === 'at-once') expect(warned).toBe(due)
        else expect(warned).toBeLessThan(due)
        expect(missedFrom(length, due)).toBeGreaterThanOrEqual(due)
      }),
      fewer,
    )
  })

  it('a calendar put right proposes a move exactly where the walk ends elsewhere, and takes back nothing that was said', () => {
    fc.assert(
      fc.property(someLength, someMoment, someCorrections, someCorrections, (length, started, before, after) => {
        const [from, to] = [before, [...before, ...after]].map((put) => correctedCalendar(officialCalendar, put))
        if (!from || !to) throw new Error('two calendars')
        const stored = dueAt({ length }, started, from)
        const move = proposedMove({ length }, started, from, to)
        const found = dueNaively(length, started, [...before, ...after])
        expect(move?.proposed.at ?? stored.at).toBe(found)
        expect(move === undefined).toBe(found === stored.at)
        expect(dueAt({ length }, started, from)).toEqual(stored)
      }),
      fewer,
    )
  })

  it('[1369.6a] hours are hours that pass, also over the change of clocks', () => {
    fc.assert(
      fc.property(fc.integer({ min: -30 * 60, max: 5 * 60 }), fc.integer({ min: 1, max: 100 }), (minutes, hours) => {
        const at = instant(clocksWentBackAt + minutes * minute)
        expect(dueAt({ length: { kind: 'hours', hours } }, { kind: 'instant', at }, officialCalendar).at - at).toBe(hours * hour)
      }),
    )
  })
})
