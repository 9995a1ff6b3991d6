import { hour, isoInstant, later, roundTheClock } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { aPerson, anOrder, curfew, deviceCare } from '../http/test-bodies.ts'

let test: TestApp
let head: TestBrowser
let personId: string
let orderId: string
let home: string
let care: string

beforeAll(async () => {
  test = await startTestApp()
  const a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  personId = (await head.done('createPerson', { body: aPerson(a) })).id
  const order = anOrder(a, test.clock.now, { rules: [curfew, deviceCare] })
  orderId = (await head.done('createOrder', { params: { personId }, body: order })).id
  const { obligations } = await head.done('getPerson', { params: { personId } })
  const lineageOf = (kind: string) => obligations.find(({ rule }) => rule.kind === kind)?.lineageId ?? ''
  ;[home, care] = [lineageOf('curfew'), lineageOf('device-care')]
})
afterAll(() => test.end())

function aPermit(change: Record<string, unknown> = {}): Record<string, unknown> {
  const { now } = test.clock
  return {
    kind: 'permission',
    lineageIds: [home],
    from: isoInstant(later(now, hour)),
    until: isoInstant(later(now, 3 * hour)),
    schedule: null,
    givenAt: isoInstant(now),
    givenBy: 'Court of Astana',
    documentNumber: '7-1',
    ...change,
  }
}

const give = (change?: Record<string, unknown>) => head.call('givePermit', { params: { orderId }, body: aPermit(change) })

async function plannedPermits(): Promise<unknown[]> {
  const { rows } = await test.owner.query<{ body: { plan: { permits: unknown[] } } }>(
    `SELECT body FROM stream_events WHERE person_id = $1 AND body ->> 'kind' = 'plan' ORDER BY id DESC LIMIT 1`,
    [personId],
  )
  return rows[0]?.body.plan.permits ?? []
}

describe('[MON.permit] a permit', () => {
  it('given beforehand is in the plan of the person and in the list of the order, until it is revoked', async () => {
    const { now } = test.clock
    const given = await head.done('givePermit', { params: { orderId }, body: aPermit() })
    expect(given).toMatchObject({ coversFrom: isoInstant(later(now, hour)), isGivenLate: false })
    const planned = { id: given.id, kind: 'permission', lineageIds: [home], givenAt: now, from: later(now, hour) }
    expect(await plannedPermits()).toEqual([{ ...planned, until: later(now, 3 * hour) }])

    const at = later(now, 2 * hour)
    await head.done('revokePermit', { params: { permitId: given.id }, body: { at: isoInstant(at), reason: 'no longer needed' } })
    expect(await plannedPermits()).toEqual([{ ...planned, until: at }])
    const { permits } = await head.done('listPermits', { params: { orderId } })
    expect(permits).toMatchObject([
      { id: given.id, givenBy: 'Court of Astana', documentNumber: '7-1', revokedAt: isoInstant(at) },
    ])
  })

  it('given after its beginning says plainly from when it covers', async () => {
    const { now } = test.clock
    const answer = await head.done('givePermit', { params: { orderId }, body: aPermit({ from: isoInstant(later(now, -hour)) }) })
    expect(answer).toMatchObject({ coversFrom: isoInstant(now), isGivenLate: true })
  })

  it('that recurs keeps its hours', async () => {
    const { id } = await head.done('givePermit', { params: { orderId }, body: aPermit({ schedule: roundTheClock }) })
    expect(await plannedPermits()).toContainEqual(expect.objectContaining({ id, schedule: roundTheClock }))
  })

  it.each([
    { why: 'that ends as it begins', change: () => ({ until: aPermit()['from'] }), code: 'term-not-a-period' },
    {
      why: 'given only later',
      change: () => ({ givenAt: isoInstant(later(test.clock.now, hour)) }),
      code: 'permit-covers-nothing',
    },
    { why: 'for the care of the device', change: () => ({ lineageIds: [care] }), code: 'permit-not-applicable' },
    {
      why: 'that is the person’s own notice, for hours at home',
      change: () => ({ kind: 'notice' }),
      code: 'permit-not-applicable',
    },
    { why: 'for a condition of nobody', change: () => ({ lineageIds: [orderId] }), code: 'permit-not-applicable' },
  ])('$why is refused: $code', async ({ change, code }) => {
    expect((await give(change())).code).toBe(code)
  })

  it('of another service is not there', async () => {
    const b = await test.addOrganisation('B')
    const other = await test.addUser('head', b, 'head-b')
    const refused = await other.call('givePermit', { params: { orderId }, body: aPermit() })
    expect([refused.status, refused.code]).toEqual([404, 'not-found'])
    expect((await other.call('listPermits', { params: { orderId } })).code).toBe('not-found')
  })
})
