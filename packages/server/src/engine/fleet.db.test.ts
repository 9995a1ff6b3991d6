import { type Instant, hour, instant, later, minute, roundTheClock, second } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { PlayedTime, recordOf } from '../testing/played-time.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'

const home = { lat: 51.13, lon: 71.43 }
const away = { lat: 51.16, lon: 71.47 }
const rules = [
  {
    kind: 'curfew',
    zone: { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } },
    schedule: roundTheClock,
    arrivalGraceMs: 2 * minute,
    departureGraceMs: 2 * minute,
  },
  { kind: 'contact', everyMs: 10 * minute },
] as const

/** Two organisations with twelve persons each, whose devices speak once a minute; the region of the first loses contact. */
const perRegion = 12
const startAt = instant(Math.floor(Date.now() / minute) * minute - 20 * hour)
const lostAt = later(startAt, 2 * hour)

interface Place {
  readonly lat: number
  readonly lon: number
}

let world: World
let time: PlayedTime
const people: (MadePerson & { readonly identifier: string; readonly isHit: boolean })[] = []
const kept = new Map<string, { at: Instant; place: Place }[]>()

beforeAll(async () => {
  world = await makeWorld()
  for (const region of ['A', 'B']) {
    const organisationId = await world.addOrganisation(region)
    for (let i = 0; i < perRegion; i++) {
      const identifier = `${region}${i}`
      const terms = { termFrom: startAt, termUntil: later(startAt, 48 * hour) }
      const made = await world.addPerson({ organisationId, protocol: 'osmand', identifier, rules, ...terms })
      people.push({ ...made, identifier, isHit: region === 'A' })
    }
  }
  time = await PlayedTime.begin(world, startAt)
})
afterAll(async () => {
  await time.end()
  await world.end()
})

const recordAt = (at: Instant, place: Place) =>
  recordOf([{ kind: 'fix', fixAt: at, ...place, accuracyMetres: 5, isValid: true, source: 'gnss' }])

/** A minute of everyone's life, in four parts; who cannot be heard keeps it. */
async function liveUntil(until: Instant, isOut: boolean, placeOf: (identifier: string, at: Instant) => Place = () => home) {
  while (time.now < until) {
    for (let part = 0; part < 4; part++) {
      const at = later(time.now, 15 * second)
      await time.passTo(at)
      const speaking = people.filter((_, i) => i % 4 === part)
      const spoken: { identifier: string; at: Instant; place: Place }[] = []
      for (const { identifier, isHit } of speaking) {
        const place = placeOf(identifier, at)
        if (isOut && isHit) kept.set(identifier, [...(kept.get(identifier) ?? []), { at, place }])
        else spoken.push({ identifier, at, place })
      }
      await time.hear(
        spoken.map(({ identifier, at: then, place }) => ({ protocol: 'osmand', identifier, records: [recordAt(then, place)] })),
      )
    }
  }
}

async function handOver(identifier: string): Promise<void> {
  const records = (kept.get(identifier) ?? []).map(({ at, place }) => recordAt(at, place))
  kept.delete(identifier)
  await time.hear([{ protocol: 'osmand', identifier, records }])
}

const query = async <Row>(text: string): Promise<Row[]> => (await world.owner.query(text)).rows as Row[]
const ms = (column: string) => `round(extract(epoch FROM ${column}) * 1000)::float8 AS ${column}`
const counts = async () =>
  (
    await query<Record<string, number>>(`SELECT (SELECT count(*)::int FROM fleet_outages) AS outages,
      (SELECT count(*)::int FROM technical_incidents) AS incidents, (SELECT count(*)::int FROM technical_notices) AS notices,
      (SELECT count(*)::int FROM fleet_outage_members) AS members, (SELECT count(*)::int FROM alerts WHERE state IN ('active', 'ended')) AS alerts`)
  )[0]

describe('contact with a whole region is lost', () => {
  test('[MON.outage] it is one technical incident with a notice due to each body, and nobody is blamed', async () => {
    await liveUntil(lostAt, false)
    expect(await counts()).toMatchObject({ outages: 0, alerts: 0 })
    // One of them leaves home ten minutes into the outage and is back ten minutes later: nobody hears of it yet.
    const leaver = (identifier: string, at: Instant): Place =>
      identifier === 'A3' && at >= later(lostAt, 10 * minute) && at < later(lostAt, 20 * minute) ? away : home
    await liveUntil(later(lostAt, 5 * minute), true, leaver)
    expect(await counts()).toEqual({ outages: 1, incidents: 1, notices: perRegion, members: perRegion, alerts: 0 })
    const [outage] = await query<{ group_kind: string; ended_at: Instant | null }>(
      'SELECT group_kind, ended_at FROM fleet_outages',
    )
    expect(outage).toEqual({ group_kind: 'region', ended_at: null })
    await liveUntil(later(lostAt, 25 * minute), true, leaver)
    expect(await counts()).toMatchObject({ outages: 1, alerts: 0 })
    const known = await query<{ knowledge: { kind: string; because: string } }>(
      `SELECT knowledge FROM person_status s JOIN fleet_outage_members m USING (person_id)`,
    )
    expect(new Set(known.map(({ knowledge }) => knowledge.because))).toEqual(new Set(['network']))
  })

  test('a crash in the middle of it neither doubles nor loses it', async () => {
    const before = await counts()
    await time.crash()
    await liveUntil(later(lostAt, 29 * minute), true)
    expect(await counts()).toEqual(before)
    await time.crash()
    expect(await counts()).toEqual(before)
  })

  test('it ends when they are heard again; the breach inside it is found in what they kept, and nothing else', async () => {
    for (const { identifier, isHit } of people) if (isHit) await handOver(identifier)
    await liveUntil(later(lostAt, 36 * minute), false)
    const [outage] = await query<{ ended_at: Instant | null }>(`SELECT ${ms('ended_at')} FROM fleet_outages`)
    expect(outage?.ended_at).toBeGreaterThanOrEqual(later(lostAt, 29 * minute))
    expect(outage?.ended_at).toBeLessThan(later(lostAt, 31 * minute))
    const open = await query<{ n: number }>('SELECT count(*)::int AS n FROM fleet_outage_members WHERE blind_until IS NULL')
    expect(open).toEqual([{ n: 0 }])
    const alerts = await query<{ kind: string; person_id: string; began_at: Instant }>(
      `SELECT kind, person_id, ${ms('began_at')} FROM alerts WHERE state IN ('active', 'ended')`,
    )
    const leaver = people.find(({ identifier }) => identifier === 'A3')
    expect(alerts.map(({ kind, person_id }) => ({ kind, person_id }))).toEqual([
      { kind: 'not-at-home', person_id: leaver?.personId },
    ])
    expect(Math.abs((alerts[0]?.began_at ?? 0) - (lostAt + 10 * minute))).toBeLessThan(5 * minute)
    expect(await counts()).toMatchObject({ outages: 1, incidents: 1, notices: perRegion })
  })

  test('who stays silent after it is silent for a reason of their own', async () => {
    const silent = people.find(({ identifier }) => identifier === 'A5')
    people.splice(people.indexOf(silent as (typeof people)[number]), 1)
    await liveUntil(later(time.now, 12 * minute), false)
    const alerts = await query<{ person_id: string }>(
      `SELECT person_id FROM alerts WHERE state = 'active' AND kind = 'no-contact'`,
    )
    expect(alerts).toEqual([{ person_id: silent?.personId }])
  })
})
