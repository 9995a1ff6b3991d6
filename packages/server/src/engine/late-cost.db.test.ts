import { type DeviceId, type Instant, type Rule, hour, instant, later, minute, roundTheClock, second } from '@bilezik/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Life, beginLife, valueOf } from '../testing/engine-life.ts'
import { type StoredGateway, type ToStore, storedGateway } from '../testing/stored-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'

let clockShiftMs = 0
const clock = (): Instant => instant(Date.now() + clockShiftMs)
const home = { lat: 51.13, lon: 71.43 }
const curfew: Rule = {
  kind: 'curfew',
  zone: { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } },
  schedule: roundTheClock,
  arrivalGraceMs: 0,
  departureGraceMs: 0,
}

let world: World
let gateway: StoredGateway
let life: Life
let organisationId: string
beforeAll(async () => {
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
  gateway = await storedGateway(world)
  life = await beginLife(world, clock)
})
afterAll(async () => {
  await life.crash()
  await world.end()
})

const fixAt = (deviceId: DeviceId, at: Instant): ToStore => ({
  deviceId,
  at,
  reading: { kind: 'fix', ...home, accuracyMetres: 5, isValid: true, source: 'gnss' },
})

async function pass(ms: number): Promise<void> {
  clockShiftMs += ms
  await life.rounds()
}

/** How many events are stepped again for a backlog that arrives ten readings a round, in this order. */
async function costOf(identifier: string, count: number, ordered: (readings: ToStore[]) => ToStore[]): Promise<number> {
  const now = clock()
  const { personId, deviceId } = await world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier,
    rules: [curfew],
    termFrom: later(now, -12 * hour),
    termUntil: later(now, 48 * hour),
  })
  await gateway.store(now, [fixAt(deviceId, now)])
  await world.untilTold()
  await pass(3 * second)
  await pass(10 * minute)
  const before = await valueOf(life.metrics.replayedEvents)
  const backlog = ordered(Array.from({ length: count }, (_, i) => fixAt(deviceId, later(now, -(i + 1) * 20 * second))))
  for (let i = 0; i < count; i += 10) {
    await gateway.store(clock(), backlog.slice(i, i + 10))
    await pass(250)
  }
  await pass(minute)
  const { rows } = await world.owner.query<{ earliest: Date }>(
    `SELECT min(since) AS earliest FROM transitions WHERE person_id = $1 AND value = 'inside' AND superseded_at IS NULL`,
    [personId],
  )
  // All of it was heard: home is known from the oldest readings on.
  expect(Number(rows[0]?.earliest)).toBeLessThan(now - (count - 60) * 20 * second)
  return (await valueOf(life.metrics.replayedEvents)) - before
}

/** The same disorder every time. */
const shuffled = (readings: ToStore[]): ToStore[] =>
  readings
    .map((reading, i) => ({ reading, key: (i * 7_919) % 10_007 }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ reading }) => reading)

test.each([
  { order: 'newest first', ordered: (readings: ToStore[]) => readings },
  { order: 'shuffled', ordered: shuffled },
])('[MON.late] a backlog that comes $order costs twice as much when it is twice as long', async ({ order, ordered }) => {
  const [once, twice] = [await costOf(`${order} 1`, 500, ordered), await costOf(`${order} 2`, 1_000, ordered)]
  expect(once).toBeGreaterThan(500)
  expect(once).toBeLessThan(4 * 500)
  expect(twice / once).toBeLessThan(2.2)
})
