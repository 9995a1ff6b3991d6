import {
  type DayWindow,
  type WeeklySchedule,
  type WeeklyWindow,
  type Weekday,
  civilInKazakhstan,
  instantFromKazakhstan,
  isInSchedule,
} from '@bilezik/domain'
import fc from 'fast-check'
import i18next, { type TFunction } from 'i18next'
import { beforeAll, describe, expect, it } from 'vitest'
import { startTelling } from '../explain/testing/teller.ts'
import { dateOn } from '../format/time.ts'
import { type ScheduleDraft, draftOfSchedule, minuteOfTime, scheduleOfDraft, timeText } from './schedule-draft.ts'
import { scheduleTexts } from './schedule-text.ts'
import { coveredHours, painted } from './week-hours.ts'

const every: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7]
const night: WeeklyWindow = { days: every, startMinute: 1_320, endMinute: 360 }
const read = (draft: Partial<ScheduleDraft>) => scheduleOfDraft({ windows: [], daysOff: null, exceptions: [], ...draft })
const problemsOf = (draft: Partial<ScheduleDraft>) => {
  const answer = read(draft)
  return answer.ok ? [] : answer.problems
}
const row = (from: string, until: string, days: readonly Weekday[] = every) => ({ days, from, until })

/** Minutes by fives; what lasts a whole day begins at midnight, as the form asks. */
const hours: fc.Arbitrary<DayWindow> = fc
  .tuple(fc.integer({ min: 0, max: 287 }), fc.integer({ min: 1, max: 288 }))
  .filter(([start, end]) => start !== end && start !== end - 288)
  .map(([start, end]) => ({ startMinute: start * 5, endMinute: end * 5 }))
const days = fc.subarray([...every], { minLength: 1 })
const date = fc.integer({ min: 0, max: 30 }).map((n) => new Date(Date.UTC(2026, 10, 10 + n)).toISOString().slice(0, 10))
const schedule: fc.Arbitrary<WeeklySchedule> = fc
  .record({
    windows: fc.array(
      fc.tuple(days, hours).map(([on, window]): WeeklyWindow => ({ days: on, ...window })),
      { minLength: 1, maxLength: 4 },
    ),
    daysOff: fc.option(fc.array(hours, { maxLength: 2 }), { nil: undefined }),
    exceptions: fc.uniqueArray(fc.record({ on: date, windows: fc.array(hours, { maxLength: 2 }) }), {
      maxLength: 3,
      selector: ({ on }) => on,
    }),
  })
  .map(({ windows, daysOff, exceptions }) => ({
    windows,
    ...(daysOff && { daysOff }),
    ...(exceptions.length > 0 && { exceptions }),
  }))
/** A minute of November and December 2026, and of the days around them. */
const moment = fc.integer({ min: 0, max: 60 * 1_440 - 1 }).map((minutes) => {
  const at = instantFromKazakhstan({ year: 2026, month: 11, day: 1, hour: 0, minute: 0, second: 0 })
  if (at === undefined) throw new Error('a date')
  return { minutes, at: (at + minutes * 60_000) as typeof at }
})
const daysOff = ['2026-11-15', '2026-11-22', '2026-12-16', '2026-12-17']

