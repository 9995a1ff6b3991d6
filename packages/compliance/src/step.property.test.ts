import { type AlertKind, type Instant, type LineageId, type Reading, hour, instant, minute } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { defaultPolicy } from './policy.ts'
import { type WatchState, initialState } from './state.ts'
import { step } from './step.ts'
import type { Effect, WatchEvent } from './stream.ts'
import {
  anythingGen,
  everyKind,
  gapGen,
  inOrder,
  longer,
  permitGen,
  planOf,
  readingDraw,
  readingsGen,
  startAt,
} from './testing/drawn-streams.ts'
import {
  type Raised,
  clock,
  condition,
  curfewRule,
  home,
  person,
  planAt,
  play,
  raisedIn,
  reading,
  wake,
  worn,
} from './testing/scenario.ts'
import { beginTurn } from './turn.ts'
import { nextWakeAt, settle } from './wake.ts'

const runs = { numRuns: 400 }

function lastAt(events: readonly WatchEvent[]): Instant {
  return events.reduce((at, event) => (event.at > at ? event.at : at), startAt)
}

/** What may stand for the same breach of being at home: that it is not known is told before and instead of an absence. */
const homeKinds: readonly AlertKind[] = ['not-at-home', 'not-confirmed-home']

/** Minutes of the given kinds of alert: one entry for each minute at which one of them stands open. */
function openMinutes(effects: readonly Effect[], kinds: readonly AlertKind[], until: Instant): Set<number> {
  const minutes = new Set<number>()
  for (const { alert, noticedAt } of raisedIn(effects)) {
    if (!kinds.includes(alert.kind)) continue
    const end = effects.find((effect) => effect.kind === 'end-alert' && effect.key === alert.key)
    const last = end?.kind === 'end-alert' ? end.endedAt : until
    for (let at = Math.ceil(noticedAt / minute); at * minute < last; at++) minutes.add(at)
  }
  return minutes
}

function upheld(at: Instant, beganAt: Instant): WatchEvent {
  const lineageId = 'care' as LineageId
  return { kind: 'signal-upheld', at, lineageId, deviceId: worn, signal: 'strap-open', readingId: 'wild', beganAt }
}

