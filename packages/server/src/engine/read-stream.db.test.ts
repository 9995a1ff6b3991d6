import { hour, instant, later } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { readEventsBetween, readNewEvents, readNewOutages } from './read-stream.ts'

const start = instant(1_795_000_000_000)
const beginning = { tx: '0', id: 0 }
const end = { tx: '11', id: 0 }

let world: World
let made: MadePerson
let engine: pg.Client

beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  made = await world.addPerson({
    organisationId,
    protocol: 'osmand',
    identifier: 'anyone',
    rules: [],
    termFrom: start,
    termUntil: later(start, hour),
  })
  await world.owner.query('DELETE FROM stream_events')
  // Committed in this order; the numbers of their transactions grow by a digit in between.
  for (const [tx, minute] of [
    ['8', 1],
    ['9', 2],
    ['10', 3],
  ] as const) {
    const at = `2026-11-22T00:0${minute}:00Z`
    await world.owner.query(
      `INSERT INTO stream_events (tx, person_id, at, body) VALUES ($1, $2, $3, '{"kind":"server-blind","until":0}')`,
      [tx, made.personId, at],
    )
    await world.owner.query(`INSERT INTO gateways (name) VALUES ('main') ON CONFLICT DO NOTHING`)
    await world.owner.query(
      `INSERT INTO server_outages (tx, gateway_no, during) SELECT $1, no, tstzrange($2, $2::timestamptz + interval '1 s') FROM gateways`,
      [tx, at],
    )
  }
  engine = new pg.Client(world.database.urls.engine)
  await engine.connect()
})
afterAll(async () => {
  await engine.end()
  await world.end()
})

const minutes = (events: readonly { at: unknown }[]) => events.map((event) => new Date(event.at as number).getUTCMinutes())

test('events are read in the order of their transactions, also where the number gains a digit', async () => {
  const { events, cursor } = await readNewEvents(engine, beginning)
  expect(minutes(events.map(({ event }) => event))).toEqual([1, 2, 3])
  expect(cursor.tx).toBe('10')
  expect((await readNewEvents(engine, cursor)).events).toEqual([])
})

test('so are outages, and both in a replay', async () => {
  const outages = await readNewOutages(engine, beginning)
  expect(minutes(outages.events)).toEqual([1, 2, 3])
  expect(outages.cursor.tx).toBe('10')
  const between = await readEventsBetween(
    engine,
    made.personId,
    { state: { at: start }, stream: beginning, outages: beginning },
    { stream: end, outages: end },
  )
  expect(minutes(between)).toEqual([1, 2, 3, 1, 2, 3])
})
