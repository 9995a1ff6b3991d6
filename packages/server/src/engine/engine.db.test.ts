import { type Instant, hour, instant, isoInstant, later, minute, roundTheClock, second } from '@bilezik/domain'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { Gateway } from '../gateway/start-gateway.ts'
import { listenToDevices, sendOsmand } from '../testing/osmand-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { type RunningEngine, runEngine } from './run-engine.ts'

const log = pino({ level: process.env['TEST_LOG'] ?? 'silent' })
/** A clock that tests put forward; it never goes back. */
let clockShiftMs = 0
const clock = (): Instant => instant(Date.now() + clockShiftMs)
const home = { lat: 51.13, lon: 71.43 }
const away = { lat: 51.16, lon: 71.47 }
const curfew = {
  kind: 'curfew',
  zone: { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } },
  schedule: roundTheClock,
  arrivalGraceMs: 0,
  departureGraceMs: 0,
} as const
const care = { kind: 'device-care', lowBatteryPercent: 20 } as const
const contact = { kind: 'contact', everyMs: 10 * minute } as const

let world: World
let gateway: Gateway
let engine: RunningEngine | undefined
let organisationId: string

const startEngine = (): RunningEngine =>
  runEngine({ engineUrl: world.database.urls.engine, log, registry: new Registry(), clock })

const listen = (): Promise<Gateway> => listenToDevices({ world, log, clock, onCommitted: () => engine?.nudge() })

beforeAll(async () => {
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
  gateway = await listen()
})
afterEach(async () => {
  await engine?.stop()
  engine = undefined
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

type Rules = readonly (typeof curfew | typeof care | typeof contact)[]

/** Whose plan the engine may not read yet: it waits for every older transaction, and other test files hold some. */
const addUntold = (identifier: string, rules: Rules, sinceMs = 3 * hour): Promise<MadePerson> =>
  world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier,
    rules,
    termFrom: later(clock(), -sinceMs),
    termUntil: later(clock(), 48 * hour),
  })

/** Known to the engine as soon as it looks. */
async function addPerson(identifier: string, rules: Rules, sinceMs?: number): Promise<MadePerson> {
  const made = await addUntold(identifier, rules, sinceMs)
  await world.untilTold()
  return made
}

const send = (id: string, minutesAgo: number, rest: object): Promise<void> =>
  sendOsmand(gateway, { id, timestamp: isoInstant(later(clock(), -minutesAgo * minute)), ...rest })

async function alertsOf(made: MadePerson) {
  const { rows } = await world.owner.query(
    `SELECT a.kind, a.state, i.cause, i.state AS incident, i.conclusion FROM alerts a JOIN incidents i ON i.id = a.incident_id
     WHERE a.person_id = $1 ORDER BY a.began_at, a.kind`,
    [made.personId],
  )
  return rows as { kind: string; state: string; cause: string; incident: string; conclusion: string | null }[]
}

async function statusOf(made: MadePerson): Promise<unknown[]> {
  return (await world.owner.query('SELECT standing FROM person_status WHERE person_id = $1', [made.personId])).rows
}

async function bandsOf(made: MadePerson) {
  const { rows } = await world.owner.query(
    'SELECT since, value FROM transitions WHERE person_id = $1 AND lineage_id IS NOT NULL AND superseded_at IS NULL ORDER BY since, id',
    [made.personId],
  )
  return (rows as { since: Date; value: string }[]).map((row) => `${row.since.toISOString()} ${row.value}`)
}

/** Whether the engine has read everything that the gateway has stored. */
async function readingsTaken(): Promise<boolean> {
  const { rows } = await world.owner.query<{ is_done: boolean }>(
    'SELECT g.last_batch = c.batch_no AS is_done FROM gateways g JOIN engine_cursors c ON c.gateway_no = g.no',
  )
  return rows.every((row) => row.is_done)
}

const walkAway = async (id: string, from: number, until: number): Promise<void> => {
  for (let ago = from; ago >= until; ago--) await send(id, ago, { ...away, accuracy: 5, source: 'gps' })
}
const stayHome = async (id: string, from: number, until: number): Promise<void> => {
  for (let ago = from; ago >= until; ago--) await send(id, ago, { ...home, accuracy: 5, source: 'gps' })
}

