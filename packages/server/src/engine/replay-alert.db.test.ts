import { connectionConfig } from '@bilezik/database'
import { type Instant, type Rule, hour, instant, later, minute, roundTheClock, second } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { beginLife } from '../testing/engine-life.ts'
import { type ToStore, storedGateway } from '../testing/stored-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { replayAlert } from './replay-alert.ts'
import { type ShadowDifference, shadow } from './shadow.ts'

const start = instant(Math.floor(Date.now() / minute) * minute - 3 * hour)
let now: Instant = start
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
]

let world: World
let client: pg.Client
let made: MadePerson

beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const person = { organisationId, protocol: 'osmand', identifier: 'one', rules } as const
  made = await world.addPerson({ ...person, termFrom: start, termUntil: later(start, 48 * hour) })
  await world.untilTold()
  const gateway = await storedGateway(world)
  const life = await beginLife(world, () => now)
  const fix = (place: typeof home): ToStore => ({
    deviceId: made.deviceId,
    at: now,
    reading: { kind: 'fix', ...place, accuracyMetres: 5, isValid: true, source: 'gnss' },
  })
  for (let i = 0; i < 60; i++) {
    await gateway.store(now, [fix(i >= 20 && i < 40 ? away : home)])
    if (i === 50) await gateway.store(now, [{ deviceId: made.deviceId, at: now, reading: { kind: 'wear', signal: 'strap-cut' } }])
    await life.rounds()
    now = later(now, minute)
  }
  now = later(now, 5 * second)
  await gateway.store(now, [])
  await life.engine.round(true)
  await life.crash()
  client = new pg.Client(connectionConfig(world.database.urls.engine, 'test'))
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await world.end()
})

async function alertOf(kind: string): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>('SELECT id FROM alerts WHERE person_id = $1 AND kind = $2', [
    made.personId,
    kind,
  ])
  return rows[0]?.id ?? ''
}

test.each(['not-at-home', 'strap-cut'])(
  '[MON.explain] %s is derived again from what is stored, to the last fix',
  async (kind) => {
    const replay = await replayAlert(client, await alertOf(kind))
    expect(replay).toMatchObject({ isIdentical: true, differences: [], node: process.version })
    expect(replay?.derived?.reason).toEqual(replay?.stored.reason)
  },
)

test('[MON.explain] an alert whose evidence is not what is stored differs, and it is said in what', async () => {
  const id = await alertOf('not-at-home')
  await world.owner.query(`UPDATE alerts SET began_at = began_at - interval '1 minute' WHERE id = $1`, [id])
  expect(await replayAlert(client, id)).toMatchObject({ isIdentical: false, differences: ['beganAt'] })
  await world.owner.query(`UPDATE alerts SET began_at = began_at + interval '1 minute' WHERE id = $1`, [id])
  expect(await replayAlert(client, '00000000-0000-7000-8000-000000000000')).toBeUndefined()
})

async function differences(policy: object): Promise<ShadowDifference[]> {
  const found: ShadowDifference[] = []
  for await (const difference of shadow(client, { from: start, until: now, policy })) found.push(difference)
  return found
}

test('the same engine over what is stored derives the same: no differences', async () => {
  expect(await differences({})).toEqual([])
})

test('asked beyond what the engine has come to, it compares so far and says so: nobody is called silent ahead of time', async () => {
  const found: ShadowDifference[] = []
  let cutAt: Instant | undefined
  const onCutShort = (until: Instant) => {
    cutAt = until
  }
  for await (const difference of shadow(client, { from: start, until: later(now, 5 * hour), onCutShort })) found.push(difference)
  expect(found).toEqual([])
  expect(cutAt).toBeLessThanOrEqual(now)
})

test('with a policy that believes no exit, the absence is only stored, and its time is time at home', async () => {
  const found = await differences({ exitLogOdds: 1e6 })
  expect(found.map(({ kind }) => kind).toSorted()).toEqual(expect.arrayContaining(['only-stored', 'presence']))
  expect(found.filter(({ kind }) => kind === 'only-stored')).toMatchObject([{ alert: { kind: 'not-at-home' } }])
  expect(found).toContainEqual(expect.objectContaining({ kind: 'presence', value: 'outside', derivedMs: 0 }))
})
