import { connectionConfig } from '@bilezik/database'
import { type Instant, type Rule, hour, instant, isoInstant, later, minute, roundTheClock, second } from '@bilezik/domain'
import pg from 'pg'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Gateway } from '../gateway/start-gateway.ts'
import { listenToDevices, sendOsmand } from '../testing/osmand-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { engineMetrics } from './engine-metrics.ts'
import { Engine } from './engine.ts'

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
/** A clock that tests put forward; it never goes back. */
let clockShiftMs = 0
const clock = (): Instant => instant(Date.now() + clockShiftMs)
const home = { lat: 51.13, lon: 71.43 }
const care: Rule = { kind: 'device-care', lowBatteryPercent: 20 }
const curfew: Rule = {
  kind: 'curfew',
  zone: { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } },
  schedule: roundTheClock,
  arrivalGraceMs: 0,
  departureGraceMs: 0,
}
/** Longer than late readings are gathered for. */
const gathered = 3 * second

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

interface Life {
  readonly engine: Engine
  /** The process is gone: no last round, no checkpoint. */
  crash(): Promise<void>
}

async function live(): Promise<Life> {
  const client = new pg.Client(connectionConfig(world.database.urls.engine, 'bilezik-engine'))
  await client.connect()
  const engine = new Engine(client, { log, metrics: engineMetrics(new Registry()), clock })
  await engine.load()
  return { engine, crash: () => client.end() }
}

async function untilCaughtUp(engine: Engine): Promise<void> {
  while (await engine.round());
}

/** Everything that came late is replayed after it. */
async function settle(engine: Engine): Promise<void> {
  await untilCaughtUp(engine)
  clockShiftMs += gathered
  await untilCaughtUp(engine)
}

const addPerson = (identifier: string): Promise<MadePerson> =>
  world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier,
    rules: [curfew, care],
    termFrom: later(clock(), -3 * hour),
    termUntil: later(clock(), 48 * hour),
  })

const send = (id: string, at: Instant, fields: object): Promise<void> =>
  sendOsmand(gateway, { id, timestamp: isoInstant(at), ...fields })
const ago = (minutes: number): Instant => later(clock(), -minutes * minute)
const atHome = { ...home, accuracy: 5, source: 'gps' }

async function statesOf(made: MadePerson): Promise<string[]> {
  const { rows } = await world.owner.query<{ kind: string; state: string }>(
    'SELECT kind, state FROM alerts WHERE person_id = $1 ORDER BY began_at, raised_at',
    [made.personId],
  )
  return rows.map((row) => `${row.kind} ${row.state}`)
}

test('an outage that waits for an older transaction lets no time pass without it', async () => {
  const made = await addPerson('deaf')
  const life = await live()
  for (const minutes of [3, 2, 1]) await send('deaf', ago(minutes), atHome)
  await settle(life.engine)
  await life.engine.round(true)
  const latest = 'SELECT value FROM transitions WHERE person_id = $1 AND lineage_id IS NULL ORDER BY id DESC LIMIT 1'
  // Other test files' transactions may hold the person's plan back for a while.
  const isKnown = async () => {
    await life.engine.round()
    return ((await world.owner.query(latest, [made.personId])).rows[0] as { value: string } | undefined)?.value
  }
  await expect.poll(isKnown, { timeout: 60_000 }).toBe('known')
  // First in this file: the outages that other tests make would be told to the person, too.
  const known = await world.owner.query('SELECT coalesce(max(id), 0) AS id FROM transitions')
  const lastKnown = (known.rows[0] as { id: string }).id
  const older = await world.owner.connect()
  try {
    await older.query('BEGIN; SELECT pg_current_xact_id()')
    clockShiftMs += 2 * hour
    await expect
      .poll(
        async () => (await world.owner.query(`SELECT FROM server_outages WHERE upper(during) > $1`, [new Date(ago(1))])).rowCount,
      )
      .toBe(1)
    clockShiftMs += gathered
    await life.engine.round()
    const causes = 'SELECT because FROM transitions WHERE person_id = $1 AND lineage_id IS NULL AND id > $2'
    expect((await world.owner.query(causes, [made.personId, lastKnown])).rows).toEqual([])
    await older.query('COMMIT')
    // Any other transaction of the cluster may hold it back a little longer.
    const first = async () => {
      await life.engine.round()
      return (await world.owner.query(`${causes} ORDER BY id`, [made.personId, lastKnown])).rows[0] as unknown
    }
    await expect.poll(first, { timeout: 60_000 }).toEqual({ because: 'server' })
  } finally {
    await older.query('ROLLBACK')
    older.release()
    await life.crash()
  }
})

test('a crash right after a replay brings back the replayed state, not one from long ago', async () => {
  const made = await addPerson('replayed')
  await world.untilTold()
  const first = await live()
  for (const minutes of [3, 2, 1]) await send('replayed', ago(minutes), atHome)
  await settle(first.engine)
  await first.engine.round(true)
  await first.crash()

  // Of one hour only the last state is kept: the next one lies in another.
  clockShiftMs += 65 * minute
  const next = await live()
  for (const minutes of [10, 9]) await send('replayed', ago(minutes), atHome)
  await send('replayed', ago(5), { wear: 'strap-cut' })
  await settle(next.engine)
  await next.engine.round(true)
  await next.crash()
  expect(await statesOf(made)).toEqual(['strap-cut active'])

  const third = await live()
  await send('replayed', ago(20), atHome)
  await settle(third.engine)
  await third.crash()

  const fourth = await live()
  await send('replayed', clock(), { wear: 'strap-closed' })
  await settle(fourth.engine)
  await fourth.crash()
  expect(await statesOf(made)).toEqual(['strap-cut ended'])
})

