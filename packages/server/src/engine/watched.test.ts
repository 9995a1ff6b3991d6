import { type WatchEvent, type WatchPlan, defaultPolicy, initialState } from '@bilezik/compliance'
import {
  type Condition,
  type DeviceId,
  type Instant,
  type LineageId,
  type OrderId,
  type PersonId,
  day,
  hour,
  instant,
  later,
  minute,
} from '@bilezik/domain'
import { describe, expect, test } from 'vitest'
import { replayed } from './replay.ts'
import { type Watched, advanced, newlyWatched, rewoundInMemory } from './watched.ts'

const person = 'person' as PersonId
const device = 'device' as DeviceId
const start = instant(1_795_000_000_000)
const wear: Condition = {
  lineageId: 'lineage' as LineageId,
  orderId: 'order' as OrderId,
  version: 1,
  from: start,
  until: later(start, 30 * day),
  rule: { kind: 'device-care', lowBatteryPercent: 20 },
}
const planUntil = (until: Instant): WatchPlan => ({
  conditions: [{ ...wear, until }],
  kit: [{ deviceId: device, role: 'worn', from: start, until: later(start, 365 * day) }],
  policy: defaultPolicy,
  permits: [],
  daysOff: [],
})
const plan = (at: Instant, until = wear.until): WatchEvent => ({ kind: 'plan', at, plan: planUntil(until) })
const cut = (at: Instant): WatchEvent => ({
  kind: 'reading',
  at,
  receivedAt: at,
  readingId: `cut ${at}`,
  deviceId: device,
  reading: { kind: 'wear', fixAt: at, signal: 'strap-cut' },
})
const contact = (at: Instant): WatchEvent => ({
  kind: 'reading',
  at,
  receivedAt: at,
  readingId: `contact ${at}`,
  deviceId: device,
  reading: { kind: 'contact', fixAt: at },
})

const fresh: Watched = {
  ...newlyWatched(person),
  organisationId: 'organisation' as Watched['organisationId'],
  visibleUntil: wear.until,
}
const after = (events: readonly WatchEvent[]): Watched =>
  events.reduce((watched, event) => advanced(watched, event, later(start, day)).watched, fresh)

const alertKinds = (effects: readonly { kind: string }[]): string[] =>
  effects.map((effect) => effect.kind).filter((kind) => kind.endsWith('alert'))

describe('a replay', () => {
  test('a backdated end of an order is not undone by an older plan that takes effect later', () => {
    const [closedAt, toldEarlier] = [later(start, hour), later(start, 2 * hour)]
    const { effects } = replayed(
      initialState(person),
      [plan(start), plan(toldEarlier), plan(closedAt, closedAt), cut(later(start, 3 * hour))],
      later(start, 4 * hour),
    )
    expect(alertKinds(effects)).toEqual([])
  })

  test('events are stepped by their time, whatever the order in which they came', () => {
    const events = [plan(start), contact(later(start, 30 * minute)), cut(later(start, 10 * minute))]
    const inOrder = replayed(
      initialState(person),
      [plan(start), cut(later(start, 10 * minute)), contact(later(start, 30 * minute))],
      later(start, hour),
    )
    expect(replayed(initialState(person), events, later(start, hour))).toEqual(inOrder)
  })
})

describe('the window', () => {
  test('a reading a little late is replayed in memory, as if it had come in time', () => {
    const late = after([
      plan(start),
      contact(later(start, minute)),
      contact(later(start, 3 * minute)),
      cut(later(start, 2 * minute)),
    ])
    expect(late.late?.from).toBe(later(start, 2 * minute))
    const rewound = rewoundInMemory(late)
    expect(rewound?.state).toEqual(
      after([plan(start), contact(later(start, minute)), cut(later(start, 2 * minute)), contact(later(start, 3 * minute))]).state,
    )
    expect(alertKinds(rewound?.effects ?? [])).toEqual(['raise-alert'])
  })

  test('what is older than the window is left to the store', () => {
    const contacts = Array.from({ length: 12 }, (_, i) => contact(later(start, (i + 2) * minute)))
    expect(rewoundInMemory(after([plan(start), ...contacts, cut(later(start, minute))]))).toBeUndefined()
  })
})
