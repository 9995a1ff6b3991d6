import { isoInstant } from '@bilezik/domain'
import { describe, expect, it, test } from 'vitest'
import { correctedCalendar, officialCalendar } from './calendar.ts'
import { moment, wall } from '../testing/wall-clock.ts'
import type { DeadlineLength } from './deadline.ts'
import { dueAt, proposedMove } from './due-at.ts'

const due = (length: DeadlineLength, started: string) => wall(dueAt({ length }, moment(started), officialCalendar).at)

describe('hours', () => {
  const twentyFour: DeadlineLength = { kind: 'hours', hours: 24 }
  test.each([
    { given: '[1369.6a] a decision of Monday at 10:00', started: '2026-03-02T10:00+05:00', until: '2026-03-03 10:00' },
    {
      given: '[1369.6a] a decision of Friday evening, before Nauryz',
      started: '2026-03-20T17:30+05:00',
      until: '2026-03-21 17:30',
    },
    { given: '[1369.9] a request of New Year’s Eve', started: '2026-12-31T23:59+05:00', until: '2027-01-01 23:59' },
    { given: '[1369.6a] a decision without an hour: from the end of its day', started: '2026-03-02', until: '2026-03-04 00:00' },
    {
      given: '[1369.6a] the clocks go back in between: an hour earlier on the wall',
      started: '2024-02-29T12:00+06:00',
      until: '2024-03-01 11:00',
    },
    { given: '[1369.6a] without an hour on the day of 25 hours', started: '2024-02-29', until: '2024-03-02 00:00' },
    { given: '[1369.6a] without an hour on the day before it', started: '2024-02-28', until: '2024-02-29 23:00' },
  ])('$given, $started → $until', ({ started, until }) => {
    expect(due(twentyFour, started)).toBe(until)
  })

  it('[1369.6a] says that it had to assume the hour', () => {
    expect(dueAt({ length: twentyFour }, moment('2026-03-02'), officialCalendar).assumptions).toEqual(['hour-unknown'])
    expect(dueAt({ length: twentyFour }, moment('2026-03-02T10:00+05:00'), officialCalendar).assumptions).toEqual([])
  })
})

describe('at once', () => {
  test.each([
    { started: '2026-03-02T10:00+05:00', until: '2026-03-02 10:00' },
    { started: '2026-03-02', until: '2026-03-03 00:00' },
  ])('[1369.7a] from $started → $until', ({ started, until }) => {
    expect(due({ kind: 'at-once' }, started)).toBe(until)
  })
})

describe('working days: the day of the event does not count, the last one counts whole', () => {
  test.each([
    {
      given: '[PEC.21] five over a weekend and Monday 9 March, moved from the 8th',
      days: 5,
      started: '2026-03-02',
      until: '2026-03-11 00:00',
    },
    { given: '[PEC.21] five over Nauryz and the day it moves to', days: 5, started: '2026-03-20', until: '2026-04-02 00:00' },
    {
      given: '[PEC.21] five in May 2024: Saturday the 4th was worked for the 8th',
      days: 5,
      started: '2024-04-30',
      until: '2024-05-11 00:00',
    },
    {
      given: '[PEC.21] five over New Year 2025: Sunday the 5th was worked for the 3rd',
      days: 5,
      started: '2024-12-27',
      until: '2025-01-09 00:00',
    },
    { given: '[PEC.21] five over 1 March 2024', days: 5, started: '2024-02-28', until: '2024-03-07 00:00' },
    { given: '[PEC.27] two over Independence Day', days: 2, started: '2026-12-15', until: '2026-12-19 00:00' },
    { given: '[PEC.27] two from a Friday', days: 2, started: '2026-02-06', until: '2026-02-11 00:00' },
    {
      given: '[PEC.21] late at night it is still that day',
      days: 5,
      started: '2026-03-02T23:59+05:00',
      until: '2026-03-11 00:00',
    },
    {
      given: '[PEC.21] after midnight in Kazakhstan it is the next',
      days: 5,
      started: '2026-03-03T00:00+05:00',
      until: '2026-03-12 00:00',
    },
  ])('$given, from $started → $until', ({ days, started, until }) => {
    expect(due({ kind: 'working-days', days }, started)).toBe(until)
  })

  test.each([
    { started: '2027-12-20', assumptions: [] },
    { started: '2027-12-30', assumptions: ['calendar-unknown'] },
    { started: '2023-12-20', assumptions: ['calendar-unknown'] },
  ])('from $started assumes $assumptions', ({ started, assumptions }) => {
    expect(dueAt({ length: { kind: 'working-days', days: 5 } }, moment(started), officialCalendar).assumptions).toEqual(
      assumptions,
    )
  })

  it('ends even in a calendar in which nobody ever works', () => {
    const never = { isDayOff: () => true, isKnown: () => true }
    expect(wall(dueAt({ length: { kind: 'working-days', days: 2 } }, moment('2026-03-02'), never).at)).toBe('2026-03-05 00:00')
  })
})

