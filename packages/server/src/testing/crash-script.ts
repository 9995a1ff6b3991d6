import {
  type DeviceId,
  type Instant,
  type Reading,
  type Rule,
  hour,
  instant,
  isoInstant,
  later,
  minute,
  roundTheClock,
  second,
} from '@bilezik/domain'
import { expect } from 'vitest'
import { type StoredGateway, type ToStore, storedGateway } from './stored-gateway.ts'
import type { MadePerson, World } from './world.ts'

const home = { lat: 51.13, lon: 71.43 }
const away = { lat: 51.16, lon: 71.47 }
const rules: Rule[] = [
  {
    kind: 'curfew',
    zone: { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } },
    schedule: roundTheClock,
    arrivalGraceMs: 0,
    departureGraceMs: 0,
  },
  { kind: 'device-care', lowBatteryPercent: 20 },
  { kind: 'contact', everyMs: 10 * minute },
]

/** An engine, or one after the other of them. */
export interface Driver {
  /** Looks until nothing is left to do; an engine that dies meanwhile is followed by another. */
  look(now: Instant): Promise<void>
  end(): Promise<void>
}

/** One run of the script, over a world of its own within the database: an organisation, a gateway, two persons. */
class Run {
  readonly #gateway: StoredGateway
  readonly #driver: Driver
  now: Instant

  constructor(gateway: StoredGateway, driver: Driver, start: Instant) {
    this.#gateway = gateway
    this.#driver = driver
    this.now = start
  }

  async store(...readings: ToStore[]): Promise<void> {
    await this.#gateway.store(this.now, readings)
  }

  /** Time passes, and the engine looks. */
  async pass(ms: number): Promise<void> {
    this.now = later(this.now, ms)
    await this.#gateway.store(this.now, [])
    await this.#driver.look(this.now)
  }
}

const at = (deviceId: DeviceId, when: Instant, reading: Reading): ToStore => ({ deviceId, at: when, reading })
const fix = (deviceId: DeviceId, when: Instant, place: typeof home): ToStore =>
  at(deviceId, when, { kind: 'fix', ...place, accuracyMetres: 5, isValid: true, source: 'gnss' })

export type Story = Readonly<Record<string, readonly string[]>>

/** Everything that the engine has told, without what differs from run to run. */
async function storyOf(world: World, people: readonly MadePerson[], start: Instant): Promise<Story> {
  const ids = people.map(({ personId }) => personId)
  const names = people.flatMap((made, i) => [
    [made.personId, `person-${i}`],
    [made.orderId, `order-${i}`],
    [made.deviceId, `device-${i}`],
  ])
  const lines = async (sql: string): Promise<string[]> => {
    const { rows } = await world.owner.query<{ line: string }>({ text: sql, values: [ids, new Date(start)] })
    return rows.map(({ line }) => names.reduce((text, [id = '', name = '']) => text.replaceAll(id, name), line)).toSorted()
  }
  const since = (column: string) => `extract(epoch FROM ${column} - $2::timestamptz)`
  return {
    alerts: await lines(
      `SELECT concat_ws(' ', person_id, kind, state, ${since('began_at')}, ${since('noticed_at')}, ${since('ended_at')}) AS line FROM alerts WHERE person_id = ANY ($1)`,
    ),
    incidents: await lines(
      `SELECT concat_ws(' ', i.person_id, i.cause, i.state, i.severity, i.conclusion, ${since('i.began_at')},
         (SELECT string_agg(concat_ws(':', e.kind, e.alert_kind), ', ' ORDER BY e.kind, e.alert_kind) FROM incident_entries e WHERE e.incident_id = i.id)) AS line
       FROM incidents i WHERE i.person_id = ANY ($1)`,
    ),
    // What every live screen hears: as many notes as there are entries.
    notes: await lines(
      `SELECT concat_ws(' ', i.person_id, count(*)) AS line FROM feed_events f JOIN incidents i ON i.id = f.subject_id
       WHERE f.kind = 'incident' AND i.person_id = ANY ($1) AND $2::timestamptz IS NOT NULL GROUP BY i.person_id`,
    ),
    transitions: await lines(
      `SELECT concat_ws(' ', person_id, lineage_id IS NULL, value, because, ${since('since')}, ${since('noticed_at')}) AS line
       FROM transitions WHERE person_id = ANY ($1) AND superseded_at IS NULL`,
    ),
  }
}

