import { type Database, createDatabase, createPool, withScope } from '@bilezik/database'
import {
  type Instant,
  type OrganisationId,
  hour,
  instant,
  isoInstant,
  later,
  minute,
  roundTheClock,
  second,
} from '@bilezik/domain'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Life, beginLife } from '../testing/engine-life.ts'
import { type StoredGateway, storedGateway } from '../testing/stored-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { writePlan } from './write-plan.ts'

const start = instant(Math.floor(Date.now() / minute) * minute - 3 * hour)
const until = later(start, 48 * hour)
let now: Instant = start
const home = { lat: 51.13, lon: 71.43 }
const away = { lat: 51.16, lon: 71.47 }

let world: World
let db: Database
let gateway: StoredGateway
let life: Life
let organisationId: OrganisationId
let made: MadePerson

beforeAll(async () => {
  world = await makeWorld()
  db = createDatabase(
    createPool({
      url: world.database.urls.app,
      applicationName: 'test',
      maxConnections: 1,
      statementTimeoutMs: 20_000,
      onIdleError: () => undefined,
    }),
  )
  organisationId = (await world.addOrganisation('A')) as OrganisationId
  made = await world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier: 'varied',
    rules: [
      {
        kind: 'curfew',
        zone: { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } },
        schedule: roundTheClock,
        arrivalGraceMs: 0,
        departureGraceMs: 0,
      },
    ],
    termFrom: start,
    termUntil: until,
  })
  await world.untilTold()
  gateway = await storedGateway(world)
  life = await beginLife(world, () => now)
})
afterAll(async () => {
  await life.crash()
  await db.destroy()
  await world.end()
})

/** The curfew binds until another moment, as of ten minutes after its beginning; told as the order's routes tell it. */
async function vary(bindsUntil: Instant): Promise<void> {
  await withScope(db, organisationId, async (tx) => {
    await tx
      .updateTable('conditions')
      .set({ during: sql<string>`tstzrange(lower(during), ${isoInstant(bindsUntil)})` })
      .where('order_id', '=', made.orderId)
      .execute()
    await writePlan(tx, made.personId, later(start, 10 * minute), now)
  })
  await world.untilTold()
  now = later(now, 3 * second)
  await life.rounds()
  now = later(now, 3 * second)
  await life.rounds()
}

async function alerts(): Promise<unknown[]> {
  const { rows } = await world.owner.query<{ line: string }>(
    `SELECT concat_ws(' ', a.kind, a.state, i.state, i.conclusion) AS line FROM alerts a JOIN incidents i ON i.id = a.incident_id ORDER BY a.raised_at`,
  )
  return rows.map(({ line }) => line)
}

test('[MON.late] a variation that says afterwards that the hours did not bind withdraws the alert; one that says they did raises it', async () => {
  for (let i = 0; i < 60; i++) {
    const place = i >= 20 && i < 40 ? away : home
    const reading = { kind: 'fix', ...place, accuracyMetres: 5, isValid: true, source: 'gnss' } as const
    await gateway.store(now, [{ deviceId: made.deviceId, at: now, reading }])
    await life.rounds()
    now = later(now, minute)
  }
  expect(await alerts()).toEqual(['not-at-home ended open'])
  await vary(later(start, 10 * minute))
  expect(await alerts()).toEqual(['not-at-home withdrawn concluded withdrawn'])
  const { rows } = await world.owner.query<{ cause: { causes: { kind: string }[] } }>('SELECT cause FROM alert_amendments')
  expect(rows.map(({ cause }) => cause.causes.map(({ kind }) => kind))).toEqual([['plan']])
  await vary(until)
  expect(await alerts()).toEqual(['not-at-home withdrawn concluded withdrawn', 'not-at-home ended open'])
})
