import type { Effect } from '@bilezik/compliance'
import { connectionConfig } from '@bilezik/database'
import { type Alert, type Instant, type LineageId, type OrganisationId, hour, instant, later, minute } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { reconcileAlerts } from './reconcile-alerts.ts'
import { endAlert } from './write-alerts.ts'

const start = instant(1_795_000_000_000)
const lineageId = '01994f3c-0000-7000-8000-000000000001' as LineageId

let world: World
let organisationId: OrganisationId
let client: pg.Client
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
  // Reads instants as the engine does.
  client = new pg.Client(connectionConfig(world.database.urls.owner, 'test'))
  await client.connect()
})
afterEach(() => client.end())
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

/** What a replay from a moment, or from the start, has derived. */
const replay = (...effects: Effect[]): Promise<void> => replayFrom(start, ...effects)
const replayFrom = (from: Instant, ...effects: Effect[]): Promise<void> =>
  reconcileAlerts(
    client,
    {
      subject: { personId: made.personId, organisationId },
      from,
      causes: [{ kind: 'plan', at: start }],
      firstRunAt: instant(0),
      isRebuild: false,
    },
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

async function conclude(conclusion: string): Promise<void> {
  await client.query(
    `UPDATE incidents SET state = 'concluded', concluded_at = now(), conclusion = $2, conclusion_note = 'seen',
       concluded_by = (SELECT user_id FROM incident_entries e WHERE e.incident_id = incidents.id AND user_id IS NOT NULL LIMIT 1)
     WHERE person_id = $1 AND state <> 'concluded'`,
    [made.personId, conclusion],
  )
}

/** The entries that the engine has written, of all incidents of the person, and how many words of it went to the screens. */
async function told(): Promise<string[]> {
  const { rows } = await client.query<{ kind: string }>(
    `SELECT e.kind FROM incident_entries e JOIN incidents i ON i.id = e.incident_id WHERE i.person_id = $1 AND e.user_id IS NULL ORDER BY e.id`,
    [made.personId],
  )
  const feed = await client.query('SELECT FROM feed_events f JOIN incidents i ON i.id = f.subject_id WHERE i.person_id = $1', [
    made.personId,
  ])
  expect(feed.rowCount).toBe(rows.length)
  return rows.map((row) => row.kind)
}

async function amendments() {
  const { rows } = await client.query<{ before: Record<string, unknown>; after: Record<string, unknown>; cause: unknown }>(
    'SELECT m.before, m.after, m.cause FROM alert_amendments m JOIN alerts a ON a.id = m.alert_id WHERE a.person_id = $1 ORDER BY m.id',
    [made.personId],
  )
  return rows
}

test('a replay that derives the same writes nothing', async () => {
  await replay(exit(5), back(5, 10))
  const before = await told()
  await replay(exit(5), back(5, 10))
  await replayFrom(later(start, 7 * minute), back(5, 10))
  expect(await told()).toEqual(before)
  expect(await amendments()).toEqual([])
})

test('[MON.late] an alert that lasts after all is told again, and an incident that a person had concluded comes back to everybody', async () => {
  await replay(exit(5), back(5, 10))
  await touch()
  await conclude('justified')
  await replay(exit(5))
  expect(await states()).toEqual(['active in open'])
  expect(await told()).toEqual(['opened', 'alert-ended', 'alert-active-again', 'reopened'])
  const [amendment] = await amendments()
  expect(amendment).toMatchObject({
    before: { state: 'ended', endedAt: later(start, 10 * minute), incident: { conclusion: 'justified', note: 'seen' } },
    after: { state: 'active', endedAt: null },
    cause: { causes: [{ kind: 'plan', at: start }] },
  })
})

test('an older alert whose end is overturned lasts again, too', async () => {
  await replay(exit(5), back(5, 10))
  await touch()
  await conclude('confirmed')
  await replayFrom(later(start, 7 * minute))
  expect(await states()).toEqual(['active in open'])
  expect(await told()).toEqual(['opened', 'alert-ended', 'alert-active-again', 'reopened'])
  await replayFrom(later(start, 7 * minute), back(5, 20))
  expect(await told()).toEqual(['opened', 'alert-ended', 'alert-active-again', 'reopened', 'alert-ended'])
})

test('one that lasts again goes to the newer incident of its cause, where the work goes on', async () => {
  await replay(exit(5), back(5, 10))
  await touch()
  await conclude('confirmed')
  await replay(exit(5), back(5, 10), exit(40))
  expect(await states()).toEqual(['ended in concluded', 'active in open'])
  await replay(exit(5), exit(40))
  expect(await states()).toEqual(['active in open', 'active in open'])
})

test('times that move by less than a minute are kept on record and disturb nobody; others are told to who has worked on it', async () => {
  const shifted = (seconds: number): Effect => {
    const at = later(start, 10 * minute + seconds * 1_000)
    return { kind: 'end-alert', noticedAt: at, key: `${made.personId}:not-at-home:5`, endedAt: at }
  }
  await replay(exit(5), back(5, 10))
  await touch()
  await conclude('confirmed')
  await replay(exit(5), shifted(59))
  expect(await states()).toEqual(['ended in concluded'])
  await replay(exit(5), shifted(119))
  expect(await states()).toEqual(['ended in open'])
  expect(await told()).toEqual(['opened', 'alert-ended', 'alert-amended', 'reopened'])
  expect(await amendments()).toHaveLength(2)
})

test.each([
  { conclusion: 'confirmed', expected: ['disproved in open'] },
  { conclusion: 'false-alert', expected: ['disproved in concluded'] },
])('an alert that is disproved after it was concluded as $conclusion: $expected', async ({ conclusion, expected }) => {
  await replay(exit(5))
  await touch()
  await conclude(conclusion)
  await replay()
  expect(await states()).toEqual(expected)
})

describe('what another version of the engine raised', () => {
  /** As if this version had first run an hour after the start, and everything so far were another one's. */
  const upgraded = later(start, hour)
  const rebuild = (...effects: Effect[]) => replayBy(true, ...effects)
  const rewind = (...effects: Effect[]) => replayBy(false, ...effects)
  const replayBy = (isRebuild: boolean, ...effects: Effect[]): Promise<void> =>
    reconcileAlerts(
      client,
      { subject: { personId: made.personId, organisationId }, from: start, causes: [], firstRunAt: upgraded, isRebuild },
      effects,
    )
  const differences = async () => {
    const { rows } = await client.query<{
      old_version: string | null
      stored: { state: string } | null
      derived: { state: string } | null
    }>('SELECT old_version, stored, derived FROM engine_differences WHERE person_id = $1 ORDER BY id', [made.personId])
    return rows.map((row) => `${row.old_version}: ${row.stored?.state ?? 'nothing'}, now ${row.derived?.state ?? 'nothing'}`)
  }
  const upgrade = () => client.query(`UPDATE alerts SET engine_version = 'older' WHERE person_id = $1`, [made.personId])

  test('stands when this version does not derive it, by its first replay or by any later one', async () => {
    await replay(exit(5), back(5, 10))
    await upgrade()
    const before = await told()
    await rebuild()
    await rewind()
    expect(await states()).toEqual(['ended in open'])
    expect(await differences()).toEqual(['older: ended, now nothing'])
    expect(await told()).toEqual(before)
    expect(await amendments()).toEqual([])
  })

  test('keeps its times where this version derives others', async () => {
    await replay(exit(5), back(5, 10))
    await upgrade()
    await rebuild(exit(7), back(7, 20))
    expect(await states()).toEqual(['ended in open'])
    expect(await differences()).toEqual(['older: ended, now ended'])
    expect(await amendments()).toEqual([])
  })

  test('is no difference when this version derives the same', async () => {
    await replay(exit(5), back(5, 10))
    await upgrade()
    await rebuild(exit(5), back(5, 10))
    expect(await differences()).toEqual([])
  })

  test('ends by what is heard since this version runs, also under the key of this version', async () => {
    await replay(exit(5))
    await upgrade()
    await rebuild(exit(7))
    expect(await states()).toEqual(['active in open'])
    await endAlert(client, `${made.personId}:not-at-home:7`, later(upgraded, minute), later(upgraded, minute))
    expect(await states()).toEqual(['ended in open'])
  })

  test('what only this version derives of the time before it ran is a difference, not an alert; what late readings tell of is raised', async () => {
    await rebuild(exit(5), back(5, 10), exit(70))
    expect(await states()).toEqual(['active in open'])
    expect(await differences()).toEqual(['null: nothing, now ended'])
    await rewind(exit(5), back(5, 10), exit(30), back(30, 40), exit(70))
    expect(await states()).toEqual(['active in open', 'ended in open'])
    expect(await differences()).toEqual(['null: nothing, now ended'])
  })
})

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