describe('calendar days', () => {
  test.each([
    {
      given: '[PEC.21] ten ending on a Wednesday',
      days: 10,
      whenDayOff: 'moves-on',
      started: '2026-03-01',
      until: '2026-03-12 00:00',
    },
    {
      given: '[PEC.21] ten ending on a Saturday: until Monday',
      days: 10,
      whenDayOff: 'moves-on',
      started: '2026-02-18',
      until: '2026-03-03 00:00',
    },
    {
      given: '[PEC.21] ten ending on the Monday off of 9 March: until Tuesday',
      days: 10,
      whenDayOff: 'moves-on',
      started: '2026-02-27',
      until: '2026-03-11 00:00',
    },
    {
      given: '[PEC.15days] fifteen days of hiding end on a Saturday all the same',
      days: 15,
      whenDayOff: 'stays',
      started: '2026-03-13',
      until: '2026-03-29 00:00',
    },
    {
      given: '[PEC.21] ten over the end of February of a leap year',
      days: 10,
      whenDayOff: 'stays',
      started: '2024-02-20',
      until: '2024-03-02 00:00',
    },
  ] as const)('$given, from $started → $until', ({ days, whenDayOff, started, until }) => {
    expect(due({ kind: 'calendar-days', days, whenDayOff }, started)).toBe(until)
  })

  it('[PEC.21] a term that ends on 29 February 2024 lasts the whole of its 25 hours', () => {
    const { at } = dueAt(
      { length: { kind: 'calendar-days', days: 10, whenDayOff: 'moves-on' } },
      moment('2024-02-19'),
      officialCalendar,
    )
    expect(isoInstant(at)).toBe('2024-02-29T19:00:00.000Z')
  })
})

describe('months', () => {
  test.each([
    { given: '[PEC.20] the same day of the month', months: 3, started: '2026-01-14', until: '2026-04-15 00:00' },
    { given: '[PEC.20] from 31 March: April has 30 days', months: 1, started: '2026-03-31', until: '2026-05-01 00:00' },
    { given: '[PEC.20] from 31 January of a leap year', months: 1, started: '2024-01-31', until: '2024-03-01 00:00' },
    {
      given: '[PEC.20] from 30 November: 28 February is a Saturday',
      months: 3,
      started: '2025-11-30',
      until: '2026-03-03 00:00',
    },
    { given: '[PEC.20] over the end of the year', months: 3, started: '2026-12-01', until: '2027-03-02 00:00' },
  ])('$given, from $started → $until', ({ months, started, until }) => {
    expect(due({ kind: 'months', months, whenDayOff: 'moves-on' }, started)).toBe(until)
  })
})

describe('a holiday put right', () => {
  // Computed for Sunday, 16 May 2027; imagined here: announced for the Monday.
  const announced = correctedCalendar(officialCalendar, [
    { on: '2027-05-16', isDayOff: true },
    { on: '2027-05-17', isDayOff: true },
  ])
  const five = { length: { kind: 'working-days', days: 5 } } as const

  it('[PEC.21] is proposed where it moves a due date, with the date as it stood', () => {
    const move = proposedMove(five, moment('2027-05-13'), officialCalendar, announced)
    expect(move && [wall(move.was.at), wall(move.proposed.at)]).toEqual(['2027-05-21 00:00', '2027-05-22 00:00'])
  })

  it('proposes nothing where nothing moves', () => {
    expect(proposedMove(five, moment('2027-05-18'), officialCalendar, announced)).toBeUndefined()
    expect(
      proposedMove({ length: { kind: 'hours', hours: 24 } }, moment('2027-05-16'), officialCalendar, announced),
    ).toBeUndefined()
  })

  it('the last word on a day counts, and a day put right is known', () => {
    const twice = correctedCalendar(announced, [{ on: '2027-05-17', isDayOff: false }])
    expect(twice.isDayOff('2027-05-17')).toBe(false)
    expect(correctedCalendar(officialCalendar, [{ on: '2030-01-03', isDayOff: true }]).isKnown('2030-01-03')).toBe(true)
    expect(officialCalendar.isKnown('2030-01-03')).toBe(false)
  })
})
