import { describe, expect, test } from 'vitest'
import { officialCalendar } from './calendar.ts'
import { moment, wall } from '../testing/wall-clock.ts'
import type { DeadlineLength } from './deadline.ts'
import { dueAt } from './due-at.ts'

// Counted by hand from the ministry's calendars; the words say how. What is due is due until this hour of the wall clock.
type Case = readonly [row: string, length: DeadlineLength, started: string, until: string, counted: string]

const dueOnTheWall = (length: DeadlineLength, started: string) => wall(dueAt({ length }, moment(started), officialCalendar).at)

describe('hours: hours that pass', () => {
  test.each<Case>([
    [
      '1369.6a',
      { kind: 'hours', hours: 24 },
      '2024-02-29T20:00+06:00',
      '2024-03-01 19:00',
      'the evening of 29 February 2024 has five hours from 20:00, nineteen are left for 1 March',
    ],
    [
      '1369.6a',
      { kind: 'hours', hours: 24 },
      '2024-02-28T20:00+06:00',
      '2024-02-29 20:00',
      'over before the clocks go back: the same hour of the next day',
    ],
    [
      '1369.6a',
      { kind: 'hours', hours: 24 },
      '2024-02-29T00:30+06:00',
      '2024-02-29 23:30',
      'the day has 25 hours: the twenty-fourth ends at half past eleven, told the second time',
    ],
    ['1369.6a', { kind: 'hours', hours: 24 }, '2024-03-01T00:00+05:00', '2024-03-02 00:00', 'begins with the new time'],
    [
      '1369.8c',
      { kind: 'hours', hours: 24 },
      '2026-03-21T08:15+05:00',
      '2026-03-22 08:15',
      'a Saturday of Nauryz stops no notice',
    ],
    [
      '1369.9',
      { kind: 'hours', hours: 24 },
      '2026-12-31',
      '2027-01-02 00:00',
      'a request of New Year’s Eve, hour not known: from midnight, twenty-four hours',
    ],
    [
      '1369.9',
      { kind: 'hours', hours: 24 },
      '2024-02-29T23:30+06:00',
      '2024-03-01 22:30',
      '23:30 told the first time: half an hour to the change, then 23:00 again; 22:30 is twenty-four hours later',
    ],
  ])('[%s] %j from %s → %s: %s', (_, length, started, until) => {
    expect(dueOnTheWall(length, started)).toBe(until)
  })
})

describe('working days: over the New Year', () => {
  test.each<Case>([
    [
      'PEC.21',
      { kind: 'working-days', days: 5 },
      '2024-01-02',
      '2024-01-10 00:00',
      'from a holiday: 3, 4, 5 January, then Monday the 8th, for Sunday’s Christmas moves nothing, and the 9th',
    ],
    [
      'PEC.21',
      { kind: 'working-days', days: 5 },
      '2024-12-30',
      '2025-01-10 00:00',
      '31 December; Sunday 5 January, worked for the 3rd; the 6th; after Christmas the 8th and 9th',
    ],
    [
      'PEC.21',
      { kind: 'working-days', days: 5 },
      '2025-12-31',
      '2026-01-13 00:00',
      '5 and 6 January, then 8 and 9, then Monday the 12th',
    ],
    [
      'PEC.21',
      { kind: 'working-days', days: 5 },
      '2026-12-31',
      '2027-01-13 00:00',
      '2 January is a Saturday, so Monday the 4th is off; 5, 6, 8, 11, 12',
    ],
  ])('[%s] %j from %s → %s: %s', (_, length, started, until) => {
    expect(dueOnTheWall(length, started)).toBe(until)
  })
})

describe('working days: over Nauryz', () => {
  test.each<Case>([
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2024-03-19',
      '2024-03-27 00:00',
      'the 20th; 21, 22 off, 23 a Saturday that moves to Monday the 25th; the 26th',
    ],
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2025-03-20',
      '2025-03-28 00:00',
      'the 21st off, the weekend moves to the 24th and 25th; the 26th and 27th',
    ],
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2026-03-20',
      '2026-03-28 00:00',
      'Saturday and Sunday move to the 24th and 25th, for Monday is a holiday itself; the 26th and 27th',
    ],
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2027-03-19',
      '2027-03-27 00:00',
      '22 and 23 off, Sunday the 21st moves to Wednesday the 24th; the 25th and 26th',
    ],
  ])('[%s] %j from %s → %s: %s', (_, length, started, until) => {
    expect(dueOnTheWall(length, started)).toBe(until)
  })
})