describe('what is entered', () => {
  it.each([
    { text: '22:00', minute: 1_320 },
    { text: '6:30', minute: 390 },
    { text: '6.30', minute: 390 },
    { text: '22', minute: 1_320 },
    { text: '24:00', minute: 1_440 },
    { text: '24:01', minute: undefined },
    { text: '12:60', minute: undefined },
    { text: 'ten', minute: undefined },
    { text: '', minute: undefined },
  ])('«$text» is minute $minute', ({ text, minute }) => {
    expect(minuteOfTime(text)).toBe(minute)
  })

  it('hours over midnight are one row, and one window', () => {
    expect(read({ windows: [row('22:00', '06:00')] })).toEqual({ ok: true, schedule: { windows: [night] } })
    expect(draftOfSchedule({ windows: [night] }).windows).toEqual([row('22:00', '06:00')])
  })

  it.each([
    { given: 'nothing', draft: {}, problems: [{ kind: 'no-hours' }] },
    {
      given: 'hours without a day',
      draft: { windows: [row('08:00', '09:00', [])] },
      problems: [{ kind: 'no-day', at: 'windows.0' }],
    },
    { given: 'a time that is none', draft: { windows: [row('8', '25')] }, problems: [{ kind: 'no-time', at: 'windows.0' }] },
    {
      given: 'hours that begin at 24:00',
      draft: { windows: [row('24:00', '06:00')] },
      problems: [{ kind: 'no-time', at: 'windows.0' }],
    },
    {
      given: 'hours of no length',
      draft: { windows: [row('08:00', '08:00')] },
      problems: [{ kind: 'no-length', at: 'windows.0' }],
    },
    {
      given: 'hours that overlap',
      draft: { windows: [row('08:00', '12:00'), row('11:00', '14:00', [3])] },
      problems: [{ kind: 'overlap', at: 'windows.1', day: 3 }],
    },
    {
      given: 'hours over Sunday’s midnight into those of Monday',
      draft: { windows: [row('22:00', '06:00', [7]), row('05:00', '07:00', [1])] },
      problems: [{ kind: 'overlap', at: 'windows.1', day: 1 }],
    },
    {
      given: 'overlapping hours of days off',
      draft: { windows: [row('22:00', '06:00')], daysOff: [row('08:00', '12:00'), row('10:00', '11:00')] },
      problems: [{ kind: 'overlap', at: 'daysOff', day: null }],
    },
    {
      given: 'a date twice, and 31 November',
      draft: {
        windows: [row('22:00', '06:00')],
        exceptions: ['2026-12-16', '2026-12-16', '2026-11-31'].map((on) => ({ on, hours: [] })),
      },
      problems: [
        { kind: 'date-twice', at: 'exceptions.1' },
        { kind: 'no-date', at: 'exceptions.2' },
      ],
    },
  ] satisfies { given: string; draft: Partial<ScheduleDraft>; problems: unknown[] }[])(
    '$given is told as what it is',
    ({ draft, problems }) => {
      expect(problemsOf(draft)).toEqual(problems)
    },
  )

  it('hours that touch do not overlap', () => {
    expect(problemsOf({ windows: [row('22:00', '06:00'), row('06:00', '22:00')] })).toEqual([])
  })

  it('a schedule comes back from its fields as it was, at every moment', () => {
    fc.assert(
      fc.property(schedule, moment, (given, { at }) => {
        const back = scheduleOfDraft(draftOfSchedule(given))
        if (!back.ok) {
          expect(back.problems.every(({ kind }) => kind === 'overlap')).toBe(true)
          return
        }
        expect(isInSchedule(back.schedule, at, daysOff)).toBe(isInSchedule(given, at, daysOff))
      }),
    )
  })
})

describe('painting the week', () => {
  it('seven evenings and the mornings after are one window over midnight', () => {
    const cells = every.flatMap((day) => [22, 23, 0, 1, 2, 3, 4, 5].map((hour) => (day - 1) * 24 + hour))
    expect(painted([], new Set(cells), true)).toEqual([night])
  })

  it('whole days are a window each, from midnight to midnight', () => {
    const weekend = Array.from({ length: 48 }, (_, i) => 5 * 24 + i)
    expect(painted([], new Set(weekend), true)).toEqual([{ days: [6, 7], startMinute: 0, endMinute: 1_440 }])
    expect(painted([], new Set(Array.from({ length: 168 }, (_, i) => i)), true)).toEqual([
      { days: every, startMinute: 0, endMinute: 1_440 },
    ])
  })

  it('minutes that were typed stay where nothing is painted over them', () => {
    const typed: WeeklyWindow[] = [{ days: [1], startMinute: 1_290, endMinute: 375 }]
    expect(painted(typed, new Set([23]), false)).toEqual([
      { days: [1], startMinute: 1_290, endMinute: 1_380 },
      { days: [2], startMinute: 0, endMinute: 375 },
    ])
    expect(coveredHours(typed)[21]).toBe(0.5)
    expect(coveredHours(typed)[24 + 6]).toBe(0.25)
  })

  it('covers what was painted, leaves free what was wiped, and changes no other moment', () => {
    fc.assert(
      fc.property(
        schedule.map(({ windows }) => windows),
        fc.uniqueArray(fc.integer({ min: 0, max: 167 }), { maxLength: 40 }),
        fc.boolean(),
        moment,
        (windows, cells, isCovered, { minutes, at }) => {
          // 1 November 2026 is a Sunday.
          const cell = (6 * 24 + Math.floor(minutes / 60)) % 168
          const isBrushed = cells.includes(cell)
          const after = painted(windows, new Set(cells), isCovered)
          const expected = isBrushed ? isCovered : isInSchedule({ windows }, at)
          expect(after.length > 0 && isInSchedule({ windows: after }, at)).toBe(expected)
        },
      ),
    )
  })
})

