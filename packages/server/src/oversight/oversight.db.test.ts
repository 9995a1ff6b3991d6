import { type Instant, isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { type Watched, raiseAlert, watchOne, writeStatus } from '../http/test-watch.ts'

let app: TestApp
let a: Watched
let b: Watched
let administrator: TestBrowser

beforeAll(async () => {
  app = await startTestApp()
  a = await watchOne(app, 'A')
  b = await watchOne(app, 'B')
  administrator = await app.addUser('administrator', a.organisationId, 'administrator-a')
})
afterAll(() => app.end())

const ago = (minutes: number): Instant => later(app.clock.now, -minutes * minute)
const iso = (minutes: number): string => isoInstant(ago(minutes))

/** What the engine would write of somebody whose watching failed so many minutes ago. */
async function setApart({ personId }: Watched, beganAgo: number, endedAgo: number | null): Promise<void> {
  await app.owner.query(
    `INSERT INTO engine_faults (person_id, engine_version, phase, error, replay_from, began_at, attempts, retry_at, ended_at)
     VALUES ($1, 'compliance-4', 'replay', 'TypeError at compliance/src/step.ts:7', $2, $3, 4, $4, $5)`,
    [personId, iso(beganAgo + 6), iso(beganAgo), iso(-10), endedAgo === null ? null : iso(endedAgo)],
  )
}

const watchAgain = ({ personId }: Watched) =>
  app.owner.query('UPDATE engine_faults SET ended_at = $2 WHERE person_id = $1 AND ended_at IS NULL', [
    personId,
    isoInstant(app.clock.now),
  ])

interface Judged {
  readonly kind?: string
  readonly beganAt: Instant
  readonly noticedAt: Instant
  readonly endedAt: Instant | null
  readonly orderId?: string
}

/** What the engine would write of an alert that stands, or of none, and of what the newer version derives. */
async function differ(watched: Watched, alertId: string | null, derived: Judged | null): Promise<void> {
  const { personId, lineageId, orderId } = watched
  const facts = derived && { kind: 'strap-cut', lineageId, orderId, conditionVersion: 1, ...derived }
  await app.owner.query(
    `INSERT INTO engine_differences (person_id, alert_id, derived_key, old_version, new_version, derived)
     VALUES ($1, $2, $3, $4, 'compliance-4', $5)`,
    [personId, alertId, derived && `${derived.beganAt}`, alertId && 'compliance-3', facts && JSON.stringify(facts)],
  )
}

async function alertOf(watched: Watched, at: Instant): Promise<{ readonly id: string; readonly incidentId: string }> {
  const incidentId = await raiseAlert(app.owner, watched, 'strap-cut', at)
  const { rows } = await app.owner.query<{ id: string }>('SELECT id FROM alerts WHERE incident_id = $1 AND began_at = $2', [
    incidentId,
    isoInstant(at),
  ])
  return { id: (rows[0] as { id: string }).id, incidentId }
}

describe('a person whose watching failed', () => {
  beforeAll(async () => {
    await setApart(a, 90, 60)
    await setApart(a, 9, null)
    await setApart(b, 5, null)
  })

  it('[1369.8b] is listed to the head and the administrator of the own organisation, who is not watched now first', async () => {
    for (const colleague of [a.head, administrator]) {
      const { faults } = await colleague.done('listEngineFaults', {})
      expect(faults.map(({ beganAt, endedAt, retryAt }) => ({ beganAt, endedAt, retryAt }))).toEqual([
        { beganAt: iso(9), endedAt: null, retryAt: iso(-10) },
        { beganAt: iso(90), endedAt: iso(60), retryAt: null },
      ])
      expect(faults[0]).toMatchObject({
        person: { id: a.personId },
        engineVersion: 'compliance-4',
        phase: 'replay',
        error: 'TypeError at compliance/src/step.ts:7',
        replayFrom: iso(15),
        attempts: 4,
      })
      expect((await colleague.done('listEngineFaults', { query: { state: 'open' } })).faults).toHaveLength(1)
    }
    expect((await a.operator.call('listEngineFaults', {})).code).toBe('forbidden')
  })

  it('[1369.8b] is shown to the operator as not watched, with every obligation unclear, until watched again', async () => {
    const kept = {
      lineageId: a.lineageId,
      status: 'kept',
      since: ago(60),
      presence: { kind: 'inside', since: ago(60), belief: 0.99 },
    }
    await writeStatus(app.owner, a, ago(10), { obligations: [kept] })
    const shown = () => a.operator.done('getPerson', { params: { personId: a.personId } })
    expect(await shown()).toMatchObject({
      notWatchedSince: iso(9),
      obligations: [{ status: 'unclear', since: iso(9), presence: { kind: 'unknown', since: iso(9), because: 'server' } }],
    })
    await watchAgain(a)
    expect(await shown()).toMatchObject({
      notWatchedSince: null,
      obligations: [{ status: 'kept', since: iso(60), presence: { kind: 'inside' } }],
    })
  })
})

describe('two versions of the engine that disagree', () => {
  it('[MON.explain] are put before the head with what was raised and what is derived now, the newest first', async () => {
    const alert = await alertOf(a, ago(40))
    await differ(a, alert.id, null)
    await differ(a, alert.id, { beganAt: ago(40), noticedAt: ago(38), endedAt: ago(30) })
    await differ(a, null, { beganAt: ago(20), noticedAt: ago(19), endedAt: null, kind: 'no-contact' })
    const ofB = await alertOf(b, ago(40))
    await differ(b, ofB.id, null)

    const { differences } = await a.head.done('listEngineDifferences', {})
    const raised = { kind: 'strap-cut', beganAt: iso(40), noticedAt: iso(40), endedAt: null }
    const { rows } = await app.owner.query<{ number: number }>('SELECT number::int FROM incidents WHERE id = $1', [
      alert.incidentId,
    ])
    const incident = { id: alert.incidentId, number: rows[0]?.number, alertId: alert.id }
    expect(differences).toMatchObject([
      {
        incident: null,
        oldVersion: null,
        newVersion: 'compliance-4',
        raised: null,
        derived: { kind: 'no-contact', beganAt: iso(20), noticedAt: iso(19), endedAt: null },
        differsIn: [],
      },
      { incident, raised, derived: { kind: 'strap-cut', endedAt: iso(30) }, differsIn: ['noticed', 'ended'] },
      { incident, oldVersion: 'compliance-3', newVersion: 'compliance-4', raised, derived: null, differsIn: [] },
    ])
    expect(differences.map(({ person }) => person.id)).toEqual([a.personId, a.personId, a.personId])
    expect((await a.head.done('listEngineDifferences', { query: { limit: '1' } })).differences).toEqual(differences.slice(0, 1))
  })

  it('[1369.3] tell nothing of an order that is not in scope, nor of an alert under it, though the person is', async () => {
    const before = (await a.head.done('listEngineDifferences', {})).differences
    const { id } = await alertOf(b, ago(35))
    await differ(a, id, null)
    await differ(a, null, { beganAt: ago(15), noticedAt: ago(15), endedAt: null, orderId: b.orderId })
    expect((await a.head.done('listEngineDifferences', {})).differences).toEqual(before)
  })

  it('[1369.3] are shown neither to an operator nor to an administrator, who works on no alert', async () => {
    for (const colleague of [a.operator, administrator])
      expect((await colleague.call('listEngineDifferences', {})).code).toBe('forbidden')
  })
})
