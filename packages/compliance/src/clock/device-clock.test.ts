import { type Instant, type Reading, hour, instant, minute, second } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { Effect, WatchEvent } from '../stream.ts'
import { alertStory, clock, condition, home, planAt, play, wake, worn } from '../testing/scenario.ts'
import { eventTimeOf } from './event-time.ts'

const plan = planAt(clock('12:00'), [
  condition('contact', { kind: 'contact', everyMs: 15 * minute }),
  condition('care', { kind: 'device-care', lowBatteryPercent: 20 }),
])

/** Received at `receivedAt` from a device whose clock then shows `fixAt`. */
function heard(
  receivedAt: Instant,
  fixAt: Instant,
  of: Reading = { kind: 'fix', ...home, isValid: true, source: 'gnss', accuracyMetres: 5 },
): WatchEvent {
  const isStray = Math.abs(fixAt - receivedAt) > 400 * 24 * hour
  const at = eventTimeOf({ fixAt, receivedAt, isStray })
  return { kind: 'reading', at, receivedAt, readingId: `${fixAt} ${of.kind}`, deviceId: worn, reading: { ...of, fixAt } }
}

/** A report a minute, received from `from` until `until`, by a clock that stands `byMs` off. */
function live(from: Instant, until: Instant, byMs: number): WatchEvent[] {
  const events: WatchEvent[] = []
  for (let at: number = from; at < until; at += minute) events.push(heard(instant(at), instant(at + byMs)))
  return events
}

const inEventOrder = (events: readonly WatchEvent[]) => [...events].toSorted((a, b) => a.at - b.at)
const toldIn = (effects: readonly Effect[]) =>
  effects.flatMap((effect) => (effect.kind === 'device-clock' ? [[effect.clock.kind, effect.clock.byMs, effect.clock.at]] : []))

describe('a device’s clock', () => {
  it.each([
    { given: 'a clock that is right', byMs: 0, expected: [] },
    { given: 'half a minute ahead', byMs: 30 * second, expected: [] },
    {
      given: 'five minutes ahead',
      byMs: 5 * minute,
      expected: [
        ['ahead', 5 * minute, clock('13:00')],
        ['ahead', 5 * minute, clock('14:00')],
      ],
    },
    { given: 'four minutes behind', byMs: -4 * minute, expected: [] },
    { given: 'half an hour behind', byMs: -30 * minute, expected: [['jumped', -30 * minute, clock('13:10')]] },
  ])('[MON.late] $given → $expected', ({ byMs, expected }) => {
    expect(toldIn(play([plan, ...inEventOrder(live(clock('13:00'), clock('14:30'), byMs))]).effects)).toEqual(expected)
  })

  it('[MON.late] began anew in 1970: told, and the reading counts as of its receipt', () => {
    const { effects, state } = play([plan, heard(clock('13:00'), instant(120_000))])
    expect(toldIn(effects)).toEqual([['restarted', 120_000 - clock('13:00'), clock('13:00')]])
    expect(state.heardAt).toBe(clock('13:00'))
  })

  it('[MON.late] a backlog is no wrong clock, whichever way round it comes', () => {
    const backlog = Array.from({ length: 120 }, (_, i) =>
      heard(instant(clock('15:00') + i * second), instant(clock('13:00') + i * minute)),
    )
    expect(toldIn(play([plan, ...backlog]).effects)).toEqual([])
  })

  it('[MON.late] a device half an hour behind that reports every minute is in contact: nothing is raised for its silence', () => {
    const events = inEventOrder(live(clock('12:30'), clock('15:00'), -30 * minute).filter(({ at }) => at >= clock('12:00')))
    expect(alertStory(play([plan, ...events]).effects)).toEqual([])
  })

  it('[MON.late] when it falls silent, that is told a quarter of an hour after we heard it last, and by our clock', () => {
    const events = inEventOrder(live(clock('12:30'), clock('14:00'), -30 * minute))
    expect(alertStory(play([plan, ...events, wake(clock('16:00'))]).effects)).toEqual(['no-contact 14:14'])
  })

  it('[MON.late] what it says of its strap is raised at once', () => {
    const cut = heard(clock('14:00'), clock('13:30'), { kind: 'wear', signal: 'strap-cut' })
    const story = alertStory(play([plan, ...inEventOrder([...live(clock('12:30'), clock('14:00'), -30 * minute), cut])]).effects)
    expect(story).toContain('strap-cut 13:30')
  })
})
