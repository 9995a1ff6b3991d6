import type { Effect } from '@bilezik/compliance'
import { type Alert, type Instant, type LineageId, type OrganisationId, hour, instant, later, minute } from '@bilezik/domain'
import type pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { reconcileAlerts } from './reconcile-alerts.ts'

const start = instant(1_795_000_000_000)
const lineageId = '01994f3c-0000-7000-8000-000000000001' as LineageId

let world: World
let organisationId: OrganisationId
let client: pg.PoolClient
let made: MadePerson
let people = 0

beforeAll(async () => {
  world = await makeWorld()
  organisationId = (await world.addOrganisation('A')) as OrganisationId
})
beforeEach(async () => {
  const identifier = `reconciled-${people++}`
  const [termFrom, termUntil] = [start, later(start, 48 * hour)]
  made = await world.addPerson({ organisationId, protocol: 'osmand', identifier, rules: [], termFrom, termUntil })
  client = await world.owner.connect()
})
afterEach(() => client.release())
afterAll(() => world.end())

/** The alert of an exit that was believed `minutes` after the start, at the reading of that minute. */
const exit = (minutes: number): Effect => {
  const at = later(start, minutes * minute)
  const alert: Alert = {
    key: `${made.personId}:not-at-home:${minutes}`,
    kind: 'not-at-home',
    lineageId,
    orderId: made.orderId,
    conditionVersion: 1,
    beganAt: at,
    noticedAt: at,
    reason: { kind: 'silence', lastContactAt: at, everyMs: minute, serverBlindMs: 0 },
  }
  return { kind: 'raise-alert', noticedAt: at, alert }
}
const back = (of: number, minutes: number): Effect => {
  const at: Instant = later(start, minutes * minute)
  return { kind: 'end-alert', noticedAt: at, key: `${made.personId}:not-at-home:${of}`, endedAt: at }
}

/** What a replay from the start has derived. */
const replay = (...effects: Effect[]): Promise<void> =>
  reconcileAlerts(
    client,
    { subject: { personId: made.personId, organisationId }, from: start, causes: [{ kind: 'plan', at: start }] },
    effects,
  )

async function states(): Promise<string[]> {
  const { rows } = await client.query<{ state: string; incident: string }>(
    `SELECT a.state, i.state AS incident FROM alerts a JOIN incidents i ON i.id = a.incident_id WHERE a.person_id = $1 ORDER BY a.raised_at`,
    [made.personId],
  )
  return rows.map((row) => `${row.state} in ${row.incident}`)
}

async function touch(): Promise<void> {
  await client.query(
    `WITH someone AS (
       INSERT INTO users (login, name, password_hash, role, organisation_id) VALUES ($2, 'A', '', 'operator', $3) RETURNING id)
     INSERT INTO incident_entries (incident_id, user_id, kind, text)
     SELECT i.id, s.id, 'note', 'called' FROM incidents i, someone s WHERE i.person_id = $1`,
    [made.personId, `user-${people}`, organisationId],
  )
}

test('an alert that was disproved after a person had worked on it is raised again when it proves true after all', async () => {
  await replay(exit(5))
  await touch()
  await replay()
  expect(await states()).toEqual(['disproved in open'])
  await replay(exit(5))
  expect(await states()).toEqual(['disproved in open', 'active in open'])
})

test('an episode whose deciding reading was once that of a withdrawn alert takes over its key', async () => {
  await replay(exit(5), back(5, 10))
  await replay()
  await replay(exit(20))
  expect(await states()).toEqual(['withdrawn in concluded', 'active in open'])
  await replay(exit(5))
  expect(await states()).toEqual(['withdrawn in concluded', 'active in open'])
})
