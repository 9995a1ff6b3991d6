import { roundTheClock } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { clock } from '../format/time.ts'
import { dutiesIn, hourTicks, spanOf } from './timeline-scale.ts'

const hour = 3_600_000
const period = { fromMs: 0, untilMs: 10 * hour }

describe('a stretch of the timeline', () => {
  it.each([
    { from: -5, until: 5, now: 10, expected: { left: 0, width: 0.5 } },
    { from: 5, until: null, now: 6, expected: { left: 0.5, width: 0.1 } },
    { from: 5, until: 20, now: 10, expected: { left: 0.5, width: 0.5 } },
    { from: -5, until: 0, now: 10, expected: undefined },
    { from: 10, until: null, now: 12, expected: undefined },
  ])('from $from h until $until h, now $now h → $expected', ({ from, until, now, expected }) => {
    expect(spanOf(from * hour, until === null ? null : until * hour, period, now * hour)).toEqual(expected)
  })
})

describe('hours of Kazakhstan', () => {
  it('stand at full hours of its own clock, midnight among them', () => {
    const day = { fromMs: Date.parse('2026-11-22T12:30:00Z'), untilMs: Date.parse('2026-11-23T12:30:00Z') }
    expect(hourTicks(day, 3).map(clock)).toEqual(['18:00', '21:00', '00:00', '03:00', '06:00', '09:00', '12:00', '15:00'])
  })
})

describe('hours of an obligation', () => {
  const night = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7] as const, startMinute: 1_320, endMinute: 360 }] }
  const day = { fromMs: Date.parse('2026-11-22T12:00:00Z'), untilMs: Date.parse('2026-11-23T18:00:00Z') }

  it('that run over midnight are one stretch, each night', () => {
    expect(dutiesIn(night, day).map(({ fromMs, untilMs }) => `${clock(fromMs)}-${clock(untilMs)}`)).toEqual([
      '22:00-06:00',
      '22:00-06:00',
    ])
  })

  it('that have begun before the period are in it', () => {
    const early = { fromMs: Date.parse('2026-11-22T20:00:00Z'), untilMs: Date.parse('2026-11-22T21:00:00Z') }
    expect(dutiesIn(night, early)).toHaveLength(1)
  })

  it('round the clock cover the whole period and end', () => {
    const [only, ...more] = dutiesIn(roundTheClock, day)
    expect(only && only.fromMs <= day.fromMs && only.untilMs >= day.untilMs).toBe(true)
    expect(more).toEqual([])
  })
})