test('what was raised before a crash stands while the engine catches up, however much lies before it', async () => {
  const made = await addPerson('behind')
  await world.untilTold()
  const first = await live()
  await send('behind', ago(170), atHome)
  await settle(first.engine)
  await first.engine.round(true)
  // Late, and then more batches than two rounds take.
  await send('behind', ago(175), atHome)
  for (let i = 0; i < 90; i++) await send('behind', later(ago(100), i * second), atHome)
  await send('behind', ago(5), { wear: 'strap-cut' })
  await untilCaughtUp(first.engine)
  await first.crash()
  expect(await statesOf(made)).toEqual(['strap-cut active'])

  const next = await live()
  let rounds = 1
  for (; await next.engine.round(); rounds++) {
    clockShiftMs += gathered
    expect(await statesOf(made)).toEqual(['strap-cut active'])
  }
  expect(rounds).toBeGreaterThan(2)
  await settle(next.engine)
  await next.crash()
  expect(await statesOf(made)).toEqual(['strap-cut active'])
})

test('an alert that a crashed engine raised from half of the story does not outlive it', async () => {
  const made = await addPerson('half')
  await world.untilTold()
  const first = await live()
  await send('half', ago(20), atHome)
  await settle(first.engine)
  await first.engine.round(true)
  await send('half', ago(15), { wear: 'strap-cut' })
  await settle(first.engine)
  await first.crash()
  // As if another one had been raised in the same breath, and the crash had come before the replay that would have denied it.
  await world.owner.query(
    `INSERT INTO alerts (key, incident_id, person_id, order_id, lineage_id, condition_version, kind, severity, began_at, noticed_at, reason, engine_version)
     SELECT 'denied', incident_id, person_id, order_id, uuidv7(), 1, 'not-at-home', 'high', $2, $2, reason, engine_version FROM alerts WHERE person_id = $1`,
    [made.personId, new Date(clock())],
  )
  const next = await live()
  await settle(next.engine)
  await next.crash()
  expect(await statesOf(made)).toEqual(['strap-cut active', 'not-at-home withdrawn'])
})

test('a whole fleet that comes late is replayed in several rounds, and holds up no strap', async () => {
  const fleet = Array.from({ length: 110 }, (_, i) => `late-${i}`)
  await Promise.all(fleet.map(addPerson))
  const cutter = await addPerson('cutter')
  const first = await live()
  for (const id of fleet) await send(id, ago(170), atHome)
  await settle(first.engine)
  await first.engine.round(true)
  await first.crash()

  // Nothing is in memory now that a late reading could be put before.
  const next = await live()
  for (const id of fleet) await send(id, ago(171), atHome)
  await untilCaughtUp(next.engine)
  clockShiftMs += gathered
  await send('cutter', clock(), { wear: 'strap-cut' })
  const isLeftOver = await next.engine.round()
  expect(await statesOf(cutter)).toEqual(['strap-cut active'])
  expect(isLeftOver).toBe(true)
  await settle(next.engine)
  await next.crash()
  const { rows } = await world.owner.query(
    `SELECT count(DISTINCT p.id)::int AS people FROM persons p JOIN transitions t ON t.person_id = p.id
     WHERE p.given_name LIKE 'late-%' AND t.lineage_id IS NOT NULL AND t.superseded_at IS NULL AND t.value = 'inside' AND t.since < $1`,
    [new Date(ago(170))],
  )
  expect(rows).toEqual([{ people: fleet.length }])
})

test('a person whose order ends is answered for by the service of the next one', async () => {
  const made = await addPerson('prolonged')
  const next = await world.addOrganisation('B')
  const ends = later(clock(), hour)
  await world.owner.query('UPDATE orders SET term = tstzrange(lower(term), $2) WHERE id = $1', [made.orderId, new Date(ends)])
  await world.owner.query(
    `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term)
     VALUES ($1, $2, 'bail', '2', now(), tstzrange($3, $4))`,
    [made.personId, next, new Date(ends), new Date(later(ends, hour))],
  )
  await world.untilTold()
  const shown = async () =>
    (
      await world.owner.query<{ organisation_id: string; visible_until: Date }>(
        'SELECT organisation_id, visible_until FROM person_status WHERE person_id = $1',
        [made.personId],
      )
    ).rows
  const { engine, ...life } = await live()
  await settle(engine)
  expect(await shown()).toEqual([{ organisation_id: organisationId, visible_until: new Date(ends) }])
  clockShiftMs += 61 * minute
  await settle(engine)
  expect(await shown()).toEqual([{ organisation_id: next, visible_until: new Date(later(ends, hour)) }])
  await life.crash()
})

test('what a device says before the engine may know whose it is counts all the same', async () => {
  const { engine, ...life } = await live()
  await untilCaughtUp(engine)
  const older = await world.owner.connect()
  try {
    await older.query('BEGIN; SELECT pg_current_xact_id()')
    const made = await addPerson('early')
    await send('early', ago(1), { wear: 'strap-cut' })
    await settle(engine)
    expect(await statesOf(made)).toEqual([])
    await older.query('COMMIT')
    const states = async () => {
      await settle(engine)
      return statesOf(made)
    }
    await expect.poll(states, { timeout: 60_000 }).toEqual(['strap-cut active'])
  } finally {
    await older.query('ROLLBACK')
    older.release()
    await life.crash()
  }
})
