import { type Instant, hour, instant, later, minute, second } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SimulatedPerson, StoryKind } from '../population/person.ts'
import { makePopulation } from '../population/population.ts'
import { Bracelet, type BraceletSettings, ordinarySettings } from './bracelet.ts'
import { FakeGateway } from './fake-gateway.fixture.ts'
import type { BraceletRecord } from './record.ts'

const startAt = instant(Date.UTC(2026, 10, 19, 7))
const people = makePopulation({ seed: 5, count: 200, startAt })

function someone(protocol: 'gt06' | 'osmand', kind: StoryKind): SimulatedPerson {
  const found = people.find((person) => person.device.protocol === protocol && person.story.kind === kind)
  if (!found) throw new Error(`Nobody ${kind} with ${protocol}`)
  return found
}

interface Run {
  readonly bracelet: Bracelet
  readonly gateway: FakeGateway
  readonly safe: BraceletRecord[]
}

function make(person: SimulatedPerson, settings: Partial<BraceletSettings> = {}, backfillFrom?: Instant): Run {
  const safe: BraceletRecord[] = []
  const bracelet = new Bracelet(person, {
    startAt,
    settings: { ...ordinarySettings, ...settings },
    onSafe: (records) => safe.push(...records),
    ...(backfillFrom === undefined ? {} : { backfill: { from: backfillFrom, everyMs: 10 * minute } }),
  })
  return { bracelet, gateway: new FakeGateway(bracelet), safe }
}

/** A second of undisturbed service. */
function serve({ bracelet, gateway }: Run, now: Instant): void {
  if (bracelet.nextWakeAt <= now) gateway.tell({ kind: 'wake' }, now)
  gateway.settle(now)
  gateway.store(Infinity)
  gateway.answer(Infinity, now)
}

function serveFor(run: Run, from: Instant, ms: number): Instant {
  for (let at = from; at < from + ms; at = later(at, second)) serve(run, at)
  return later(from, ms)
}

const disturbance = fc.record({
  pauseSeconds: fc.integer({ min: 1, max: 40 }),
  stores: fc.integer({ min: 0, max: 5 }),
  answers: fc.integer({ min: 0, max: 3 }),
  isBroken: fc.boolean(),
  isUp: fc.boolean(),
})

describe.each(['gt06', 'osmand'] as const)('a bracelet that speaks %s', (protocol) => {
  it.each(['ordinary', 'cuts-strap'] as const)(
    'calls nothing safe that is not stored and loses nothing on a line that breaks at will (%s)',
    (kind) => {
      fc.assert(
        fc.property(fc.array(disturbance, { minLength: 5, maxLength: 60 }), (disturbances) => {
          const run = make(someone(protocol, kind), { reportEveryMs: 20 * second, heartbeatEveryMs: 30 * second })
          let now = startAt
          for (const { pauseSeconds, stores, answers, isBroken, isUp } of disturbances) {
            now = later(now, pauseSeconds * second)
            run.gateway.isUp = isUp
            if (run.bracelet.nextWakeAt <= now) run.gateway.tell({ kind: 'wake' }, now)
            run.gateway.settle(now)
            run.gateway.store(stores)
            run.gateway.answer(answers, now)
            if (isBroken) run.gateway.break(now)
            for (const record of run.safe) expect(run.gateway.stored.get(record.id)).toEqual(record)
          }
          run.gateway.isUp = true
          // Long enough for the longest retry, the longest gap in coverage and one heartbeat more.
          now = serveFor(run, now, 15 * minute)
          const newest = Math.max(...run.gateway.stored.keys())
          const ids = run.safe.map((record) => record.id)
          expect(new Set(ids).size).toBe(ids.length)
          // Ids count up without holes: all up to the last minute is safe.
          expect(new Set(ids)).toEqual(new Set(Array.from({ length: ids.length }, (_, i) => i + 1)))
          expect(newest - ids.length).toBeLessThanOrEqual(3)
          expect(run.bracelet.overwritten).toBe(0)
        }),
        { numRuns: 60 },
      )
    },
  )

  it('brings the same past twice, oldest first, and lives on', () => {
    const day1 = make(someone(protocol, 'ordinary'), {}, later(startAt, -24 * hour))
    serveFor(day1, startAt, 5 * minute)
    const past = day1.safe.filter((record) => record.fixAt < startAt)
    expect(past.length).toBeGreaterThan(130)
    expect(past.length).toBeLessThanOrEqual(144)
    expect(past.map((record) => record.fixAt)).toEqual(past.map((record) => record.fixAt).toSorted((a, b) => a - b))
    expect(past.every((record) => record.isStored)).toBe(true)
    const day2 = make(someone(protocol, 'ordinary'), {}, later(startAt, -24 * hour))
    serveFor(day2, startAt, 5 * minute)
    expect(day2.safe).toEqual(day1.safe)
    expect(day1.safe.some((record) => record.fixAt > startAt)).toBe(true)
  })

  it.each(['oldest-first', 'newest-first'] as const)('sends what an outage left %s where it is made so', (backlogOrder) => {
    const ordinary = someone(protocol, 'ordinary')
    const run = make({ ...ordinary, device: { ...ordinary.device, backlogOrder } }, { reportEveryMs: 30 * second })
    let now = serveFor(run, startAt, 5 * minute)
    run.gateway.isUp = false
    run.gateway.break(now)
    const before = run.gateway.order.length
    for (const until = later(now, 30 * minute); now < until; now = later(now, second)) serve(run, now)
    expect(run.bracelet.waiting).toBeGreaterThan(45)
    run.gateway.isUp = true
    serveFor(run, now, 10 * minute)
    // What was sent without an answer comes first, again; then the outage itself.
    const outage = run.gateway.order.slice(before).filter((id) => run.gateway.stored.get(id)!.isStored)
    expect(outage.length).toBeGreaterThan(45)
    const sorted = outage.toSorted((a, b) => (backlogOrder === 'oldest-first' ? a - b : b - a))
    // While a newest-first device empties its memory, what it records in the meantime overtakes.
    const isNear = (a: number[], b: number[]) => a.filter((id, i) => id === b[i]).length / a.length
    expect(isNear(outage, sorted)).toBeGreaterThan(0.9)
  })

  it('gives a silent gateway up and sends again what was never answered', () => {
    const run = make(someone(protocol, 'ordinary'), { reportEveryMs: 20 * second })
    let now = startAt
    for (; now < startAt + 5 * minute; now = later(now, second)) {
      if (run.bracelet.nextWakeAt <= now) run.gateway.tell({ kind: 'wake' }, now)
      run.gateway.settle(now)
      run.gateway.store(Infinity)
    }
    expect(run.safe).toEqual([])
    expect(run.gateway.order.length).toBeGreaterThan(run.gateway.stored.size)
    serveFor(run, now, 10 * minute)
    expect(run.safe.length).toBeGreaterThan(30)
  })
})

