import { isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestBrowser } from '../http/test-browser.ts'
import { raiseAlert, writeFix } from '../http/test-watch.ts'
import { ChangesWorld, type Running, problemOf } from './test-order.ts'

let world: ChangesWorld
let giver: TestBrowser
let receiver: TestBrowser
let receiverId: string
let above: TestBrowser

beforeAll(async () => {
  world = await ChangesWorld.begin()
  giver = world.head
  receiverId = await world.test.addOrganisation('C')
  receiver = await world.test.addUser('head', receiverId, 'head-c')
  above = await world.test.addUser('head', world.test.rootId, 'head-above')
})
afterAll(() => world.test.end())
beforeEach(() => world.startOver())

const act = { number: '11/2026', signedOn: '2026-11-21' }
const newBody = { name: 'Investigation department, Karaganda', official: 'Kim V. A.', documentNumber: '5-77' }

/** As the application sees the tables in somebody's scope. */
async function seen(organisationId: string, query: string, values: unknown[]): Promise<unknown[]> {
  const client = await world.test.appPool.connect()
  try {
    await client.query('BEGIN')
    await client.query(`SELECT set_config('bilezik.organisation_id', $1, true)`, [organisationId])
    return (await client.query<object>(query, values)).rows
  } finally {
    await client.query('ROLLBACK')
    client.release()
  }
}

const handOver = (order: Running) =>
  above.done('handOverOrder', {
    params: order.params,
    body: { because: 'case-taken-over', toBody: newBody, toOrganisationId: receiverId, act },
  })

/** With an incident concluded and one open, and a position. */
async function lived(): Promise<Running> {
  const order = await world.running()
  const { rows } = await world.test.owner.query<{ no: number; lineage_id: string }>(
    'SELECT d.no, c.lineage_id FROM devices d, conditions c WHERE d.id = $1 AND c.order_id = $2',
    [order.deviceId, order.orderId],
  )
  const [row] = rows
  const watched = {
    ...order,
    organisationId: world.organisationId,
    operator: world.operator,
    head: world.head,
    lineageId: row?.lineage_id ?? '',
    deviceNo: row?.no ?? 0,
  }
  const at = later(world.test.clock.now, -5 * minute)
  await writeFix(world.test.owner, watched, at)
  await raiseAlert(world.test.owner, watched, 'not-at-home', at)
  const { incidents } = await world.operator.done('listIncidents', { query: { personId: order.personId } })
  const params = { incidentId: incidents[0]?.id ?? '' }
  await world.operator.done('takeIncident', { params })
  await world.operator.done('concludeIncident', { params, body: { conclusion: 'confirmed', note: 'Was at the shop' } })
  await raiseAlert(world.test.owner, watched, 'strap-cut', at)
  return order
}

describe('a case taken over by another body', () => {
  it('[1369.11] in the same subdivision: the papers go to the new body, and the order goes on', async () => {
    const order = await world.running()
    const body = { because: 'case-taken-over', toBody: newBody, toOrganisationId: null, act }
    await giver.done('handOverOrder', { params: order.params, body })
    const changes = await world.changesOf(order)
    expect(changes.body).toEqual({ name: newBody.name, official: newBody.official })
    expect(changes.holders).toMatchObject([{ organisationId: world.organisationId, until: null }])
    expect(await world.lastEventOf(order)).toMatchObject({ kind: 'hand-over', state: 'active', citations: ['1369 §11'] })
    const nobody = { ...body, toBody: null }
    expect(problemOf(await giver.call('handOverOrder', { params: order.params, body: nobody })).code).toBe('nothing-handed-over')
  })

  it('[1369.11] a subdivision gives to none that it does not see: their superior hands over', async () => {
    const order = await world.running()
    const body = { because: 'moved', toBody: null, toOrganisationId: receiverId, act }
    expect((await giver.call('handOverOrder', { params: order.params, body })).code).toBe('not-found')
    expect((await receiver.call('handOverOrder', { params: order.params, body })).code).toBe('not-found')
    await expect(seen(receiverId, `SELECT hand_over_order($1, $2, 'moved')`, [order.orderId, receiverId])).rejects.toThrow(
      'out of scope',
    )
  })
})