const start = instant(Math.floor(Date.now() / minute) * minute - 6 * hour)

/** A strap cut late in a backlog, an absence, a backlog that disproves another, a changed order, an outage of ours, silences. */
export async function playCrashScript(world: World, name: string, driver: Driver): Promise<Story> {
  await world.owner.query(
    'TRUNCATE gateways, engine, engine_cursors, engine_checkpoint_cursors, engine_versions, checkpoints, stream_events, server_outages, readings',
  )
  const organisationId = await world.addOrganisation('A')
  const addPerson = (who: string) =>
    world.addPerson({
      organisationId,
      protocol: 'osmand',
      identifier: `${who} ${name}`,
      rules,
      termFrom: start,
      termUntil: later(start, 72 * hour),
    })
  const people = [await addPerson('one'), await addPerson('two')] as const
  await world.untilTold()
  const run = new Run(await storedGateway(world), driver, start)
  const [one, two] = people.map(({ deviceId }) => deviceId) as [DeviceId, DeviceId]

  for (let i = 0; i < 3; i++) {
    await run.store(fix(one, run.now, home), fix(two, run.now, home))
    await run.pass(minute)
  }
  // One leaves and comes back.
  for (let i = 0; i < 9; i++) {
    await run.store(fix(one, run.now, away), fix(two, run.now, home))
    await run.pass(minute)
  }
  // Two was silent for us, and so it seemed, away: the rest of it comes later.
  for (let i = 0; i < 9; i++) {
    await run.store(fix(one, run.now, home), fix(two, run.now, away))
    await run.pass(minute)
  }
  // A backlog, newest first, with a strap cut in it.
  const backlog = Array.from({ length: 12 }, (_, i) => fix(two, later(run.now, -(i + 1) * 47 * second), home))
  await run.store(...backlog.slice(0, 4), at(one, later(run.now, -5 * minute), { kind: 'wear', signal: 'strap-cut' }))
  // Replayed before the rest comes: what a restart replays at once, and what waits, is the same.
  await run.pass(3 * second)
  await run.store(...backlog.slice(4))
  await run.pass(3 * second)
  // The order is changed as of an hour ago: its hours of curfew do not bind any more. Told in the stream, as the order's routes do.
  await world.owner.query(
    `INSERT INTO stream_events (person_id, at, body)
     SELECT person_id, $2, jsonb_set(body, '{plan,conditions,0,until}', to_jsonb($3::bigint)) FROM stream_events WHERE person_id = $1`,
    [people[1].personId, isoInstant(later(start, 2 * minute)), later(start, 2 * minute)],
  )
  await world.untilTold()
  await run.pass(3 * second)
  await run.pass(3 * second)
  // Nobody listened for a quarter of an hour.
  await world.owner.query(`INSERT INTO server_outages (gateway_no, during) SELECT max(no), tstzrange($1, $2) FROM gateways`, [
    isoInstant(run.now),
    isoInstant(later(run.now, 15 * minute)),
  ])
  const isHeld = 'SELECT FROM server_outages WHERE tx >= pg_snapshot_xmin(pg_current_snapshot())'
  await expect.poll(async () => (await world.owner.query(isHeld)).rowCount, { timeout: 60_000 }).toBe(0)
  await run.pass(15 * minute)
  await run.store(at(one, run.now, { kind: 'wear', signal: 'strap-closed' }), fix(one, run.now, home))
  await run.pass(minute)
  // Two says nothing from here on.
  for (let i = 0; i < 4; i++) {
    await run.store(fix(one, run.now, i === 2 ? away : home))
    await run.pass(5 * minute)
  }
  await run.pass(minute)
  await run.pass(minute)
  await driver.end()
  return storyOf(world, people, start)
}
