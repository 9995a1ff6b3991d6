import { unwrapKey } from '@bilezik/database'
import { day, hour, instant, isoInstant, later } from '@bilezik/domain'
import { daysOffBetween } from '@bilezik/law'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { aClosing, aPerson, anOrder, curfew, deviceCare } from '../http/test-bodies.ts'

let test: TestApp
let head: TestBrowser
let a: string
let personId: string

beforeAll(async () => {
  test = await startTestApp()
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  personId = (await head.done('createPerson', { body: aPerson(a) })).id
})
afterAll(() => test.end())

async function streamOf(id: string): Promise<
  {
    at: Date
    body: {
      kind: string
      until?: number
      plan?: { conditions: { from: number; until: number }[]; kit: { from: number; until: number }[]; daysOff: string[] }
    }
  }[]
> {
  return (await test.owner.query('SELECT at, body FROM stream_events WHERE person_id = $1 ORDER BY id', [id])).rows
}

describe('an order', () => {
  it('is recorded with its conditions, each with the kind of its source and the citation of a law alone', async () => {
    const { now } = test.clock
    const order = anOrder(a, now, { rules: [curfew, deviceCare, { kind: 'contact', everyMs: 600_000 }] })
    const { id } = await head.done('createOrder', { params: { personId }, body: order })
    const person = await head.done('getPerson', { params: { personId } })
    expect(person.order).toMatchObject({ id, regime: 'house-arrest', state: 'active', termUntil: order['termUntil'] })
    expect(person.obligations.map((o) => [o.rule.kind, o.source.kind, o.source.citation, o.status])).toEqual([
      ['curfew', 'order', '1369 §4', 'unclear'],
      ['device-care', 'law', '1369 §8(3)-(4)', 'unclear'],
      ['contact', 'policy', null, 'unclear'],
    ])
  })

  it('has a key of its own, wrapped under the master key', async () => {
    const { rows } = await test.owner.query<{ wrapped_key: Buffer }>('SELECT wrapped_key FROM order_keys')
    expect(rows).toHaveLength(1)
    expect(unwrapKey(rows[0]?.wrapped_key as Buffer, test.masterKey)).toHaveLength(32)
  })

  it('tells the engine at once what to watch from its term on: the stream never runs ahead of the clock', async () => {
    const { id } = await head.done('createPerson', { body: aPerson(a) })
    const from = later(test.clock.now, hour)
    await head.done('createOrder', { params: { personId: id }, body: anOrder(a, from) })
    const [plan, ...others] = await streamOf(id)
    expect(others).toEqual([])
    expect(plan).toMatchObject({
      at: new Date(test.clock.now),
      body: { kind: 'plan', plan: { conditions: [{ from, until: later(from, 30 * day) }], kit: [] } },
    })
  })

  it('with other hours on days off tells the engine which days these are, as far as its term reaches and no other order does', async () => {
    const schedule = { ...curfew.schedule, daysOff: [{ startMinute: 0, endMinute: 360 }] }
    const planned = async (rules: unknown[]) => {
      const { id } = await head.done('createPerson', { body: aPerson(a) })
      await head.done('createOrder', { params: { personId: id }, body: anOrder(a, test.clock.now, { rules }) })
      return (await streamOf(id)).find(({ body }) => body.kind === 'plan')?.body.plan?.daysOff ?? []
    }
    const daysOff = await planned([{ ...curfew, schedule }])
    const dateAfter = (ms: number) => isoInstant(later(test.clock.now, ms)).slice(0, 10)
    // The term lasts thirty days; the dates of UTC and of Kazakhstan differ by one at most.
    expect(daysOff).toEqual(expect.arrayContaining(daysOffBetween(dateAfter(day), dateAfter(30 * day))))
    expect(daysOffBetween(dateAfter(-2 * day), dateAfter(33 * day))).toEqual(expect.arrayContaining(daysOff))
    expect(await planned([curfew])).toEqual([])
  })

  it('that counts from the past makes that time our blindness, until five minutes from now', async () => {
    const { id } = await head.done('createPerson', { body: aPerson(a) })
    const from = later(test.clock.now, -3 * hour)
    await head.done('createOrder', { params: { personId: id }, body: anOrder(a, from) })
    const [, blind] = await streamOf(id)
    expect(blind).toEqual({ at: new Date(from), body: { kind: 'server-blind', until: test.clock.now + 300_000 } })
  })

  it.each([
    {
      why: 'a term that ends as it begins',
      change: { termUntil: '2026-01-01T00:00:00.000Z', termFrom: '2026-01-01T00:00:00.000Z' },
      status: 422,
      code: 'term-not-a-period',
    },
    { why: 'no rule', change: { rules: [] }, status: 400, code: 'bad-request' },
    { why: 'a day that does not exist', change: { decidedAt: '2026-02-31T00:00:00Z' }, status: 400, code: 'bad-request' },
    { why: 'a regime that carries no device', change: { regime: 'detention' }, status: 400, code: 'bad-request' },
    {
      why: 'a zone whose border crosses itself',
      change: {
        rules: [
          {
            ...curfew,
            zone: {
              name: 'Bow',
              shape: {
                kind: 'polygon',
                ring: [
                  { lat: 51, lon: 71 },
                  { lat: 51.1, lon: 71.1 },
                  { lat: 51, lon: 71.1 },
                  { lat: 51.1, lon: 71 },
                ],
              },
            },
          },
        ],
      },
      status: 422,
      code: 'bad-zone',
    },
  ])('is refused with $why: $code', async ({ change, status, code }) => {
    const before = await test.owner.query('SELECT count(*) FROM orders')
    const refused = await head.call('createOrder', { params: { personId }, body: anOrder(a, test.clock.now, change) })
    expect([refused.status, refused.code]).toEqual([status, code])
    expect((await test.owner.query('SELECT count(*) FROM orders')).rows).toEqual(before.rows)
  })

  it.each([
    {
      what: 'a polygon with a hole',
      shape: {
        kind: 'polygon',
        ring: [
          { lat: 51, lon: 71 },
          { lat: 51, lon: 72 },
          { lat: 52, lon: 71 },
        ],
        holes: [
          [
            { lat: 51.2, lon: 71.2 },
            { lat: 51.2, lon: 71.3 },
            { lat: 51.3, lon: 71.2 },
          ],
        ],
      },
    },
    {
      what: 'a region of 19,000 corners in two parts',
      shape: {
        kind: 'multipolygon',
        polygons: [67, 71].map((lon) => ({
          ring: Array.from({ length: 9_500 }, (_, i) => ({
            lat: 49.123456789 + Math.sin((i / 4_750) * Math.PI),
            lon: lon + Math.cos((i / 4_750) * Math.PI),
          })),
        })),
      },
    },
    {
      what: 'a corridor',
      shape: {
        kind: 'corridor',
        line: [
          { lat: 51, lon: 71 },
          { lat: 51.1, lon: 71.1 },
        ],
        halfWidthMetres: 100,
      },
    },
  ])('may name $what, and gives it back as it was', async ({ shape }) => {
    const { id } = await head.done('createPerson', { body: aPerson(a) })
    const rules = [{ ...curfew, zone: { name: 'There', shape } }]
    await head.done('createOrder', { params: { personId: id }, body: anOrder(a, test.clock.now, { rules }) })
    const { obligations } = await head.done('getPerson', { params: { personId: id } })
    expect(obligations[0]?.rule).toMatchObject({ zone: { name: 'There', shape } })
  })

  it('ends at the instant of its closing: term, conditions and what is watched', async () => {
    const { id } = await head.done('createPerson', { body: aPerson(a) })
    const from = later(test.clock.now, -hour)
    const { id: orderId } = await head.done('createOrder', { params: { personId: id }, body: anOrder(a, from) })
    await head.done('closeOrder', { params: { orderId }, body: aClosing() })
    const at = test.clock.now
    const { rows } = await test.owner.query(
      'SELECT upper(o.term) AS term, upper(c.during) AS during FROM orders o JOIN conditions c ON c.order_id = o.id WHERE o.id = $1',
      [orderId],
    )
    expect(rows).toEqual([{ term: new Date(at), during: new Date(at) }])
    expect((await streamOf(id)).at(-1)).toMatchObject({
      at: new Date(at),
      body: { kind: 'plan', plan: { conditions: [{ from, until: at }] } },
    })
    const again = await head.call('closeOrder', { params: { orderId }, body: aClosing() })
    expect([again.status, again.code]).toEqual([409, 'order-closed'])
  })

  it('is not closed before it began', async () => {
    const { id } = await head.done('createPerson', { body: aPerson(a) })
    const from = later(test.clock.now, hour)
    const { id: orderId } = await head.done('createOrder', { params: { personId: id }, body: anOrder(a, from) })
    for (const at of [undefined, isoInstant(from)]) {
      const refused = await head.call('closeOrder', { params: { orderId }, body: aClosing({ at }) })
      expect([refused.status, refused.code]).toEqual([422, 'term-not-a-period'])
    }
  })

  it('is not closed now as of a time after its term', async () => {
    const { id } = await head.done('createPerson', { body: aPerson(a) })
    const from = later(test.clock.now, -hour)
    const { id: orderId } = await head.done('createOrder', { params: { personId: id }, body: anOrder(a, from) })
    const refused = await head.call('closeOrder', {
      params: { orderId },
      body: aClosing({ at: isoInstant(later(from, 30 * day)) }),
    })
    expect([refused.status, refused.code]).toEqual([422, 'term-not-a-period'])
  })

  it('of another service stays in the plan that a change of ours writes', async () => {
    const b = await test.addOrganisation('B')
    const headB = await test.addUser('head', b, 'head-b')
    const { id } = await head.done('createPerson', { body: aPerson(a) })
    await head.done('createOrder', { params: { personId: id }, body: anOrder(a, test.clock.now) })
    await test.owner.query(
      `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term)
       VALUES ($1, $2, 'bail', 'B-1', now(), tstzrange(now() - interval '1 day', now() + interval '1 day'))`,
      [id, b],
    )
    await headB.done('createOrder', {
      params: { personId: id },
      body: anOrder(b, test.clock.now, { regime: 'bail', rules: [deviceCare] }),
    })
    const plan = (await streamOf(id)).at(-1)?.body.plan
    expect(plan?.conditions).toHaveLength(2)
    const seenByB = await headB.done('getPerson', { params: { personId: id } })
    expect(seenByB.obligations.map((o) => o.rule.kind)).toEqual(['device-care'])
  })
})