describe('an order handed over to another subdivision', () => {
  it('[1369.11] the receiving one has the whole file, positions and incidents of before, the person and the kit', async () => {
    const order = await lived()
    const before = await world.operator.done('getOrderHistory', { params: order.params })
    await handOver(order)
    const { events } = await receiver.done('getOrderHistory', { params: order.params })
    expect(events.slice(0, -1)).toEqual(before.events)
    expect(events.at(-1)).toMatchObject({ kind: 'hand-over', byName: 'Name of head-above' })
    const { personId } = order
    const person = await receiver.done('getPerson', { params: { personId } })
    expect([person.organisation.id, person.order?.state, person.kit.length, person.obligations.length]).toEqual([
      receiverId,
      'active',
      1,
      1,
    ])
    const period = { from: isoInstant(later(world.test.clock.now, -60 * minute)), until: isoInstant(world.test.clock.now) }
    expect((await receiver.done('getHistory', { params: { personId }, query: period })).fixes).toHaveLength(1)
    const of = async (state: string) => (await receiver.done('listIncidents', { query: { personId, state } })).incidents
    expect([(await of('live')).length, (await of('concluded')).length]).toEqual([1, 1])
    const [open] = await of('live')
    await receiver.done('takeIncident', { params: { incidentId: open?.id ?? '' } })
    expect((await receiver.done('getOrderChanges', { params: order.params })).holders).toMatchObject([
      { organisationId: world.organisationId, name: null },
      { organisationId: receiverId, until: null, because: 'case-taken-over' },
    ])
  })

  it('[1369.11] the giving one keeps its own time of the file, and sees nothing of what comes after', async () => {
    const order = await lived()
    await handOver(order)
    const own = await giver.done('getOrderHistory', { params: order.params })
    expect(own.events.at(-1)?.kind).toBe('hand-over')
    world.test.clock.now = later(world.test.clock.now, minute)
    await receiver.done('addCaseRecords', {
      params: order.params,
      body: { records: [{ kind: 'act', number: '12/2026', signedOn: '2026-11-21' }] },
    })
    expect((await giver.done('getOrderHistory', { params: order.params })).events).toEqual(own.events)
    expect((await receiver.done('getOrderHistory', { params: order.params })).events).toHaveLength(own.events.length + 1)
    for (const name of ['getCaseFile', 'getOrderChanges'] as const)
      expect([name, (await giver.call(name, { params: order.params })).code]).toEqual([name, 'not-found'])
    const { personId } = order
    expect((await giver.call('getPerson', { params: { personId } })).code).toBe('not-found')
    const told = { about: 'search', party: 'body', toWhom: 'x', means: 'x' }
    expect((await giver.call('recordTold', { params: order.params, body: told })).code).toBe('not-found')
  })

  it('[1369.11] exported, the giving one has its own time of the file, the receiving one the whole, a third nothing', async () => {
    const order = await lived()
    await handOver(order)
    world.test.clock.now = later(world.test.clock.now, minute)
    const records = [{ kind: 'act', number: '12/2026', signedOn: '2026-11-21' }]
    await receiver.done('addCaseRecords', { params: order.params, body: { records } })
    const third = await world.test.addUser('head', await world.test.addOrganisation('E'), 'head-e')
    const exported = async ({ cookie = '' }: TestBrowser, form: string) => {
      const url = `/api/orders/${order.orderId}/history.${form}`
      return world.test.app.inject({ method: 'GET', url, headers: { cookie } })
    }
    const eventsOf = async (browser: TestBrowser) =>
      (await exported(browser, 'json')).json<{ events: { kind: string; sequence: number }[] }>().events
    const [given, received] = [await eventsOf(giver), await eventsOf(receiver)]
    expect(given.at(-1)?.kind).toBe('hand-over')
    expect(received.slice(0, -1)).toEqual(given)
    expect(received).toHaveLength(given.length + 1)
    for (const form of ['json', 'pdf']) {
      expect([(await exported(giver, form)).statusCode, (await exported(receiver, form)).statusCode]).toEqual([200, 200])
      expect((await exported(third, form)).statusCode).toBe(404)
    }
  })

  it('[1369.11] in the tables: no order, condition, timeline, kit or position is the giving one’s any more, and none of a third’s', async () => {
    const order = await lived()
    await handOver(order)
    const third = await world.test.addOrganisation('D')
    const rows = async (organisationId: string) => [
      (await seen(organisationId, 'SELECT id FROM orders WHERE id = $1', [order.orderId])).length,
      (await seen(organisationId, 'SELECT FROM conditions WHERE order_id = $1', [order.orderId])).length,
      (await seen(organisationId, 'SELECT FROM kit_devices WHERE person_id = $1', [order.personId])).length,
      (
        await seen(organisationId, `SELECT * FROM fixes_of($1, now() - interval '99 years', now() + interval '9 years', 9)`, [
          order.personId,
        ])
      ).length,
      (await seen(organisationId, `SELECT FROM incidents WHERE person_id = $1`, [order.personId])).length,
      (await seen(organisationId, 'SELECT FROM case_events WHERE case_id = $1', [order.orderId])).length > 0,
    ]
    expect(await rows(receiverId)).toEqual([1, 1, 1, 1, 2, true])
    expect(await rows(world.organisationId)).toEqual([0, 0, 0, 0, 1, true])
    expect(await rows(third)).toEqual([0, 0, 0, 0, 0, false])
    const insert = `INSERT INTO case_events (case_id, sequence, at, kind, state, body) VALUES ($1, 99, now(), 'record', 'active', '{}')`
    await expect(seen(world.organisationId, insert, [order.orderId])).rejects.toThrow('row-level security')
  })
})