describe.each(['kk', 'ru', 'en'] as const)('in words: %s', (language) => {
  let t: TFunction
  beforeAll(async () => {
    await startTelling()
    t = i18next.getFixedT(language)
  })

  /** Reads the words back, by themselves: days by their short names, runs with a hyphen, times as they stand. */
  function covers(texts: readonly string[], minutes: number): boolean {
    const times = (text: string) =>
      [...text.matchAll(/(\d\d):(\d\d)-(\d\d):(\d\d)/g)].map(
        ([, a, b, c, d]) => [Number(a) * 60 + Number(b), Number(c) * 60 + Number(d)] as const,
      )
    const names: readonly string[] = every.map((day) => t(`weekdayShort.day${day}`))
    const daysIn = (text: string): number[] => {
      const said = text.slice(0, text.search(/\d\d:\d\d/)).trim()
      if (said === t('rule.everyDay')) return [...every]
      const run = said.split('-').map((name) => names.indexOf(name) + 1)
      if (run.length === 2) return every.filter((day) => day >= (run[0] ?? 0) && day <= (run[1] ?? 0))
      return said.split(', ').map((name) => names.indexOf(name) + 1)
    }
    const [week = '', ...rest] = texts
    const dayOff = rest.find((text) => text.startsWith(t('schedule.onDaysOff', { hours: '' }).trim()))
    const of = (day: number): (readonly [number, number])[] => {
      const iso = new Date(Date.UTC(2026, 10, 1 + day)).toISOString().slice(0, 10)
      const dated = rest.find((text) => text.startsWith(dateOn(iso, language)))
      if (dated !== undefined) return times(dated)
      if (dayOff !== undefined && daysOff.includes(iso)) return times(dayOff)
      if (week === t('rule.roundTheClock')) return [[0, 1_440]]
      const weekday = ((day + 6) % 7) + 1
      return week.split('; ').flatMap((part) => (daysIn(part).includes(weekday) ? times(part) : []))
    }
    const today = Math.floor(minutes / 1_440)
    return [today - 1, today].some((day) =>
      of(day).some(([from, until]) => {
        const end = until > from ? until : until + 1_440
        return minutes >= day * 1_440 + from && minutes < day * 1_440 + end
      }),
    )
  }

  it('what the words say holds at exactly the moments at which the schedule holds', () => {
    fc.assert(
      fc.property(schedule, moment, (given, { minutes, at }) => {
        expect(covers(scheduleTexts(given, t, language), minutes)).toBe(isInSchedule(given, at, daysOff))
      }),
      { numRuns: 300 },
    )
  })

  it('a night over midnight is said once', () => {
    expect(scheduleTexts({ windows: [night] }, t, language)).toEqual([`${t('rule.everyDay')} 22:00-06:00`])
  })
})

it('the moments of these tests are what they are taken for', () => {
  const at = instantFromKazakhstan({ year: 2026, month: 11, day: 1, hour: 0, minute: 0, second: 0 })
  expect(at !== undefined && civilInKazakhstan(at).day).toBe(1)
  expect(new Date(Date.UTC(2026, 10, 1)).getUTCDay()).toBe(0)
  expect(timeText(1_440)).toBe('24:00')
})