describe('a device', () => {
  const at = instant(Date.parse('2026-11-01T00:00:00Z'))

  it('is registered once and is in one kit at a time', async () => {
    const device = { protocol: 'gt06', identifier: '356938035643809', model: 'Test', organisationId: a }
    const { id: deviceId } = await head.done('registerDevice', { body: device })
    const twice = await head.call('registerDevice', { body: device })
    expect([twice.status, twice.code]).toEqual([409, 'device-exists'])
    const { id: other } = await head.done('createPerson', { body: aPerson(a) })
    await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'worn', from: isoInstant(at) } })
    const inUse = await head.call('issueDevice', { params: { personId: other }, body: { deviceId, role: 'worn' } })
    expect([inUse.status, inUse.code]).toEqual([409, 'device-in-use'])
    const person = await head.done('getPerson', { params: { personId } })
    expect(person.kit).toEqual([
      { deviceId, role: 'worn', protocol: 'gt06', identifier: '356938035643809', model: 'Test', from: isoInstant(at) },
    ])

    const { devices } = await head.done('listDevices')
    expect(devices.find((d) => d.id === deviceId)?.wornBy).toEqual({ personId, name: 'Ахметов А. Б.' })

    const returnedAt = later(at, hour)
    const tooEarly = await head.call('returnDevice', { params: { deviceId }, body: { at: isoInstant(at) } })
    expect([tooEarly.status, tooEarly.code]).toEqual([404, 'not-found'])
    await head.done('returnDevice', { params: { deviceId }, body: { at: isoInstant(returnedAt) } })
    await head.done('issueDevice', {
      params: { personId: other },
      body: { deviceId, role: 'worn', from: isoInstant(returnedAt) },
    })
    const [plan, blind] = await streamOf(other)
    const identifier = '356938035643809'
    expect(plan?.body.plan?.kit).toEqual([{ deviceId, role: 'worn', from: returnedAt, until: 253_402_300_799_999, identifier }])
    expect(blind).toMatchObject({ at: new Date(returnedAt), body: { kind: 'server-blind' } })
  })
})
