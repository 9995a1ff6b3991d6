import { type Instant, type LatLon, instant, minute } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WatchEvent } from '../stream.ts'
import {
  alertStory,
  clock,
  condition,
  curfewRule,
  eastOf,
  fix,
  home,
  planAt,
  play,
  raisedIn,
  serverBlind,
  staying,
  wake,
} from '../testing/scenario.ts'

const away = eastOf(home, 2_000)
const night = condition('home', curfewRule(10 * minute))
const plan = planAt(clock('12:00'), [night])
const end = wake(clock('09:00', 1))

/** In event order, as a replay steps them: an outage stands before the readings of its own beginning. */
function withOutage(events: readonly WatchEvent[], from: Instant, until: Instant): WatchEvent[] {
  return [...events.filter(({ at }) => at < from), serverBlind(from, until), ...events.filter(({ at }) => at >= from)]
}

const alertsOf = (events: readonly WatchEvent[]) =>
  raisedIn(play([plan, ...events, end]).effects).map(({ noticedAt, alert: { kind, key, beganAt } }) => ({
    kind,
    key,
    beganAt,
    noticedAt,
  }))

describe('a grace while nobody is heard', () => {
  const out = [...staying(home, clock('21:00'), clock('21:40')), ...staying(away, clock('21:40'), clock('22:28'))]
  const back = staying(home, clock('22:28'), clock('23:30'))

  it('[MON.outage] a breach inside an outage is found from the backlog, dated as if there had been none', () => {
    const events = withOutage([...out, ...back], clock('22:00'), clock('23:00'))
    expect(alertStory(play([plan, ...events, end]).effects)).toEqual(['not-at-home 22:10', 'not-at-home ended 22:29'])
  })

  it('[MON.outage] a device that kept nothing is given the whole outage', () => {
    const heard = [...out, ...back].filter(({ at }) => at < clock('22:00') || at >= clock('22:57'))
    expect(alertStory(play([plan, ...withOutage(heard, clock('22:00'), clock('23:00')), end]).effects)).toEqual([])
  })

  it('[MON.outage] one fix kept out of an hour proves that hour neither way', () => {
    const heard = [...out, ...back].filter(({ at }) => at < clock('21:50') || at === clock('22:25') || at >= clock('22:57'))
    expect(alertStory(play([plan, ...withOutage(heard, clock('21:50'), clock('23:00')), end]).effects)).toEqual([])
  })

  it('[MON.outage] out before the outage and still out after it: the grace goes on with the first fix, not during the silence', () => {
    const gone = [...staying(home, clock('21:00'), clock('21:59')), ...staying(away, clock('21:59'), clock('22:05'))]
    const events = withOutage([...gone, ...staying(away, clock('23:01'), clock('23:30'))], clock('22:05'), clock('23:03'))
    expect(alertStory(play([plan, ...events, end]).effects)).toEqual(['not-at-home 23:08', 'not-at-home ended 06:00'])
  })
})

const places: readonly LatLon[] = [home, away, eastOf(home, 600)]
const staysGen = fc.array(fc.record({ place: fc.nat(2), minutes: fc.integer({ min: 4, max: 90 }) }), {
  minLength: 3,
  maxLength: 8,
})

/** A fix a minute from 20:00 until six in the morning, without a hole. */
function dayOf(stays: readonly { place: number; minutes: number }[]): WatchEvent[] {
  let at: number = clock('20:00')
  return [...stays, { place: stays.at(-1)?.place ?? 0, minutes: 600 }].flatMap(({ place, minutes }) =>
    Array.from({ length: minutes }, () => fix(instant((at += minute)), places[place] as LatLon)),
  )
}

const outageGen = fc.record({ fromMinute: fc.nat(400), lastsMinutes: fc.integer({ min: 1, max: 180 }) })
const outageOf = ({ fromMinute, lastsMinutes }: { fromMinute: number; lastsMinutes: number }) => {
  const from = instant(clock('20:00') + fromMinute * minute)
  return { from, until: instant(from + lastsMinutes * minute) }
}
/** So long an alert may come later for an outage: until the belief that the outage ended is firm again. */
const latestMs = 5 * minute

describe('an outage with a complete backlog', () => {
  it('[MON.outage] ends in the same alerts as without the outage: none more, none that lasted missed, each with its beginning', () => {
    let compared = 0
    fc.assert(
      fc.property(staysGen, outageGen, (stays, drawn) => {
        const events = dayOf(stays)
        const { from, until } = outageOf(drawn)
        const plain = alertsOf(events)
        const blind = alertsOf(withOutage(events, from, until))
        for (const alert of blind) {
          const same = plain.find(({ key }) => key === alert.key)
          expect(same).toMatchObject({ kind: alert.kind, beganAt: alert.beganAt })
          expect(alert.noticedAt - (same?.noticedAt ?? 0)).toBeLessThanOrEqual(latestMs)
          expect(alert.noticedAt).toBeGreaterThanOrEqual(same?.noticedAt ?? 0)
        }
        const ended = new Map(
          play([plan, ...events, end]).effects.flatMap((effect) =>
            effect.kind === 'end-alert' ? [[effect.key, effect.endedAt]] : [],
          ),
        )
        for (const { key, noticedAt } of plain) {
          if ((ended.get(key) ?? end.at) - noticedAt <= latestMs) continue
          compared++
          expect(blind.map((alert) => alert.key)).toContain(key)
        }
      }),
      { numRuns: 400 },
    )
    expect(compared).toBeGreaterThan(50)
  })

  it('[MON.outage] and one with no backlog adds no alert', () => {
    fc.assert(
      fc.property(staysGen, outageGen, (stays, drawn) => {
        const { from, until } = outageOf(drawn)
        const heard = dayOf(stays).filter(({ at }) => at < from || at >= until)
        const known = new Set(alertsOf(heard).map(({ key }) => key))
        for (const { key } of alertsOf(withOutage(heard, from, until))) expect(known).toContain(key)
      }),
      { numRuns: 400 },
    )
  })
})
