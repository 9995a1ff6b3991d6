import { civilFromUtcMs, daysFromCivil } from '@bilezik/domain'
import { describe, expect, it, test } from 'vitest'
import { calendarProvisions, holidays, kurbanAit, movedDays } from './holidays.ts'
import { calendarKnownUntil, daysOffBetween, explainedDaysOff, mostDaysOffSpan } from './working-calendar.ts'

function nextOf(date: string): string {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  const next = civilFromUtcMs((daysFromCivil(year, month, day) + 1) * 86_400_000)
  return [next.year, next.month, next.day].map((n) => String(n).padStart(2, '0')).join('-')
}

function weekdayOf(date: string): number {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number)
  return ((daysFromCivil(year, month, day) + 3) % 7) + 1
}

/** The days off of Monday to Friday, which is what holidays and moves add to a year of weekends. */
function onWorkdays(year: number): string[] {
  return daysOffBetween(`${year}-01-01`, `${year + 1}-01-01`)
    .filter((date) => weekdayOf(date) <= 5)
    .map((date) => date.slice(5))
}

function weekendsWorked(year: number): string[] {
  const off = new Set(daysOffBetween(`${year}-01-01`, `${year + 1}-01-01`))
  const worked: string[] = []
  for (let date = `${year}-01-01`; date.startsWith(`${year}`); date = nextOf(date)) {
    if (weekdayOf(date) > 5 && !off.has(date)) worked.push(date.slice(5))
  }
  return worked
}

describe('the days off of a year that fall on Monday to Friday', () => {
  test.each([
    {
      year: 2024,
      why: '23 March and 6 July were Saturdays; 7 January and Kurban Ait (16 June) Sundays, which move nothing; 4 May was worked for 8 May',
      days: ['01-01', '01-02', '03-08', '03-21', '03-22', '03-25', '05-01', '05-07', '05-08', '05-09', '07-08'].concat([
        '08-30',
        '10-25',
        '12-16',
      ]),
    },
    {
      year: 2025,
      why: '8, 22, 23 March, 6 July, 30 August and 25 October on weekends; Kurban Ait on Friday 6 June; Sunday 5 January was worked for the 3rd',
      days: ['01-01', '01-02', '01-03', '01-07', '03-10', '03-21', '03-24', '03-25', '05-01', '05-07', '05-09'].concat([
        '06-06',
        '07-07',
        '09-01',
        '10-27',
        '12-16',
      ]),
    },
    {
      year: 2026,
      why: '8, 21, 22 March, 9 May and 25 October on weekends; Kurban Ait on 27 May; no Constitution Day',
      days: ['01-01', '01-02', '01-07', '03-09', '03-23', '03-24', '03-25', '05-01', '05-07', '05-11', '05-27'].concat([
        '07-06',
        '10-26',
        '12-16',
      ]),
    },
    {
      year: 2027,
      why: '2 January, 21 March, 1 and 9 May on weekends; Constitution Day on 15 March; Kurban Ait on a Sunday, as computed',
      days: ['01-01', '01-04', '01-07', '03-08', '03-15', '03-22', '03-23', '03-24', '05-03', '05-07', '05-10'].concat([
        '07-06',
        '10-25',
        '12-16',
      ]),
    },
  ])('$year: $why', ({ year, days }) => {
    expect(onWorkdays(year)).toEqual(days)
  })

  test.each([
    { year: 2024, worked: ['05-04'] },
    { year: 2025, worked: ['01-05'] },
    { year: 2026, worked: [] },
    { year: 2027, worked: [] },
  ])('$year: weekend days that are worked: $worked', ({ year, worked }) => {
    expect(weekendsWorked(year)).toEqual(worked)
  })

  // 2026-08-30 is a Sunday all the same.
  test.each([
    { on: '2025-08-30', because: 'publicHoliday' },
    { on: '2026-08-30', because: 'weekend' },
    { on: '2026-08-31', because: undefined },
    { on: '2026-03-15', because: 'weekend' },
    { on: '2027-03-15', because: 'publicHoliday' },
    { on: '2027-08-30', because: undefined },
    { on: '2025-09-01', because: 'nextWorkingDay' },
    { on: '2024-01-07', because: 'religious' },
    { on: '2024-01-08', because: undefined },
    { on: '2024-06-16', because: 'religious' },
    { on: '2024-06-17', because: undefined },
    { on: '2025-01-03', because: 'moved' },
    { on: '2026-12-16', because: 'publicHoliday' },
    { on: '2026-12-17', because: undefined },
  ])('$on is off because of $because', ({ on, because }) => {
    const [day] = explainedDaysOff(on, nextOf(on))
    expect(day?.because).toBe(because)
  })
})

describe('days off between two dates', () => {
  it('are in order, each once, from the first date on and before the last', () => {
    expect(daysOffBetween('2026-12-12', '2026-12-19')).toEqual(['2026-12-12', '2026-12-13', '2026-12-16'])
    expect(daysOffBetween('2026-12-16', '2026-12-16')).toEqual([])
    expect(daysOffBetween('2026-12-16', '2026-12-01')).toEqual([])
    const all = daysOffBetween('2024-01-01', '2026-12-31')
    expect(all).toEqual([...new Set(all)].toSorted())
  })

  it('before 2024 are not told, and at most three years are', () => {
    expect(daysOffBetween('1970-01-01', '2024-01-03')).toEqual(['2024-01-01', '2024-01-02'])
    const bounded = daysOffBetween('2024-01-01', '9999-12-31')
    expect(bounded.length).toBeLessThan(mostDaysOffSpan / 2)
    expect(bounded.at(-1)?.slice(0, 7)).toBe('2027-01')
  })

  it.each(['', '2026-02-29', '2026-1-1', 'tomorrow', '2026-01-01T00:00:00Z'])('none from %j, which is no date', (date) => {
    expect(daysOffBetween(date, '2026-03-01')).toEqual([])
  })

  it('go on by the rules when the announced days are not known yet', () => {
    // New Year of 2028 is a weekend.
    expect(daysOffBetween(calendarKnownUntil, '2028-01-08')).toEqual([
      '2028-01-01',
      '2028-01-02',
      '2028-01-03',
      '2028-01-04',
      '2028-01-07',
    ])
  })
})

describe('the calendar as data', () => {
  it('every reason is cited and dated, every year known has a Kurban Ait, every move its order', () => {
    for (const { citation, from, checkedOn } of Object.values(calendarProvisions)) {
      expect(citation).toMatch(/^(Labour Code|Law on Holidays) \d/)
      expect([from, checkedOn]).toEqual([expect.stringMatching(/^\d{4}-\d\d-\d\d$/), expect.stringMatching(/^\d{4}-\d\d-\d\d$/)])
    }
    expect(kurbanAit.map(({ on }) => on.slice(0, 4))).toEqual(['2024', '2025', '2026', '2027'])
    expect(`${Number(kurbanAit.at(-1)?.on.slice(0, 4)) + 1}-01-01`).toBe(calendarKnownUntil)
    for (const { from, to, order } of movedDays) {
      expect(weekdayOf(from)).toBeGreaterThan(5)
      expect(weekdayOf(to)).toBeLessThan(6)
      expect(order).toMatch(/20\d\d/)
    }
    expect(holidays).toHaveLength(15)
  })
})
