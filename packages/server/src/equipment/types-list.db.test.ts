import { parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startTestApp } from '../http/test-app.ts'
import { aDecision, recordsWithout } from '../http/test-bodies.ts'
import { type Subdivision, adoptedOrder } from '../http/test-order.ts'

let at: Subdivision

/** Sets what the server takes for now. */
function itIs(instant: string): void {
  const parsed = parseIsoInstant(instant)
  if (parsed.ok) at.test.clock.now = parsed.value
}

beforeAll(async () => {
  const test = await startTestApp()
  const organisationId = await test.addOrganisation('A')
  const head = await test.addUser('head', organisationId, 'head-a')
  const operator = await test.addUser('operator', organisationId, 'operator-a')
  at = { test, organisationId, head, operator }
  itIs('2026-11-21T16:00:00+05:00')
})
afterAll(() => at.test.end())

const courtAct = { kind: 'court-act', inForceFrom: '2026-11-20', isCitizen: true, supervisionGround: null }
const convicted = () =>
  adoptedOrder(at, {
    decision: aDecision({ measure: 'restriction-of-freedom', authorisation: null, act: courtAct }),
    records: recordsWithout('ground'),
    rules: [{ kind: 'contact', everyMs: 600_000 }],
  })
const decide = (orderId: string, equipment: string[]) =>
  at.head.call('decideEquipment', { params: { orderId }, body: { equipment, reasons: 'At home at night' } })
const problem = ({ text }: { readonly text: string }) => JSON.parse(text) as { code?: string; citation?: string; detail?: string }
const types = async () => (await at.head.done('listEquipmentTypes')).types
const typeOf = async (equipmentClass: string) => {
  const found = (await types()).findLast((type) => type.equipmentClass === equipmentClass && type.until === null)
  if (!found) throw new Error(`no ${equipmentClass} on the list`)
  return found
}
const end = async (equipmentClass: string, until: string) =>
  at.test.administrator.done('endEquipmentType', { params: { typeId: (await typeOf(equipmentClass)).id }, body: { until } })

describe('the list of equipment types', () => {
  it('[PEC.15] 21 November: repeaters are off the list from the 22nd; decided that evening they are allowed, after midnight not', async () => {
    const orders = [await convicted(), await convicted()]
    await end('repeater', '2026-11-22')
    itIs('2026-11-21T23:59:59+05:00')
    expect((await decide(orders[0]?.orderId ?? '', ['bracelet', 'repeater'])).status).toBe(200)
    itIs('2026-11-22T00:00:00+05:00')
    const refused = await decide(orders[1]?.orderId ?? '', ['bracelet', 'repeater'])
    expect(problem(refused)).toMatchObject({
      code: 'step-blocked',
      citation: 'PEC 15(1)(1)',
      detail: 'equipment-not-listed (PEC 15(1)(1))',
    })
    expect((await decide(orders[1]?.orderId ?? '', ['bracelet'])).status).toBe(200)
  })

  it('[PEC.15] a type that comes onto the list on 1 December is assigned from that day on', async () => {
    await end('mobile-unit', '2026-11-22')
    await at.test.administrator.done('addEquipmentType', {
      body: { equipmentClass: 'mobile-unit', from: '2026-12-01', source: 'An order of the government' },
    })
    const { orderId } = await convicted()
    itIs('2026-11-30T23:00:00+05:00')
    expect((await decide(orderId, ['mobile-unit'])).code).toBe('step-blocked')
    itIs('2026-12-01T00:00:00+05:00')
    expect((await decide(orderId, ['mobile-unit'])).status).toBe(200)
  })

  it('before trial the same list is a policy, and wears no citation', async () => {
    await end('personal-tracker', '2026-12-01')
    const { orderId } = await adoptedOrder(at)
    const refused = problem(await decide(orderId, ['personal-tracker']))
    expect([refused.detail, refused.citation]).toEqual(['equipment-not-listed', undefined])
  })

  it('a type is on the list once on any day; what was entered by mistake never was on it', async () => {
    const body = { equipmentClass: 'bracelet', from: '2027-01-01', source: 'x' }
    expect((await at.test.administrator.call('addEquipmentType', { body })).code).toBe('equipment-type-overlaps')
    const { id, from } = await typeOf('stationary-console')
    await at.test.administrator.done('endEquipmentType', { params: { typeId: id }, body: { until: from } })
    expect((await types()).find((type) => type.id === id)).toMatchObject({ from, until: from, isInForce: false })
    const anew = { equipmentClass: 'stationary-console', from: '2026-01-01', source: 'x' }
    await at.test.administrator.done('addEquipmentType', { body: anew })
    const ended = await at.test.administrator.call('endEquipmentType', { params: { typeId: id }, body: { until: '2014-01-01' } })
    expect(ended.code).toBe('term-not-a-period')
  })

  it('is the administrator’s to change, everybody’s to read', async () => {
    const body = { equipmentClass: 'repeater', from: '2027-01-01', source: 'x' }
    for (const colleague of [at.head, at.operator]) {
      expect((await colleague.call('addEquipmentType', { body })).code).toBe('forbidden')
      expect((await colleague.call('listEquipmentTypes')).status).toBe(200)
    }
  })
})
