import { type WeeklySchedule, instant, occurrenceAtOrAfter, roundTheClock } from '@bilezik/domain'
import i18next from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { en } from '../i18n/en.ts'
import { dutyText, isRoundTheClock } from './duty-text.ts'

const everyDay = [1, 2, 3, 4, 5, 6, 7] as const
const monday = Date.parse('2026-11-23T00:00:00+05:00')
const hour = 3_600_000

beforeAll(async () => {
  await i18next.init({ resources: { en: { translation: en } }, lng: 'en' })
})

describe('the hours behind an alert', () => {
  it.each([
    { what: 'a night', from: monday + 22 * hour, until: monday + 30 * hour, expected: 'Hours 22:00-06:00' },
    { what: 'the rest of a day', from: monday + 10.5 * hour, until: monday + 24 * hour, expected: 'Hours 10:30-00:00' },
    {
      what: 'a whole day',
      from: monday,
      until: monday + 24 * hour,
      expected: 'Hours from 23 November, 00:00 to 24 November, 00:00',
    },
    {
      what: 'all of a week but a minute',
      from: monday,
      until: monday + 7 * 24 * hour - 60_000,
      expected: 'Hours from 23 November, 00:00 to 29 November, 23:59',
    },
  ])('of $what are "$expected"', ({ from, until, expected }) => {
    const nowMs = monday + 9 * 24 * hour
    expect(dutyText({ from, until }, i18next.t, 'en', nowMs)).toBe(expected)
  })

  it('round the clock have neither beginning nor end, also when the order began at noon', () => {
    const until = occurrenceAtOrAfter(roundTheClock, instant(monday))?.until ?? 0
    expect(dutyText({ from: monday + 12 * hour, until }, i18next.t, 'en', monday)).toBe('Round the clock')
  })
})

describe('a schedule', () => {
  const nights: WeeklySchedule = { windows: [{ days: everyDay, startMinute: 1_320, endMinute: 360 }] }
  const eachDay: WeeklySchedule = { windows: everyDay.map((day) => ({ days: [day], startMinute: 0, endMinute: 1_440 })) }
  const halves: WeeklySchedule = {
    windows: [
      { days: everyDay, startMinute: 0, endMinute: 720 },
      { days: everyDay, startMinute: 720, endMinute: 0 },
    ],
  }
  const workdays: WeeklySchedule = { windows: [{ days: [1, 2, 3, 4, 5], startMinute: 0, endMinute: 1_440 }] }

  it.each([
    { what: 'of one window without an end', schedule: roundTheClock, expected: true },
    { what: 'of seven whole days', schedule: eachDay, expected: true },
    { what: 'of two halves of each day', schedule: halves, expected: true },
    { what: 'of nights', schedule: nights, expected: false },
    { what: 'of whole workdays', schedule: workdays, expected: false },
    { what: 'without hours', schedule: { windows: [] }, expected: false },
  ])('$what is round the clock: $expected', ({ schedule, expected }) => {
    expect(isRoundTheClock(schedule)).toBe(expected)
  })
})