describe('step', () => {
  it('gives the same answer every time and leaves its input as it was', () => {
    fc.assert(
      fc.property(anythingGen, (draws) => {
        let state = initialState(person)
        for (const event of inOrder(draws)) {
          const before = JSON.stringify(state)
          const first = step(state, event)
          expect(step(state, event)).toEqual(first)
          expect(JSON.stringify(state)).toBe(before)
          state = first.state
        }
      }),
      runs,
    )
  })

  it('a state that went through JSON goes on as if it had not', () => {
    fc.assert(
      fc.property(anythingGen, fc.nat(), (draws, cut) => {
        const events = inOrder(draws)
        const at = cut % (events.length + 1)
        const first = play(events.slice(0, at))
        const revived = JSON.parse(JSON.stringify(first.state)) as WatchState
        expect(revived).toEqual(first.state)
        expect(play(events.slice(at), revived)).toEqual(play(events.slice(at), first.state))
      }),
      runs,
    )
  })

  it('wake-ups, wherever they are put, change neither the state nor the effects', () => {
    fc.assert(
      fc.property(anythingGen, fc.array(fc.nat({ max: 40 * hour }), { maxLength: 30 }), (draws, wakeOffsets) => {
        const events = inOrder(draws)
        const last = lastAt(events)
        const wakes = wakeOffsets.map((offset) => wake(instant(startAt + offset))).filter(({ at }) => at <= last)
        const mixed = [...wakes, ...events].toSorted((a, b) => a.at - b.at)
        // The plan stays first: before it nobody is watched.
        expect(play(mixed)).toEqual(play(events))
      }),
      runs,
    )
  })

  it('the shell may follow nextWakeAt to the letter or not at all', () => {
    fc.assert(
      fc.property(anythingGen, (draws) => {
        const events = inOrder(draws)
        let state = initialState(person)
        const effects: Effect[] = []
        const feed = (event: WatchEvent) => {
          const result = step(state, event)
          state = result.state
          effects.push(...result.effects)
        }
        for (const event of events) {
          for (let at = nextWakeAt(state); at !== undefined && at <= event.at; at = nextWakeAt(state)) feed(wake(at))
          feed(event)
        }
        expect({ state, effects }).toEqual(play(events))
      }),
      runs,
    )
  })

  it('nothing is due before nextWakeAt: the obligations stand as they stood', () => {
    fc.assert(
      fc.property(anythingGen, fc.nat(100), (draws, percent) => {
        const { state } = play(inOrder(draws))
        const next = nextWakeAt(state)
        if (next === undefined) return
        const between = { ...state, at: instant(state.at + Math.floor(((next - 1 - state.at) * percent) / 100)) }
        const turn = beginTurn(between)
        settle(turn)
        expect(turn.effects).toEqual([])
        expect(turn.state.watches).toEqual(state.watches)
        expect(turn.state.wakeAt).toBeGreaterThanOrEqual(next)
      }),
      runs,
    )
  })

  it('[MON.late] a reading that comes twice changes nothing', () => {
    fc.assert(
      fc.property(anythingGen, fc.array(fc.nat(), { maxLength: 10 }), (draws, which) => {
        const events = inOrder(draws)
        const doubled = events.flatMap((event, i) =>
          which.some((n) => n % events.length === i) && event.kind === 'reading' ? [event, event] : [event],
        )
        expect(play(doubled)).toEqual(play(events))
      }),
      runs,
    )
  })

  it('[MON.unknown] without a valid fix of a worn device or a contact nobody is ever believed outside or inside, or alerted for a place', () => {
    fc.assert(
      fc.property(anythingGen, (draws) => {
        const events = inOrder(draws).filter((event) => {
          if (event.kind !== 'reading' || event.reading.kind === 'proximity') return event.kind !== 'reading'
          return event.reading.kind !== 'fix' || !event.reading.isValid || event.deviceId !== worn
        })
        const { effects } = play([...events, wake(longer)])
        const believed = effects.filter((effect) => effect.kind === 'presence' && effect.presence.kind !== 'unknown')
        const placed = raisedIn(effects).filter(
          ({ alert }) => alert.reason.kind === 'presence' || alert.reason.kind === 'unconfirmed',
        )
        expect([...believed, ...placed]).toEqual([])
      }),
      runs,
    )
  })

  it('[MON.unknown] silence never becomes outside: time alone makes presence unknown, and nothing else', () => {
    fc.assert(
      fc.property(anythingGen, (draws) => {
        const { state } = play(inOrder(draws))
        const { effects } = play([wake(longer)], state)
        for (const effect of effects) if (effect.kind === 'presence') expect(effect.presence.kind).toBe('unknown')
      }),
      runs,
    )
  })

  it('[MON.uncertain] the step of a good fix far inside home raises no absence', () => {
    fc.assert(
      fc.property(anythingGen, gapGen, (draws, gapMs) => {
        const before = play(inOrder(draws)).state
        const at = instant(before.at + gapMs)
        const { state } = play([wake(at)], before)
        const inside: Reading = { kind: 'fix', ...home, isValid: true, source: 'gnss', accuracyMetres: 4 }
        const { effects } = step(state, reading(at, inside))
        expect(raisedIn(effects).filter(({ alert }) => homeKinds.includes(alert.kind))).toEqual([])
      }),
      runs,
    )
  })

  it('a longer grace, for coming home or for leaving, never adds a minute of breach', () => {
    fc.assert(
      fc.property(readingsGen, fc.tuple(...[1, 2, 3, 4].map(() => fc.nat(60))), (draws, minutes) => {
        const [arrival, departure, longerArrival, longerDeparture] = minutes.map((n) => n * minute) as [
          number,
          number,
          number,
          number,
        ]
        const minutesOpen = (arrivalMs: number, departureMs: number) => {
          const events = inOrder(draws, { arrivalMs, departureMs })
          const end = wake(instant(lastAt(events) + 12 * hour))
          return openMinutes(play([...events, end]).effects, homeKinds, end.at)
        }
        const strict = minutesOpen(arrival, departure)
        const lenient = minutesOpen(arrival + longerArrival, departure + longerDeparture)
        expect([...lenient].filter((at) => !strict.has(at))).toEqual([])
      }),
      runs,
    )
  })

  it('[MON.permit] a permit never adds a minute of breach', () => {
    const breaches: AlertKind[][] = [
      [...homeKinds],
      ['forbidden-place', 'approach'],
      ['left-territory'],
      ['no-contact'],
      ['near-protected'],
    ]
    fc.assert(
      fc.property(
        readingsGen,
        fc.array(permitGen, { minLength: 1, maxLength: 3 }),
        fc.tuple(fc.nat(30), fc.nat(30)),
        (draws, permits, [arrival, departure]) => {
          const graces = { arrivalMs: arrival * minute, departureMs: departure * minute }
          const end = wake(instant(lastAt(inOrder(draws)) + 12 * hour))
          const [without, withPermits] = [[], permits].map((given) => play([...inOrder(draws, graces, given), end]).effects)
          for (const kinds of breaches) {
            const strict = openMinutes(without ?? [], kinds, end.at)
            const lenient = openMinutes(withPermits ?? [], kinds, end.at)
            expect([...lenient].filter((at) => !strict.has(at))).toEqual([])
          }
        },
      ),
      runs,
    )
  })

  it('[MON.outage] a time in which the server heard nobody adds no alert', () => {
    fc.assert(
      fc.property(readingsGen, fc.nat(20 * 60), fc.integer({ min: 1, max: 600 }), (draws, fromMinute, lastsMinutes) => {
        const from = instant(startAt + fromMinute * minute)
        const until = instant(from + lastsMinutes * minute)
        const events = inOrder(draws).filter((event) => event.kind === 'plan' || event.at < from || event.at >= until)
        const end = wake(instant(Math.max(lastAt(events), until) + 12 * hour))
        const keys = (stream: readonly WatchEvent[]) => raisedIn(play([...stream, end]).effects).map(({ alert }) => alert.key)
        const blind: WatchEvent = { kind: 'server-blind', at: from, until }
        const isBefore = (event: WatchEvent) => event.kind === 'plan' || event.at < from
        const withBlind = [...events.filter(isBefore), blind, ...events.filter((event) => !isBefore(event))]
        const before = new Set(keys(events))
        // What would have been an absence may be unconfirmed only: an outage takes knowledge away.
        const asAbsence = (key: string) => key.replace('not-confirmed-home', 'not-at-home')
        for (const key of keys(withBlind)) expect(before.has(key) ? key : asAbsence(key)).toBeOneOf([...before])
      }),
      { numRuns: 1_000 },
    )
  })

  it('effects come in the order of time, never before the state that they follow, and alerts open and end once', () => {
    fc.assert(
      fc.property(anythingGen, (draws) => {
        const open = new Set<string>()
        let state = initialState(person)
        for (const event of inOrder(draws)) {
          const result = step(state, event)
          let at = state.at
          for (const effect of result.effects) {
            expect(effect.noticedAt).toBeGreaterThanOrEqual(at)
            at = effect.noticedAt
            if (effect.kind === 'raise-alert') {
              expect(open).not.toContain(effect.alert.key)
              open.add(effect.alert.key)
            }
            if (effect.kind === 'end-alert') expect(open.delete(effect.key)).toBe(true)
          }
          state = result.state
          const inState = state.watches.flatMap(({ alerts }) => alerts.map(({ key }) => key))
          expect(inState.toSorted()).toEqual([...open].toSorted())
        }
      }),
      runs,
    )
  })

  it('takes any numbers for times and places without throwing, and keeps a state that JSON can hold', () => {
    const wild = fc.oneof(fc.double(), fc.integer(), fc.constantFrom(NaN, Infinity, -Infinity, Number.MAX_SAFE_INTEGER))
    const wildEvents = fc.tuple(wild, wild, wild, wild, wild).map(([at, lat, lon, accuracyMetres, until]): WatchEvent[] => [
      reading(instant(at), { kind: 'fix', lat, lon, accuracyMetres, isValid: true, source: 'gnss' }),
      { kind: 'server-blind', at: instant(at), until: instant(until) },
      { kind: 'fleet-blind', at: instant(at), until: instant(until), because: 'network', silentSince: instant(lat) },
      upheld(instant(at), instant(until)),
      {
        kind: 'reading',
        at: instant(at),
        receivedAt: instant(until),
        readingId: 'wild clock',
        deviceId: worn,
        reading: { kind: 'contact', fixAt: instant(lat) },
      },
      wake(instant(at)),
    ])
    fc.assert(
      fc.property(anythingGen, fc.array(wildEvents, { maxLength: 6 }), (draws, wilds) => {
        const care = condition('care', { kind: 'device-care', lowBatteryPercent: 20 }, startAt, clock('12:00', 3))
        const short = planAt(startAt, [condition('home', curfewRule(), startAt, clock('12:00', 3)), care])
        const { state } = play([short, ...inOrder(draws).slice(1), ...wilds.flat()])
        expect(JSON.parse(JSON.stringify(state))).toEqual(state)
        const { effects } = play([short, ...wilds.flat(), wake(longer)])
        expect(JSON.parse(JSON.stringify(effects))).toEqual(effects)
      }),
      runs,
    )
  })
})

