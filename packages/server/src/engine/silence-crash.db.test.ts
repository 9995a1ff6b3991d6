import { connectionConfig } from '@bilezik/database'
import { type Instant, type Rule, hour, instant, later, minute } from '@bilezik/domain'
import pg from 'pg'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { storedGateway } from '../testing/stored-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import { engineMetrics } from './engine-metrics.ts'
import { Engine } from './engine.ts'

const home = { lat: 51.13, lon: 71.43 }
const contact: Rule = { kind: 'contact', everyMs: 10 * minute }

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
afterAll(() => world.end())

interface Life {
  look(now: Instant): Promise<void>
  /** The process is gone: no last round, no checkpoint. */
  crash(): Promise<void>
}

async function live(now: Instant): Promise<Life> {
  const client = new pg.Client(connectionConfig(world.database.urls.engine, 'bilezik-engine'))
  await client.connect()
  const clock = { now }
  const engine = new Engine(client, {
    log: pino({ level: 'silent' }),
    metrics: engineMetrics(new Registry()),
    clock: () => clock.now,
  })
  await engine.load()
  const look = async (at: Instant) => {
    clock.now = at
    while (await engine.round());
  }
  return { look, crash: () => client.end() }
}

test('[MON.unknown] an alert of silence outlives the engine that raised it and crashed before its next checkpoint', async () => {
  const start = instant(Math.floor(Date.now() / minute) * minute - 2 * hour)
  const made = await world.addPerson({
    organisationId: await world.addOrganisation('A'),
    protocol: 'osmand',
    identifier: 'silent',
    rules: [contact],
    termFrom: start,
    termUntil: later(start, 48 * hour),
  })
  await world.untilTold()
  const gateway = await storedGateway(world)
  let now = start
  const pass = async (life: Life, minutes: number) => {
    now = later(now, minutes * minute)
    await gateway.store(now, [])
    await life.look(now)
  }
  const alerts = async () =>
    (
      await world.owner.query(`SELECT kind || ' ' || state AS alert, began_at FROM alerts WHERE person_id = $1`, [made.personId])
    ).rows.map(({ alert }) => alert as string)

  const first = await live(now)
  await gateway.store(now, [
    {
      deviceId: made.deviceId,
      at: now,
      reading: { kind: 'fix', ...home, accuracyMetres: 5, isValid: true, source: 'gnss' },
    },
  ])
  for (let i = 0; i < 5; i++) await pass(first, 2)
  await first.crash()
  expect(await alerts()).toEqual([])

  // Each begins afresh and dies before its first checkpoint is due.
  for (let i = 0; i < 3; i++) {
    now = later(now, 10 * minute)
    await gateway.store(now, [])
    const next = await live(now)
    await next.look(now)
    await next.crash()
    expect(await alerts()).toEqual(['no-contact active'])
  }
  const last = await live(now)
  await pass(last, 1)
  await pass(last, 1)
  expect(await alerts()).toEqual(['no-contact active'])
  // It ends as any other does.
  await gateway.store(now, [
    {
      deviceId: made.deviceId,
      at: now,
      reading: { kind: 'fix', ...home, accuracyMetres: 5, isValid: true, source: 'gnss' },
    },
  ])
  await pass(last, 1)
  await last.crash()
  expect(await alerts()).toEqual(['no-contact ended'])
})