describe('working days: over Kurban Ait, which moves no other day', () => {
  test.each<Case>([
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2024-06-14',
      '2024-06-19 00:00',
      'Sunday 16 June: Monday and Tuesday are worked',
    ],
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2025-06-05',
      '2025-06-11 00:00',
      'Friday 6 June is off: Monday the 9th and Tuesday',
    ],
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2026-05-26',
      '2026-05-30 00:00',
      'Wednesday 27 May is off: Thursday and Friday',
    ],
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2027-05-14',
      '2027-05-19 00:00',
      'Sunday 16 May, as computed: Monday and Tuesday',
    ],
  ])('[%s] %j from %s → %s: %s', (_, length, started, until) => {
    expect(dueOnTheWall(length, started)).toBe(until)
  })
})

describe('working days: days moved, days worked', () => {
  test.each<Case>([
    ['PEC.27', { kind: 'working-days', days: 2 }, '2024-05-03', '2024-05-07 00:00', 'Saturday 4 May is worked, and Monday'],
    [
      'PEC.27',
      { kind: 'working-days', days: 2 },
      '2024-05-06',
      '2024-05-14 00:00',
      '7, 8 (moved) and 9 May off: Friday the 10th and Monday the 13th',
    ],
    [
      'PEC.21',
      { kind: 'working-days', days: 5 },
      '2026-04-30',
      '2026-05-13 00:00',
      '1 May off; 4, 5, 6; the 7th off; the 8th; Saturday the 9th moves to Monday; the 12th',
    ],
    [
      'PEC.52',
      { kind: 'working-days', days: 1 },
      '2025-08-29',
      '2025-09-03 00:00',
      'Constitution Day on Saturday moves to Monday 1 September: Tuesday',
    ],
    [
      'PEC.52',
      { kind: 'working-days', days: 1 },
      '2026-08-28',
      '2026-09-01 00:00',
      'no Constitution Day in August any more: Monday 31 August',
    ],
    [
      'PEC.52',
      { kind: 'working-days', days: 1 },
      '2027-03-12',
      '2027-03-17 00:00',
      'the new Constitution Day on Monday 15 March: Tuesday',
    ],
    [
      'PEC.52',
      { kind: 'working-days', days: 1 },
      '2026-10-23',
      '2026-10-28 00:00',
      'Republic Day on Sunday moves to Monday: Tuesday',
    ],
    [
      'PEC.52',
      { kind: 'working-days', days: 1 },
      '2024-02-29T23:30+06:00',
      '2024-03-02 00:00',
      'late on 29 February 2024: Friday 1 March is the day, by the new clock',
    ],
  ])('[%s] %j from %s → %s: %s', (_, length, started, until) => {
    expect(dueOnTheWall(length, started)).toBe(until)
  })
})

