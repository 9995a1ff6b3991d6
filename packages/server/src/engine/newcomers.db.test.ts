import { type Instant, hour, instant, isoInstant, later, minute } from '@bilezik/domain'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { listenToDevices, sendOsmand } from '../testing/osmand-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import { runEngine } from './run-engine.ts'

const log = pino({ level: 'silent' })
const home = { lat: 51.13, lon: 71.43 }
let clockShiftMs = 0
const clock = (): Instant => instant(Date.now() + clockShiftMs)

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

test('an engine that died before its first checkpoint steps everyone anew and still counts our outage as ours', async () => {
  const organisationId = await world.addOrganisation('A')
  const made = await world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier: 'early',
    rules: [{ kind: 'contact', everyMs: 10 * minute }],
    termFrom: later(clock(), -4 * minute),
    termUntil: later(clock(), 48 * hour),
  })
  const listen = () => listenToDevices({ world, log, clock, onCommitted: () => undefined })
  const send = (gateway: Awaited<ReturnType<typeof listen>>, minutesAgo: number) =>
    sendOsmand(gateway, { id: 'early', timestamp: isoInstant(later(clock(), -minutesAgo * minute)), ...home })
  const before = await listen()
  for (const minutesAgo of [3, 2, 1, 0]) await send(before, minutesAgo)
  await before.stop()
  // Down for an hour; the device comes back as soon as it can.
  clockShiftMs = hour
  const after = await listen()
  const outages = async () => (await world.owner.query('SELECT count(*)::int AS n FROM server_outages')).rows as unknown
  await expect.poll(outages, { timeout: 10_000 }).toEqual([{ n: 1 }])
  await send(after, 0)

  // No checkpoint: plan, outage and readings of both sides of it are met in one round.
  const engine = runEngine({ engineUrl: world.database.urls.engine, log, registry: new Registry(), clock })
  const caughtUp = async () =>
    (
      await world.owner.query(
        'SELECT c.batch_no = g.last_batch AS is_done FROM engine_cursors c JOIN gateways g ON g.no = c.gateway_no',
      )
    ).rows as unknown
  await expect.poll(caughtUp, { timeout: 60_000 }).toEqual([{ is_done: true }])
  const { rows } = await world.owner.query('SELECT kind, state FROM alerts WHERE person_id = $1', [made.personId])
  expect(rows).toEqual([])
  await engine.stop()
  await after.stop()
})