describe('the stories of a bracelet', () => {
  it.each([
    { kind: 'cuts-strap', protocol: 'gt06', alarm: 'strap-cut' },
    { kind: 'cuts-strap', protocol: 'osmand', alarm: 'strap-cut' },
    { kind: 'sos', protocol: 'gt06', alarm: 'sos' },
    { kind: 'battery-dies', protocol: 'gt06', alarm: 'low-battery' },
  ] as const)('$kind over $protocol is told once, within two seconds', ({ kind, protocol, alarm }) => {
    const person = someone(protocol, kind)
    const at = (person.story as { at: Instant }).at
    const run = make(person)
    const now = serveFor(run, startAt, at - startAt + 2 * second)
    expect(run.safe.filter((record) => record.alarm).map((record) => record.alarm)).toEqual([alarm])
    serveFor(run, now, 30 * minute)
    expect(run.safe.filter((record) => record.alarm)).toHaveLength(1)
  })

  it('a dying battery falls below the limit, ends, and comes back on the charger', () => {
    const person = someone('gt06', 'battery-dies')
    const story = person.story as SimulatedPerson['story'] & { kind: 'battery-dies' }
    const run = make(person)
    serveFor(run, startAt, story.deadAt - startAt + 2 * hour)
    const during = (from: Instant, until: Instant) => run.safe.filter((record) => record.fixAt >= from && record.fixAt < until)
    expect(during(startAt, story.at).every((record) => record.battery.levelPercent >= 15)).toBe(true)
    expect(during(later(story.at, second), story.deadAt).every((record) => record.battery.levelPercent < 15)).toBe(true)
    expect(during(story.deadAt, later(story.deadAt, 44 * minute))).toEqual([])
    expect(during(later(story.deadAt, 46 * minute), later(story.deadAt, hour)).every((record) => record.battery.isCharging)).toBe(
      true,
    )
  })

  it('a silent bracelet says nothing, and tells everything afterwards', () => {
    const person = someone('gt06', 'goes-silent')
    const story = person.story as SimulatedPerson['story'] & { kind: 'goes-silent' }
    const run = make(person, { heartbeatEveryMs: 20 * second })
    let now = serveFor(run, startAt, story.at - startAt)
    const before = run.gateway.order.length
    now = serveFor(run, now, story.backAt - story.at - second)
    expect(run.gateway.order.length).toBe(before)
    serveFor(run, now, 3 * minute)
    const kept = run.safe.filter((record) => record.fixAt >= story.at && record.fixAt < story.backAt)
    expect(kept.length).toBeGreaterThan(60)
    expect(kept.every((record) => record.isStored)).toBe(true)
  })
})

it('a full memory gives up old positions, counts them, and keeps the alarm', () => {
  const person = someone('osmand', 'cuts-strap')
  const run = make(person, { memoryRecords: 10 })
  run.gateway.isUp = false
  const now = serveFor(run, startAt, 20 * minute)
  expect(run.bracelet.overwritten).toBeGreaterThan(30)
  run.gateway.isUp = true
  serveFor(run, now, 5 * minute)
  expect(run.safe.filter((record) => record.alarm === 'strap-cut')).toHaveLength(1)
  expect(run.safe.filter((record) => record.fixAt < now).length).toBeLessThanOrEqual(12)
})
