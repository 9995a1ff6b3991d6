import { isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson, anOrder } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let stranger: TestBrowser
let personId: string
let orderId: string
let lineageId: string

const distance = { kind: 'distance', metres: 300, places: [] } as const
const her = { name: 'Бегимова А.', language: 'kk', phone: '+7 701 000 00 00' } as const

beforeAll(async () => {
  test = await startTestApp()
  const a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
  stranger = await test.addUser('head', await test.addOrganisation('B'), 'head-b')
  personId = (await head.done('createPerson', { body: aPerson(a) })).id
  const order = anOrder(a, test.clock.now, { rules: [distance, { kind: 'contact', everyMs: 600_000 }] })
  orderId = (await head.done('createOrder', { params: { personId }, body: order })).id
  const { rows } = await test.owner.query<{ lineage_id: string }>(
    `SELECT lineage_id FROM conditions WHERE order_id = $1 AND rule ->> 'kind' = 'distance'`,
    [orderId],
  )
  lineageId = rows[0]?.lineage_id ?? ''
})
afterAll(() => test.end())

const addHer = (browser: TestBrowser, lineage = lineageId) =>
  browser.call('addProtectedPerson', { params: { orderId }, body: { ...her, lineageId: lineage } })

async function registered(identifier: string): Promise<string> {
  const { rows } = await test.owner.query<{ id: string }>(
    `INSERT INTO devices (protocol, identifier, model, organisation_id)
     SELECT 'osmand', $1, 'phone', organisation_id FROM persons WHERE id = $2 RETURNING id`,
    [identifier, personId],
  )
  return rows[0]?.id ?? ''
}

describe('[1369.20c] a protected person', () => {
  it('is named by the head for a distance condition of the order, by nobody else and for no other condition', async () => {
    expect((await addHer(operator)).status).toBe(403)
    expect((await addHer(stranger)).status).toBe(404)
    const { rows } = await test.owner.query<{ lineage_id: string }>(
      `SELECT lineage_id FROM conditions WHERE order_id = $1 AND rule ->> 'kind' = 'contact'`,
      [orderId],
    )
    expect((await addHer(head, rows[0]?.lineage_id)).status).toBe(404)
    expect((await addHer(head)).status).toBe(200)
  })

  it('has a device that the engine hears for that condition, and that nobody is shown or may ask', async () => {
    const { id } = await head.done('addProtectedPerson', { params: { orderId }, body: { ...her, lineageId } })
    const deviceId = await registered('her-phone')
    await head.done('issueProtectedDevice', { params: { protectedPersonId: id }, body: { deviceId } })
    const { rows } = await test.owner.query<{ body: { plan: { kit: unknown[] } } }>(
      `SELECT body FROM stream_events WHERE person_id = $1 AND body ->> 'kind' = 'plan' ORDER BY id DESC LIMIT 1`,
      [personId],
    )
    expect(rows[0]?.body.plan.kit).toEqual([
      expect.objectContaining({ deviceId, role: 'protected', protects: lineageId, identifier: 'her-phone' }),
    ])
    expect((await head.done('getPerson', { params: { personId } })).kit).toEqual([])
    const asked = await head.call('requestCommand', {
      params: { personId },
      body: { deviceId, command: { kind: 'locate' }, reason: 'where is she' },
    })
    expect(asked.status).toBe(404)
    const twice = await head.call('issueProtectedDevice', { params: { protectedPersonId: id }, body: { deviceId } })
    expect([twice.status, twice.code]).toEqual([409, 'device-in-use'])
  })

  it('is collected under the order, and her places are in no trail of the supervised person', async () => {
    const deviceId = await registered('her-other-phone')
    const { id } = await head.done('addProtectedPerson', { params: { orderId }, body: { ...her, lineageId } })
    await head.done('issueProtectedDevice', { params: { protectedPersonId: id }, body: { deviceId } })
    const collected = await test.owner.query<{ n: number }>(
      `SELECT jsonb_array_length(c.intervals) AS n FROM collected_devices(0) c JOIN devices d ON d.no = c.device_no WHERE d.id = $1`,
      [deviceId],
    )
    expect(collected.rows).toEqual([{ n: 1 }])
    const at = isoInstant(later(test.clock.now, minute))
    await test.owner.query(`SELECT ensure_reading_partition($1::timestamptz::date)`, [at])
    await test.owner.query(
      `INSERT INTO readings (event_day, device_no, event_at, received_at, batch_id, content_hash, lat_e7, lon_e7, kind, flags)
       SELECT $2::timestamptz::date, no, $2, $2, 1, 1, 511300000, 714300000, 1, 1 FROM devices WHERE id = $1`,
      [deviceId, at],
    )
    const from = isoInstant(test.clock.now)
    const until = isoInstant(later(test.clock.now, 10 * minute))
    const history = await head.done('getHistory', { params: { personId }, query: { from, until } })
    expect(history.fixes).toEqual([])
  })
})

describe('[1369.20c] a warning to a protected person', () => {
  it('names whom to tell and in which language, and is recorded as given once', async () => {
    await test.owner.query(`INSERT INTO protected_warnings (alert_key, person_id, lineage_id, due_at) VALUES ('k', $1, $2, $3)`, [
      personId,
      lineageId,
      isoInstant(test.clock.now),
    ])
    const { warnings } = await operator.done('listWarnings', { params: { personId } })
    expect(warnings).toEqual([expect.objectContaining({ given: null, recipients: expect.arrayContaining([her]) })])
    const warningId = warnings[0]?.id ?? ''
    expect((await stranger.call('listWarnings', { params: { personId } })).status).toBe(404)
    expect((await stranger.call('giveWarning', { params: { warningId }, body: { means: 'x' } })).status).toBe(404)
    await operator.done('giveWarning', { params: { warningId }, body: { means: 'by telephone' } })
    const again = await operator.call('giveWarning', { params: { warningId }, body: { means: 'by telephone' } })
    expect([again.status, again.code]).toEqual([409, 'warning-given'])
    const after = await operator.done('listWarnings', { params: { personId } })
    expect(after.warnings[0]?.given).toMatchObject({ means: 'by telephone' })
    const logged = await test.owner.query(
      `SELECT DISTINCT action FROM log_entries WHERE action IN ('listWarnings', 'giveWarning') ORDER BY 1`,
    )
    expect(logged.rows).toEqual([{ action: 'giveWarning' }, { action: 'listWarnings' }])
  })
})