// Transactions of other test files on the same server hold back what is read in commit order.
const eventually = { timeout: 60_000, interval: 100 }

describe('from the socket to the incident', () => {
  test('[1369.8a] a person who leaves home in the hours of curfew becomes one incident and a status of the panel', async () => {
    const made = await addPerson('leaver', [curfew, care])
    engine = startEngine()
    await stayHome('leaver', 30, 20)
    await walkAway('leaver', 19, 0)
    await expect
      .poll(() => alertsOf(made), eventually)
      .toEqual([{ kind: 'not-at-home', state: 'active', cause: 'home', incident: 'open', conclusion: null }])
    await expect
      .poll(
        async () => (await world.owner.query('SELECT standing FROM person_status WHERE person_id = $1', [made.personId])).rows,
        eventually,
      )
      .toEqual([{ standing: 'breached' }])
  })

  test('a strap cut that lies inside a late backlog alerts at once, dated when it happened', async () => {
    const made = await addPerson('cutter', [curfew, care])
    engine = startEngine()
    await stayHome('cutter', 5, 0)
    await expect.poll(() => bandsOf(made), eventually).not.toEqual([])
    await send('cutter', 60, { wear: 'strap-cut' })
    await expect.poll(() => alertsOf(made), eventually).toMatchObject([{ kind: 'strap-cut', state: 'active', incident: 'open' }])
    const { rows } = await world.owner.query('SELECT began_at FROM alerts WHERE person_id = $1', [made.personId])
    expect(Math.abs((rows[0] as { began_at: Date }).began_at.getTime() - (clock() - 60 * minute))).toBeLessThan(minute)
  })
})

describe('late readings', () => {
  test('any order of arrival ends in the same timeline', async () => {
    const inOrder = await addPerson('in-order', [curfew])
    const shuffled = await addPerson('shuffled', [curfew])
    engine = startEngine()
    const track = Array.from({ length: 40 }, (_, i) => ({
      ago: 60 - i,
      ...(i >= 12 && i < 28 ? away : home),
      accuracy: 5,
      source: 'gps',
    }))
    // Of one moment, so that what is sent again is the same record.
    const end = clock()
    const record = (id: string, ago: number, fix: object) =>
      sendOsmand(gateway, { id, timestamp: isoInstant(later(end, -ago * minute)), ...fix })
    for (const { ago, ...fix } of track) await record('in-order', ago, fix)
    // Newest first, then the odd ones, then all again.
    for (const { ago, ...fix } of [...track.filter((_, i) => i % 2 === 0).toReversed(), ...track])
      await record('shuffled', ago, fix)
    const timeline = async (made: MadePerson) => ({
      // The first one tells when the term began.
      bands: (await bandsOf(made)).slice(1),
      alerts: (await alertsOf(made))
        .filter((alert) => alert.state !== 'withdrawn')
        .map((alert) => `${alert.kind} ${alert.state}`),
    })
    await expect.poll(() => timeline(inOrder), eventually).toMatchObject({ alerts: ['not-at-home ended'] })
    await expect.poll(() => timeline(shuffled), eventually).toEqual(await timeline(inOrder))
  })

  test('an alert that late data disprove is withdrawn when nobody touched it, and its incident concludes itself', async () => {
    const made = await addPerson('disproved', [curfew])
    engine = startEngine()
    await stayHome('disproved', 100, 98)
    // One precise fix far away every quarter of an hour would be an exit; the fixes in between show that it was none.
    await walkAway('disproved', 40, 30)
    await expect.poll(async () => (await alertsOf(made)).map((alert) => alert.state), eventually).toEqual(['active'])
    await world.owner.query(`UPDATE orders SET term = tstzrange(lower(term), upper(term)) WHERE id = $1`, [made.orderId])
    await world.owner.query(
      `INSERT INTO stream_events (person_id, at, body)
       SELECT person_id, at, jsonb_set(body, '{plan,conditions,0,until}', to_jsonb($2::bigint)) FROM stream_events WHERE person_id = $1`,
      [made.personId, clock() - 60 * minute],
    )
    await expect
      .poll(() => alertsOf(made), eventually)
      .toMatchObject([{ state: 'withdrawn', incident: 'concluded', conclusion: 'withdrawn' }])
  })
})

