import { describe, expect, it } from 'vitest'
import { comparator } from './collate.ts'
import { age, exactly, stopwatch } from './duration.ts'
import { withInitials } from './names.ts'
import { belief, decimal, distance } from './number.ts'
import { clock, clockOfMinute, date, dateOn, moment, weekday } from './time.ts'

const at = Date.parse('2026-11-22T17:07:00Z')

describe('dates', () => {
  it.each([
    { language: 'kk', expected: '2026 ж. 22 қараша', day: 'жексенбі' },
    { language: 'ru', expected: '22 ноября 2026 г.', day: 'воскресенье' },
    { language: 'en', expected: '22 November 2026', day: 'Sunday' },
  ] as const)('in $language are written $expected, $day', ({ language, expected, day }) => {
    expect([date(at, language), weekday(at, language)]).toEqual([expected, day])
  })

  it('are those of Kazakhstan: 19:00 UTC is midnight of the next day', () => {
    expect(clock(at)).toBe('22:07')
    expect(date(Date.parse('2026-12-31T18:59:59Z'), 'kk')).toBe('2026 ж. 31 желтоқсан')
    expect(date(Date.parse('2026-12-31T19:00:00Z'), 'kk')).toBe('2027 ж. 1 қаңтар')
  })

  it.each([
    { now: '2026-11-22T18:59:00Z', language: 'ru', expected: '22:07' },
    { now: '2026-11-22T19:00:00Z', language: 'ru', expected: '22 ноября, 22:07' },
    { now: '2026-11-22T19:00:00Z', language: 'kk', expected: '22 қараша, 22:07' },
    { now: '2027-01-01T00:00:00Z', language: 'kk', expected: '2026 ж. 22 қараша, 22:07' },
  ] as const)('a moment seen at $now in $language → $expected', ({ now, language, expected }) => {
    expect(moment(at, Date.parse(now), language)).toBe(expected)
  })

  it('a date of birth is a day, in every zone the same', () => {
    expect(dateOn('1990-03-01', 'ru')).toBe('1 марта 1990 г.')
  })

  it('minutes of a schedule read as a clock', () => {
    expect([clockOfMinute(1_320), clockOfMinute(360), clockOfMinute(1_440)]).toEqual(['22:00', '06:00', '00:00'])
  })
})

describe('durations', () => {
  it.each([
    { ms: 48_000, expected: '0:48' },
    { ms: 725_000, expected: '12:05' },
    { ms: 3_599_999, expected: '59:59' },
    { ms: 3_600_000, expected: '1:00:00' },
    { ms: 184_320_000, expected: '2\u00A0тәул. 03:12' },
    { ms: -5, expected: '0:00' },
  ])('$ms ms run as $expected', ({ ms, expected }) => {
    expect(stopwatch(ms, 'kk')).toBe(expected)
  })

  it.each([
    { ms: 89_999, expected: '89\u00A0s' },
    { ms: 90_000, expected: '1\u00A0min' },
    { ms: 5_400_000, expected: '1\u00A0h' },
    { ms: 172_800_000, expected: '2\u00A0d' },
  ])('an age of $ms ms is $expected', ({ ms, expected }) => {
    expect(age(ms, 'en')).toBe(expected)
  })
})

describe('stated lengths', () => {
  it.each([
    { seconds: 10, expected: '10\u00A0с' },
    { seconds: 60, expected: '1\u00A0мин' },
    { seconds: 90, expected: '90\u00A0с' },
    { seconds: 300, expected: '5\u00A0мин' },
    { seconds: 5_400, expected: '90\u00A0мин' },
    { seconds: 7_200, expected: '2\u00A0сағ' },
  ])('$seconds s lose nothing: $expected', ({ seconds, expected }) => {
    expect(exactly(seconds, 'kk')).toBe(expected)
  })
})

describe('numbers', () => {
  it('in Kazakh take the form used in Kazakhstan: a comma and a no-break space', () => {
    expect([decimal(1_234.5, 'kk', 1), decimal(1_234.5, 'en', 1)]).toEqual(['1\u00A0234,5', '1,234.5'])
  })

  it.each([
    { metres: 42, expected: '42\u00A0м' },
    { metres: 846, expected: '850\u00A0м' },
    { metres: 1_382, expected: '1,4\u00A0км' },
    { metres: 25_400, expected: '25\u00A0км' },
  ])('$metres metres → $expected', ({ metres, expected }) => {
    expect(distance(metres, 'kk')).toBe(expected)
  })

  it('a belief is never certainty', () => {
    expect([belief(0.974, 'en'), belief(0.9999, 'en')]).toEqual(['97\u00A0%', '>\u00A099\u00A0%'])
  })
})

describe('names', () => {
  it.each([
    { full: 'Сейітқалиева Айгүл Нұрланқызы', expected: 'Сейітқалиева А. Н.' },
    { full: ' Ким  С. В. ', expected: 'Ким С. В.' },
    { full: 'admin', expected: 'admin' },
  ])('$full → $expected', ({ full, expected }) => {
    expect(withInitials(full)).toBe(expected)
  })
})

describe('sorting', () => {
  it('Kazakh letters stand in their places of the alphabet', () => {
    const names = [
      'Іздеу',
      'Қасым',
      'Кенже',
      'Ұлан',
      'Үміт',
      'Уәли',
      'Әлия',
      'Айман',
      'Ыдырыс',
      'Өмір',
      'Омар',
      'Ғани',
      'Гүлнар',
      'Хасен',
      'Һүсни',
      'Нұр',
      'Ңа',
      'Ысқақ',
    ]
    expect(names.toSorted(comparator('kk'))).toEqual([
      'Айман',
      'Әлия',
      'Гүлнар',
      'Ғани',
      'Кенже',
      'Қасым',
      'Нұр',
      'Ңа',
      'Омар',
      'Өмір',
      'Уәли',
      'Ұлан',
      'Үміт',
      'Хасен',
      'Һүсни',
      'Ыдырыс',
      'Ысқақ',
      'Іздеу',
    ])
  })

  it('is blind to case, and a shorter name comes first', () => {
    expect(['ахметова', 'Ахметов', 'Ахмет'].toSorted(comparator('kk'))).toEqual(['Ахмет', 'Ахметов', 'ахметова'])
  })
})
