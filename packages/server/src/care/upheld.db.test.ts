import { type DeviceId, type Reading, hour, isoInstant, later, minute, second } from '@bilezik/domain'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson, anOrder, deviceCare } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { type Life, beginLife } from '../testing/engine-life.ts'
import { type StoredGateway, storedGateway } from '../testing/stored-gateway.ts'

let app: TestApp
let gateway: StoredGateway
let head: TestBrowser
let operator: TestBrowser
let personId: string
let deviceId: DeviceId

beforeAll(async () => {
  app = await startTestApp()
  gateway = await storedGateway(app)
  const organisationId = await app.addOrganisation('A')
  head = await app.addUser('head', organisationId, 'head')
  operator = await app.addUser('operator', organisationId, 'operator')
  personId = (await head.done('createPerson', { body: aPerson(organisationId) })).id
  const from = app.clock.now
  await head.done('createOrder', { params: { personId }, body: anOrder(organisationId, from, { rules: [deviceCare] }) })
  const device = { protocol: 'osmand', identifier: 'bracelet', model: 'Test', organisationId }
  deviceId = (await head.done('registerDevice', { body: device })).id as DeviceId
  await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'worn', from: isoInstant(from) } })
})
afterAll(() => app.end())

const live = (): Promise<Life> => beginLife(app, () => app.clock.now)

/** Heard as it happens, so much after what was heard before. */
async function hears(life: Life, reading: Reading, afterMs: number): Promise<void> {
  app.clock.now = later(app.clock.now, afterMs)
  await gateway.store(app.clock.now, [{ deviceId, at: app.clock.now, reading }])
  await settle(life)
}

/** What came late is gathered for some seconds, and then replayed. */
async function settle(life: Life): Promise<void> {
  await life.rounds()
  app.clock.now = later(app.clock.now, 3 * second)
  await life.rounds()
}

async function storyOf(): Promise<unknown> {
  const { incidents } = await operator.done('listIncidents')
  const { rows } = await app.owner.query<{ kind: string; state: string; began_at: Date }>(
    'SELECT kind, state, began_at FROM alerts WHERE person_id = $1 ORDER BY id',
    [personId],
  )
  return { incidents: incidents.map(({ state }) => state), alerts: rows }
}

test('[1369.8d] a flicker raises nothing; when the head sends staff because of it, an incident opens, once, whatever is crashed or replayed', async () => {
  const life = await live()
  // Transactions of other test files on the same server may hold back for a while what the engine is told of a person.
  const isWatched = async () => {
    await settle(life)
    return (await app.owner.query('SELECT FROM person_status WHERE person_id = $1', [personId])).rowCount
  }
  await expect.poll(isWatched, { timeout: 60_000 }).toBe(1)
  await hears(life, { kind: 'contact' }, 10 * minute)
  await hears(life, { kind: 'wear', signal: 'strap-open' }, minute)
  const givenAt = later(app.clock.now, -3 * second)
  await hears(life, { kind: 'wear', signal: 'strap-closed' }, 2 * second)
  await hears(life, { kind: 'motion', isMoving: true }, 2 * second)
  app.clock.now = later(app.clock.now, 10 * minute)
  await settle(life)
  expect(await storyOf()).toEqual({ incidents: [], alerts: [] })
  const { signals } = await head.done('listSuppressedSignals', { query: { state: 'unreviewed' } })
  expect(signals).toMatchObject([{ signal: 'strap-open', from: isoInstant(givenAt), isSuperseded: false }])

  const signalId = signals[0]?.id ?? ''
  const review = { params: { signalId }, body: { finding: 'sends-staff', note: 'seen before' } } as const
  await head.done('reviewSuppressedSignal', review)
  expect((await head.call('reviewSuppressedSignal', review)).code).toBe('suppression-reviewed')
  const opened = { incidents: ['open'], alerts: [{ kind: 'strap-open', state: 'active', began_at: new Date(givenAt) }] }
  const afterRounds = async (of: Life) => {
    await settle(of)
    return storyOf()
  }
  await expect.poll(() => afterRounds(life), { timeout: 60_000 }).toEqual(opened)
  await life.crash()

  const next = await live()
  expect(await afterRounds(next)).toEqual(opened)
  // Late, and from before all of it: the story is derived anew.
  await gateway.store(app.clock.now, [{ deviceId, at: later(app.clock.now, -20 * minute), reading: { kind: 'contact' } }])
  expect(await afterRounds(next)).toEqual(opened)
  await next.rounds()
  await next.crash()

  app.clock.now = later(app.clock.now, hour)
  const third = await live()
  expect(await afterRounds(third)).toEqual(opened)
  await third.crash()
})
