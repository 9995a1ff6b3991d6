import { type DeviceId, type Instant, type LatLon, type LineageId, type Rule, instant, minute } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { WatchEvent } from '../stream.ts'
import {
  alertStory,
  clock,
  condition,
  eastOf,
  fix,
  home,
  planAt,
  play,
  raisedIn,
  serverBlind,
  staying,
  wake,
  wholeKit,
} from '../testing/scenario.ts'

// The court forbids to come nearer than 300 m to a woman: to her flat, and to her wherever she is. She carries a device of her own.

const flat = eastOf(home, 3_000)
const hers = 'hers' as DeviceId
const keepAway: Rule = {
  kind: 'distance',
  metres: 300,
  places: [{ name: 'flat', shape: { kind: 'circle', centre: flat, radiusMetres: 50 } }],
}
const noPlaces: Rule = { kind: 'distance', metres: 300, places: [] }

function watching(rule: Rule): WatchEvent {
  const from = clock('12:00')
  const theirs = { deviceId: hers, role: 'protected', from, until: clock('12:00', 20), protects: 'away' as LineageId } as const
  return planAt(from, [condition('away', rule)], undefined, [...wholeKit, theirs])
}

function she(at: Instant, place: LatLon, accuracyMetres = 5): WatchEvent {
  return fix(at, place, 'gnss', accuracyMetres, hers)
}

function every(everyMs: number, from: Instant, until: Instant, make: (at: Instant) => WatchEvent[]): WatchEvent[] {
  const events: WatchEvent[] = []
  for (let at: number = from; at < until; at += everyMs) events.push(...make(instant(at)))
  return events
}

const warnings = (events: readonly WatchEvent[]) => play(events).effects.filter((effect) => effect.kind === 'warn-protected')

describe('[1369.20c] who is to keep away from a protected person', () => {
  it('alerts when he stands before her flat, and she is to be warned once', () => {
    const events = [
      watching(keepAway),
      ...staying(home, clock('14:00'), clock('15:00')),
      ...staying(eastOf(flat, 200), clock('15:00'), clock('15:30')),
    ]
    const story = alertStory(play(events).effects)
    expect(story).toEqual([expect.stringMatching(/^near-protected 15:0[0-5]$/)])
    expect(warnings(events)).toHaveLength(1)
  })

  it('says nothing while he stays 700 m from the flat', () => {
    const events = [watching(keepAway), ...staying(eastOf(flat, 750), clock('14:00'), clock('18:00'))]
    expect(alertStory(play(events).effects)).toEqual([])
  })

  it('alerts when they meet in a street where neither lives, and ends when they have parted', () => {
    const street = eastOf(home, -4_000)
    const events = [
      watching(keepAway),
      ...every(minute, clock('14:00'), clock('14:30'), (at) => [fix(at, home), she(at, street)]),
      ...every(minute, clock('14:30'), clock('15:00'), (at) => [fix(at, street), she(at, eastOf(street, 60))]),
      ...every(minute, clock('15:00'), clock('15:40'), (at) => [fix(at, home), she(at, street)]),
    ]
    expect(alertStory(play(events).effects)).toEqual([
      expect.stringMatching(/^near-protected 14:3\d$/),
      expect.stringMatching(/^near-protected ended 15:[012]\d$/),
    ])
  })

  it('alerts also when it is she who comes to where he is: the distance counts, not who closed it', () => {
    const events = [
      watching(noPlaces),
      ...every(minute, clock('14:00'), clock('15:00'), (at) => [fix(at, home), she(at, eastOf(home, 5_000))]),
      ...every(minute, clock('15:00'), clock('15:30'), (at) => [fix(at, home), she(at, eastOf(home, 80))]),
    ]
    expect(raisedIn(play(events).effects).map(({ alert }) => alert.kind)).toEqual(['near-protected'])
  })

  it('does not show where she is: the reason holds his places alone, and the way to her in steps of 50 m', () => {
    const street = eastOf(home, -4_000)
    const events = [
      watching(noPlaces),
      ...every(minute, clock('14:00'), clock('14:30'), (at) => [fix(at, street), she(at, eastOf(street, 63))]),
    ]
    const [raised] = raisedIn(play(events).effects)
    if (raised?.alert.reason.kind !== 'presence') throw new Error('an alert with a path')
    const { path } = raised.alert.reason
    expect(path.length).toBeGreaterThan(0)
    for (const { lon, distanceMetres } of path) {
      expect(lon).toBeCloseTo(street.lon, 9)
      expect(Math.abs(distanceMetres % 50)).toBe(0)
    }
  })

  it('does not know how near they are when her device is silent: unknown, no alert, and no all-clear', () => {
    const events = [
      watching(noPlaces),
      ...every(minute, clock('14:00'), clock('14:20'), (at) => [fix(at, home), she(at, eastOf(home, 5_000))]),
      ...staying(home, clock('14:20'), clock('16:00')),
      wake(clock('16:00')),
    ]
    const { effects } = play(events)
    expect(raisedIn(effects)).toEqual([])
    const last = effects.filter((effect) => effect.kind === 'presence').at(-1)
    expect(last?.presence).toMatchObject({ kind: 'unknown' })
  })

  it('two vague positions that may be 2 km off prove no meeting', () => {
    const events = [
      watching(noPlaces),
      ...every(10 * minute, clock('14:00'), clock('18:00'), (at) => [
        fix(at, home, 'cell', 2_000),
        fix(at, eastOf(home, 900), 'cell', 2_000, hers),
      ]),
    ]
    expect(raisedIn(play(events).effects)).toEqual([])
  })

  it('a single jump of his position to her street proves nothing', () => {
    const street = eastOf(home, -4_000)
    const events = every(minute, clock('14:00'), clock('16:00'), (at) => [
      fix(at, at === clock('15:00') ? street : home),
      she(at, street),
    ])
    expect(raisedIn(play([watching(noPlaces), ...events]).effects)).toEqual([])
  })

  it('an outage of ours makes the distance unknown and raises nothing', () => {
    const events = [
      watching(noPlaces),
      ...every(minute, clock('14:00'), clock('14:30'), (at) => [fix(at, home), she(at, eastOf(home, 5_000))]),
      serverBlind(clock('14:31'), clock('15:00')),
      wake(clock('15:30')),
    ]
    const { effects } = play(events)
    expect(raisedIn(effects)).toEqual([])
    expect(effects.findLast((effect) => effect.kind === 'presence')?.presence).toMatchObject({
      kind: 'unknown',
      because: 'server',
    })
  })
})