describe('the state', () => {
  it('stays under 40 KB of JSON after 100,000 random events', () => {
    const [draws] = fc.sample(fc.array(readingDraw, { minLength: 2_000, maxLength: 2_000, size: 'max' }), { numRuns: 1, seed: 7 })
    let state = play([planOf(1, everyKind)]).state
    const untilNever = planAt(
      startAt,
      state.plan.conditions.map((c) => ({ ...c, until: instant(startAt + 1e12) })),
      defaultPolicy,
      state.plan.kit.map((device) => ({ ...device, until: instant(startAt + 1e12) })),
    )
    state = step(state, untilNever).state
    let largest = 0
    let at: number = startAt
    for (let i = 0; i < 100_000; i++) {
      const draw = draws?.[i % 2_000]
      if (!draw) throw new Error('the sample holds 2,000 draws')
      at += Math.min(draw.gapMs, 5 * minute)
      state = step(state, draw.make(instant(at), `0123456789abcdef-${i}`)).state
      if (i % 97 === 0) largest = Math.max(largest, JSON.stringify(state).length)
    }
    expect(state.at).toBe(at)
    expect(largest).toBeGreaterThan(1_000)
    expect(largest).toBeLessThan(40_000)
  })

  it('the drawn streams raise every kind of alert, else the properties above would say nothing', () => {
    const samples = fc.sample(anythingGen, { numRuns: 1_500, seed: 11 })
    const kinds = new Set(samples.flatMap((draws) => raisedIn(play(inOrder(draws)).effects).map(({ alert }) => alert.kind)))
    expect([...kinds].toSorted()).toEqual([
      'approach',
      'case-open',
      'forbidden-place',
      'jammed',
      'left-territory',
      'low-battery',
      'near-protected',
      'no-contact',
      'not-at-home',
      'not-confirmed-home',
      'shielded',
      'sos',
      'strap-cut',
      'strap-open',
    ])
  })
  it('the drawn streams have every kind of effect, of clocks, flickers and heads, too', () => {
    const samples = fc.sample(anythingGen, { numRuns: 1_500, seed: 11 })
    const effects = samples.flatMap((draws) => play([...inOrder(draws), wake(longer)]).effects)
    const clocks = effects.flatMap((effect) => (effect.kind === 'device-clock' ? [effect.clock.kind] : []))
    expect([...new Set(clocks)].toSorted()).toEqual(['ahead', 'jumped', 'restarted'])
    const isByHead = ({ alert }: Raised) => alert.key.endsWith('/head')
    expect(raisedIn(effects).filter(isByHead).length).toBeGreaterThan(20)
    expect([...new Set(effects.map(({ kind }) => kind))].toSorted()).toEqual([
      'blind-interval',
      'device-clock',
      'end-alert',
      'knowledge',
      'lineage-end',
      'presence',
      'raise-alert',
      'suppressed-signal',
      'warn-protected',
      'watch-end',
    ])
  })
})