test('a device issued after a checkpoint stays in the kit through every later replay', async () => {
  const made = await addPerson('kit-later', [curfew, care])
  const told = 'SELECT body FROM stream_events WHERE person_id = $1'
  const { body } = (await world.owner.query(told, [made.personId])).rows[0] as { body: object }
  await world.owner.query(`UPDATE stream_events SET body = jsonb_set(body, '{plan,kit}', '[]') WHERE person_id = $1`, [
    made.personId,
  ])
  engine = startEngine()
  await expect.poll(async () => (await statusOf(made)).length, eventually).toBe(1)
  await engine.stop()
  engine = startEngine()
  await world.owner.query(
    'INSERT INTO stream_events (person_id, at, body) SELECT person_id, at, $2 FROM stream_events WHERE person_id = $1',
    [made.personId, JSON.stringify(body)],
  )
  await stayHome('kit-later', 50, 40)
  await stayHome('kit-later', 20, 10)
  await expect.poll(() => bandsOf(made), eventually).toContainEqual(expect.stringContaining('inside'))
  // Older than what the engine has in memory: replayed from a checkpoint.
  await stayHome('kit-later', 35, 30)
  await send('kit-later', 32, { wear: 'strap-open' })
  await expect.poll(async () => (await alertsOf(made)).map((alert) => alert.kind), eventually).toEqual(['strap-open'])
  await new Promise((resolve) => setTimeout(resolve, 2.5 * second))
  await engine.stop()
  const { rows } = await world.owner.query(
    `SELECT jsonb_array_length(state->'plan'->'kit') AS devices FROM checkpoints WHERE person_id = $1 ORDER BY at DESC LIMIT 1`,
    [made.personId],
  )
  expect(rows).toEqual([{ devices: 1 }])
  expect((await alertsOf(made)).map((alert) => alert.state)).toEqual(['active'])
})

test('readings passed over before the plan was seen are fetched from the store, also when more come right after it', async () => {
  const older = await world.owner.connect()
  await older.query('BEGIN')
  // Has a number of its own: what commits after it is read after it.
  await older.query('SELECT pg_current_xact_id()')
  const made = await addUntold('held-back', [curfew, care])
  engine = startEngine()
  await stayHome('held-back', 20, 12)
  await walkAway('held-back', 11, 3)
  await expect.poll(readingsTaken, eventually).toBe(true)
  await older.query('COMMIT')
  older.release()
  await expect.poll(async () => (await statusOf(made)).length, { ...eventually, interval: 20 }).toBe(1)
  await send('held-back', 1, { battery: 80 })
  await expect.poll(async () => (await alertsOf(made)).map((alert) => alert.kind), eventually).toEqual(['not-at-home'])
  // The panel knows the place as well, though no fix came after it.
  const shown = async () =>
    (await world.owner.query('SELECT lat_e7 FROM person_status WHERE person_id = $1', [made.personId])).rows as unknown
  await expect.poll(shown, eventually).toEqual([{ lat_e7: Math.round(away.lat * 1e7) }])
})

test('[1369.3] a device that went to another person shows its former wearer nowhere', async () => {
  const former = await addPerson('handed-on', [care])
  const present = await addPerson('own-device', [care])
  const handedOnAt = clock() - 30 * minute
  await world.owner.query('UPDATE kit_devices SET during = tstzrange(lower(during), $2) WHERE device_id = $1', [
    former.deviceId,
    new Date(handedOnAt),
  ])
  await world.owner.query(
    `INSERT INTO kit_devices (device_id, person_id, role, during) VALUES ($1, $2, 'worn', tstzrange($3, NULL))`,
    [former.deviceId, present.personId, new Date(handedOnAt)],
  )
  await world.owner.query(
    `UPDATE stream_events SET body = jsonb_set(body, '{plan,kit,0,until}', to_jsonb($2::bigint)) WHERE person_id = $1`,
    [former.personId, handedOnAt],
  )
  await world.owner.query(`UPDATE stream_events SET body = jsonb_set(body, '{plan,kit,1}', $2::jsonb) WHERE person_id = $1`, [
    present.personId,
    JSON.stringify({ deviceId: former.deviceId, role: 'worn', from: handedOnAt, until: clock() + hour }),
  ])
  engine = startEngine()
  await send('handed-on', 1, { ...away, accuracy: 5, source: 'gps' })
  const shown = async (made: MadePerson) =>
    (
      await world.owner.query('SELECT lat_e7, contact_at IS NULL AS is_unheard FROM person_status WHERE person_id = $1', [
        made.personId,
      ])
    ).rows
  await expect.poll(() => shown(present), eventually).toEqual([{ lat_e7: Math.round(away.lat * 1e7), is_unheard: false }])
  expect(await shown(former)).toEqual([{ lat_e7: null, is_unheard: true }])
})

