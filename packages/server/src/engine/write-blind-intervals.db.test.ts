import type { BlindInterval, Effect } from '@bilezik/compliance'
import { type Instant, type OrganisationId, hour, instant, later } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import type { ReplayOf, Subject } from './ledger.ts'
import { blindIntervals } from './write-blind-intervals.ts'

const start = instant(1_795_000_000_000)

let world: World
let made: MadePerson
let engine: pg.Client
let subject: Subject

beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  made = await world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier: 'anyone',
    rules: [],
    termFrom: start,
    termUntil: later(start, 100 * hour),
  })
  subject = { personId: made.personId, organisationId: organisationId as OrganisationId }
  engine = new pg.Client(world.database.urls.engine)
  await engine.connect()
})
afterAll(async () => {
  await engine.end()
  await world.end()
})

function effect(from: Instant, until: Instant, change: Partial<BlindInterval> = {}): Effect {
  const interval: BlindInterval = {
    from,
    until,
    because: 'no-contact',
    causes: [{ because: 'no-contact', since: from }],
    before: null,
    after: null,
    gapMetres: null,
    couldHaveReachedMetres: null,
    reachKilometresPerHour: 130,
    ...change,
  }
  return { kind: 'blind-interval', noticedAt: until, interval }
}

const at = (hours: number) => later(start, hours * hour)
const replayFrom = (from: Instant): ReplayOf => ({ subject, from, causes: [], firstRunAt: start, isRebuild: false })

async function stored(): Promise<unknown[]> {
  const { rows } = await engine.query<{ from: Instant; because: string; held: boolean }>(
    `SELECT lower(during) AS "from", because, superseded_at IS NULL AS held FROM blind_intervals ORDER BY id`,
  )
  return rows.map((row) => [(row.from - start) / hour, row.because, row.held])
}

test('[MON.unknown] a blind interval is written once, superseded by a replay that finds otherwise, and never deleted', async () => {
  const first = effect(at(1), at(2))
  const second = effect(at(5), at(6))
  await blindIntervals.write(engine, [{ subject, effects: [first, second] }])
  await blindIntervals.write(engine, [{ subject, effects: [first, second] }])
  expect(await stored()).toEqual([
    [1, 'no-contact', true],
    [5, 'no-contact', true],
  ])
  await blindIntervals.reconcile(engine, replayFrom(at(3)), [second])
  expect(await stored()).toHaveLength(2)
  await blindIntervals.reconcile(engine, replayFrom(at(3)), [effect(at(5), at(6), { because: 'server' })])
  expect(await stored()).toEqual([
    [1, 'no-contact', true],
    [5, 'no-contact', false],
    [5, 'server', true],
  ])
  await blindIntervals.reconcile(engine, replayFrom(at(3)), [])
  expect(await stored()).toEqual([
    [1, 'no-contact', true],
    [5, 'no-contact', false],
    [5, 'server', false],
  ])
})