describe('calendar days: the next day is the first', () => {
  test.each<Case>([
    [
      'PEC.21',
      { kind: 'calendar-days', days: 5, whenDayOff: 'moves-on' },
      '2026-03-18',
      '2026-03-27 00:00',
      'the fifth day is Monday 23 March: Nauryz until the 25th, so Thursday',
    ],
    [
      'PEC.21',
      { kind: 'calendar-days', days: 10, whenDayOff: 'moves-on' },
      '2024-04-24',
      '2024-05-05 00:00',
      'the tenth day is Saturday 4 May, which was worked',
    ],
    [
      'PEC.21',
      { kind: 'calendar-days', days: 10, whenDayOff: 'moves-on' },
      '2024-12-26',
      '2025-01-06 00:00',
      'the tenth day is Sunday 5 January, which was worked',
    ],
    [
      'PEC.21',
      { kind: 'calendar-days', days: 10, whenDayOff: 'moves-on' },
      '2025-12-22',
      '2026-01-06 00:00',
      'the tenth day is 1 January: off until Sunday, so Monday the 5th',
    ],
    [
      'PEC.52',
      { kind: 'calendar-days', days: 15, whenDayOff: 'moves-on' },
      '2026-05-12',
      '2026-05-29 00:00',
      'the fifteenth day is Kurban Ait: the day after',
    ],
    [
      'PEC.21',
      { kind: 'calendar-days', days: 10, whenDayOff: 'moves-on' },
      '2024-06-06',
      '2024-06-18 00:00',
      'the tenth day is Sunday 16 June: Monday',
    ],
    [
      'PEC.21',
      { kind: 'calendar-days', days: 10, whenDayOff: 'moves-on' },
      '2024-02-20',
      '2024-03-02 00:00',
      'over 29 February, to the end of Friday 1 March by the new clock',
    ],
    [
      'PEC.164',
      { kind: 'calendar-days', days: 14, whenDayOff: 'stays' },
      '2026-12-19',
      '2027-01-03 00:00',
      'two weeks end on Saturday 2 January all the same',
    ],
    [
      'PEC.15days',
      { kind: 'calendar-days', days: 15, whenDayOff: 'stays' },
      '2026-02-20',
      '2026-03-08 00:00',
      'February has 28 days: Saturday 7 March; more than fifteen from the 8th on',
    ],
    [
      'PEC.15days',
      { kind: 'calendar-days', days: 15, whenDayOff: 'stays' },
      '2024-02-14',
      '2024-03-01 00:00',
      '29 February is the fifteenth',
    ],
  ])('[%s] %j from %s → %s: %s', (_, length, started, until) => {
    expect(dueOnTheWall(length, started)).toBe(until)
  })
})

describe('months: the same number, or the last day', () => {
  test.each<Case>([
    ['PEC.174.4', { kind: 'months', months: 1, whenDayOff: 'stays' }, '2026-01-31', '2026-03-01 00:00', 'February has 28 days'],
    [
      'PEC.174.4',
      { kind: 'months', months: 1, whenDayOff: 'moves-on' },
      '2026-01-31',
      '2026-03-03 00:00',
      '28 February 2026 is a Saturday: Monday 2 March',
    ],
    [
      'PEC.174.4',
      { kind: 'months', months: 1, whenDayOff: 'moves-on' },
      '2024-01-30',
      '2024-03-01 00:00',
      '29 February of a leap year, a Thursday',
    ],
    [
      'PEC.174.4',
      { kind: 'months', months: 1, whenDayOff: 'moves-on' },
      '2025-01-29',
      '2025-03-01 00:00',
      '28 February, a Friday',
    ],
    [
      'PEC.174.4',
      { kind: 'months', months: 1, whenDayOff: 'moves-on' },
      '2024-02-29',
      '2024-03-30 00:00',
      '29 March, a Friday: the number, not the end of the month',
    ],
    [
      'PEC.174.4',
      { kind: 'months', months: 1, whenDayOff: 'moves-on' },
      '2026-02-28',
      '2026-03-31 00:00',
      '28 March is a Saturday: Monday the 30th',
    ],
    [
      'PEC.174.4',
      { kind: 'months', months: 1, whenDayOff: 'moves-on' },
      '2026-08-31',
      '2026-10-01 00:00',
      'September has 30 days, the last a Wednesday',
    ],
    [
      'PEC.174.4',
      { kind: 'months', months: 1, whenDayOff: 'moves-on' },
      '2026-11-16',
      '2026-12-18 00:00',
      'Independence Day: the 17th',
    ],
    [
      'PEC.20',
      { kind: 'months', months: 3, whenDayOff: 'moves-on' },
      '2026-11-30',
      '2027-03-02 00:00',
      '28 February 2027 is a Sunday: Monday 1 March',
    ],
    [
      'PEC.20',
      { kind: 'months', months: 3, whenDayOff: 'moves-on' },
      '2026-10-07',
      '2027-01-09 00:00',
      'Christmas, a Thursday: Friday the 8th',
    ],
    [
      'PEC.20',
      { kind: 'months', months: 3, whenDayOff: 'moves-on' },
      '2025-12-08',
      '2026-03-11 00:00',
      'Women’s Day is a Sunday, moved to Monday: Tuesday the 10th',
    ],
    [
      'PEC.52',
      { kind: 'months', months: 3, whenDayOff: 'stays' },
      '2025-11-29',
      '2026-03-01 00:00',
      '28 February, a Saturday all the same',
    ],
  ])('[%s] %j from %s → %s: %s', (_, length, started, until) => {
    expect(dueOnTheWall(length, started)).toBe(until)
  })
})
