import { type Instant, hour, instant, isoInstant, later, minute, roundTheClock, second } from '@bilezik/domain'
import pino from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Gateway } from '../gateway/start-gateway.ts'
import { type Life, beginLife } from '../testing/engine-life.ts'
import { listenToDevices, sendOsmand } from '../testing/osmand-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
/** A clock that tests put forward; it never goes back. */
let clockShiftMs = 0
const clock = (): Instant => instant(Date.now() + clockShiftMs)
const home = { lat: 51.13, lon: 71.43 }

let world: World
let gateway: Gateway
let organisationId: string

beforeAll(async () => {
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
  gateway = await listenToDevices({ world, log, clock })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

const addPerson = async (identifier: string) => {
  const zone = { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } } as const
  const made = await world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier,
    rules: [{ kind: 'curfew', zone, schedule: roundTheClock, arrivalGraceMs: 0, departureGraceMs: 0 }],
    termFrom: later(clock(), -3 * hour),
    termUntil: later(clock(), 48 * hour),
  })
  await world.untilTold()
  return made
}

const send = (id: string, at: Instant): Promise<void> =>
  sendOsmand(gateway, { id, timestamp: isoInstant(at), ...home, accuracy: 5, source: 'gps' })

/** Everything that came late is replayed after it. */
async function settle(life: Life): Promise<void> {
  await life.rounds()
  clockShiftMs += 3 * second
  await life.rounds()
}

async function told(deviceId: string): Promise<{ kind: string; by: number; organisation_id: string }[]> {
  const { rows } = await world.owner.query<{ kind: string; by_ms: string; organisation_id: string }>(
    'SELECT kind, by_ms, organisation_id FROM device_clock_events WHERE device_id = $1 ORDER BY at, id',
    [deviceId],
  )
  return rows.map(({ kind, by_ms, organisation_id }) => ({ kind, by: Math.round(Number(by_ms) / minute), organisation_id }))
}

test('[MON.late] a clock that runs ahead is on record once an hour, whatever else is heard, replayed, or begun anew', async () => {
  const { deviceId } = await addPerson('ahead')
  const once = [{ kind: 'ahead', by: 5, organisation_id: organisationId }]
  const first = await beginLife(world, clock)
  for (let i = 0; i < 3; i++) {
    await send('ahead', later(clock(), 5 * minute))
    clockShiftMs += minute
  }
  await settle(first)
  expect(await told(deviceId)).toEqual(once)

  // Late, from before the first report: the engine goes back before all of it and derives the same again.
  await send('ahead', later(clock(), -2 * hour))
  await settle(first)
  expect(await told(deviceId)).toEqual(once)
  await first.crash()

  // No checkpoint was left: everything is stepped again.
  const next = await beginLife(world, clock)
  await send('ahead', later(clock(), 5 * minute))
  await settle(next)
  expect(await told(deviceId)).toEqual(once)

  clockShiftMs += hour
  await send('ahead', later(clock(), 5 * minute))
  await settle(next)
  await next.crash()
  expect(await told(deviceId)).toEqual([...once, ...once])

  const third = await beginLife(world, clock)
  await send('ahead', later(clock(), -150 * minute))
  await settle(third)
  await third.crash()
  expect(await told(deviceId)).toEqual([...once, ...once])
})

test('[MON.late] a clock that began anew in 1970 is on record for its own device alone', async () => {
  const [restarted, right] = [await addPerson('restarted'), await addPerson('right')]
  const life = await beginLife(world, clock)
  await send('restarted', instant(2 * minute))
  await send('right', clock())
  await settle(life)
  await life.crash()
  expect(await told(restarted.deviceId)).toMatchObject([{ kind: 'restarted' }])
  expect((await told(restarted.deviceId))[0]?.by).toBeLessThan(-50 * 365 * 24 * 60)
  expect(await told(right.deviceId)).toEqual([])
})