test('a restart goes on from the checkpoint and raises nothing twice', async () => {
  const made = await addPerson('restarted', [curfew, care])
  engine = startEngine()
  await stayHome('restarted', 20, 12)
  await walkAway('restarted', 11, 1)
  await expect.poll(async () => (await alertsOf(made)).length, eventually).toBe(1)
  const before = await bandsOf(made)
  await engine.stop()
  engine = startEngine()
  await walkAway('restarted', 0, 0)
  await expect.poll(readingsTaken, eventually).toBe(true)
  await new Promise((resolve) => setTimeout(resolve, 2.5 * second))
  expect(await alertsOf(made)).toHaveLength(1)
  expect(await bandsOf(made)).toEqual(before)
})

test('states of another engine version are made anew: nobody is forgotten, and what was raised stands', async () => {
  const made = await addPerson('upgraded', [curfew, care])
  engine = startEngine()
  await stayHome('upgraded', 20, 12)
  await walkAway('upgraded', 11, 5)
  await expect.poll(async () => (await alertsOf(made)).length, eventually).toBe(1)
  await engine.stop()
  await world.owner.query(`UPDATE checkpoints SET engine_version = 'older'`)
  engine = startEngine()
  await send('upgraded', 1, { wear: 'strap-cut' })
  await expect
    .poll(async () => (await alertsOf(made)).map((alert) => `${alert.kind} ${alert.state}`), eventually)
    .toEqual(['not-at-home active', 'strap-cut active'])
})

// Last: the outages made here would be told to everyone who becomes known after them.
describe('time that passes without readings', () => {
  test('[1369.8b] silence longer than the condition allows becomes a technical incident, never an absence', async () => {
    const made = await addPerson('silent', [curfew, contact], 15 * minute)
    engine = startEngine()
    await stayHome('silent', 14, 12)
    await expect.poll(async () => (await alertsOf(made)).map((alert) => alert.kind), eventually).toEqual(['no-contact'])
  })

  test('[MON.unknown] nobody is alerted for the time in which nobody listened', async () => {
    const made = await addPerson('patient', [curfew, contact], 4 * minute)
    engine = startEngine()
    await stayHome('patient', 3, 0)
    await expect.poll(() => bandsOf(made), eventually).not.toEqual([])
    await engine.stop()
    await gateway.stop()
    // Two hours pass.
    clockShiftMs = 2 * hour
    gateway = await listen()
    engine = startEngine()
    const outages = async () => (await world.owner.query('SELECT count(*)::int AS n FROM server_outages')).rows as unknown
    await expect.poll(outages, eventually).toEqual([{ n: 1 }])
    const knowledge = async () =>
      (
        await world.owner.query(
          'SELECT because FROM transitions WHERE person_id = $1 AND lineage_id IS NULL AND superseded_at IS NULL ORDER BY since DESC, id DESC LIMIT 1',
          [made.personId],
        )
      ).rows as unknown
    await expect.poll(knowledge, eventually).toEqual([{ because: 'server' }])
    expect(await alertsOf(made)).toEqual([])
  })

  test('an engine that was away while the gateway listened finds what it missed: that silence was the device’s', async () => {
    const made = await addPerson('unwatched', [contact], 4 * minute)
    engine = startEngine()
    await stayHome('unwatched', 3, 0)
    await expect.poll(async () => (await statusOf(made)).length, eventually).toBe(1)
    await engine.stop()
    clockShiftMs += 30 * minute
    // The gateway goes on listening through the half hour, second by second.
    await world.owner.query('UPDATE gateways SET listened_until = $1', [new Date(clock()).toISOString()])
    engine = startEngine()
    await expect.poll(async () => (await alertsOf(made)).map((alert) => alert.kind), eventually).toEqual(['no-contact'])
  })
})
