import { day, isoInstant, later, minute, parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import {
  aClosing,
  aDecision,
  anOrder,
  aPerson,
  curfew,
  fittingRecords,
  packageRecords,
  recordsWithout,
} from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let headAbove: TestBrowser
let a: string
let devices = 0

beforeAll(async () => {
  test = await startTestApp()
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
  headAbove = await test.addUser('head', test.rootId, 'head-above')
})
afterAll(() => test.end())
beforeEach(() => {
  const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
})

interface Opened {
  readonly personId: string
  readonly orderId: string
}

async function opened(
  records: unknown[] = recordsWithout(),
  decision: unknown = aDecision(),
  birthOn = '1990-05-01',
): Promise<Opened> {
  const { id: personId } = await head.done('createPerson', { body: aPerson(a, { birthOn }) })
  const body = { organisationId: a, decision, records }
  return { personId, orderId: (await operator.done('openCaseFile', { params: { personId }, body })).id }
}

const adoption = (change: Record<string, unknown> = {}) => ({
  registrationNumber: '9',
  termFrom: '2026-11-20T14:30:00+05:00',
  termUntil: isoInstant(later(test.clock.now, 30 * day)),
  rules: [curfew],
  ...change,
})
const choice = { equipment: ['bracelet', 'home-unit'], reasons: 'At home round the clock; the home has power.' }

const check = ({ orderId }: Opened) => operator.done('checkCaseFile', { params: { orderId }, body: {} })
const adopt = ({ orderId }: Opened) => head.done('adoptOrder', { params: { orderId }, body: adoption() })
const decide = ({ orderId }: Opened) => head.done('decideEquipment', { params: { orderId }, body: choice })
const note = ({ orderId }: Opened, ...records: unknown[]) =>
  operator.done('addCaseRecords', { params: { orderId }, body: { records } })
async function issue({ personId }: Opened): Promise<string> {
  const device = { protocol: 'osmand', identifier: `device-${devices++}`, model: 'Test', organisationId: a }
  const { id: deviceId } = await head.done('registerDevice', { body: device })
  await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'worn' } })
  return deviceId
}
const fitting = { place: 'Astana, Abai avenue 1' }
const fit = ({ orderId }: Opened) => operator.done('recordFitting', { params: { orderId }, body: fitting })
const activate = ({ orderId }: Opened) => head.done('activateOrder', { params: { orderId }, body: {} })

/** As far as the equipment decision. */
async function decided(...given: Parameters<typeof opened>): Promise<Opened> {
  const order = await opened(...given)
  await check(order)
  await adopt(order)
  await decide(order)
  await issue(order)
  return order
}

const problem = ({ text }: { readonly text: string }) => {
  const { code, citation, detail } = JSON.parse(text) as { code: string; citation?: string; detail?: string }
  return { code, citation, detail }
}
const conditionsOf = async ({ orderId }: Opened) =>
  (await test.owner.query<{ source_kind: string }>('SELECT source_kind FROM conditions WHERE order_id = $1', [orderId])).rows

describe('the life of an order', () => {
  it('[1369.7a] from the package to the removal: each step is an event with who, when and on which basis', async () => {
    const order = await opened()
    const params = { orderId: order.orderId }
    await check(order)
    await adopt(order)
    await decide(order)
    await issue(order)
    expect((await head.done('getPerson', { params: { personId: order.personId } })).order).toBeNull()
    await fit(order)
    const fitted = await head.done('getPerson', { params: { personId: order.personId } })
    expect(fitted.order).toMatchObject({ id: order.orderId, regime: 'house-arrest', basisNumber: '12-3', state: 'active' })
    expect(fitted.obligations).toEqual([])
    await note(order, ...Object.values(fittingRecords))
    test.clock.now = later(test.clock.now, 10 * minute)
    await activate(order)
    const { obligations } = await head.done('getPerson', { params: { personId: order.personId } })
    expect(obligations.map(({ rule, source }) => [rule.kind, source.citation])).toEqual([['curfew', '1369 §4']])
    test.clock.now = later(test.clock.now, day)
    await head.done('closeOrder', { params, body: aClosing({ ground: 'verdict' }) })

    const { events, state } = await operator.done('getOrderHistory', { params })
    expect(state).toBe('closed')
    expect(events.map(({ sequence }) => sequence)).toEqual(events.map((_, i) => i + 1))
    expect(events.filter(({ kind }) => kind !== 'record').map((e) => [e.kind, e.state, e.byName, e.citations])).toEqual([
      ['receive', 'received', 'Name of operator-a', []],
      ['check', 'checked', 'Name of operator-a', []],
      ['adopt', 'adopted', 'Name of head-a', expect.arrayContaining([expect.stringMatching(/^1369 §/)])],
      ['decide-equipment', 'equipment-decided', 'Name of head-a', []],
      ['fit', 'fitted', 'Name of operator-a', []],
      ['activate', 'active', 'Name of head-a', []],
      ['close', 'closed', 'Name of head-a', expect.arrayContaining([expect.stringMatching(/^1369 §10/)])],
    ])
    expect(events.at(-1)).toMatchObject({
      at: isoInstant(test.clock.now),
      body: { ground: 'verdict', documentNumber: '12-9' },
    })
    expect(events.find(({ kind }) => kind === 'decide-equipment')?.body).toMatchObject(choice)
  })

  it('[1369.7a] collects from the fitting on and not before: the authorised time begins with it', async () => {
    const order = await decided()
    const term = async () =>
      (await test.owner.query('SELECT lower(term) AS from FROM orders WHERE id = $1', [order.orderId])).rows as { from: Date }[]
    expect(await term()).toEqual([])
    test.clock.now = later(test.clock.now, minute)
    await fit(order)
    expect(await term()).toEqual([{ from: new Date(test.clock.now) }])
    expect(await conditionsOf(order)).toEqual([])
  })

  it('a step that does not begin where the order stands is refused and leaves no event', async () => {
    const order = await opened()
    const params = { orderId: order.orderId }
    expect(problem(await head.call('adoptOrder', { params, body: adoption() }))).toEqual({
      code: 'step-not-allowed',
      detail: 'received',
    })
    expect(problem(await head.call('activateOrder', { params, body: {} })).code).toBe('step-not-allowed')
    await check(order)
    expect(problem(await operator.call('checkCaseFile', { params, body: {} }))).toEqual({
      code: 'step-not-allowed',
      detail: 'checked',
    })
    const { events } = await operator.done('getOrderHistory', { params })
    expect(events.filter(({ kind }) => kind !== 'record').map(({ kind }) => kind)).toEqual(['receive', 'check'])
  })

  it('two who take the same step at once take it once', async () => {
    const order = await opened()
    const asked = { params: { orderId: order.orderId }, body: {} }
    const answers = await Promise.all([head, operator, head, operator].map((who) => who.call('checkCaseFile', asked)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    expect(answers.filter(({ code }) => code === 'step-not-allowed')).toHaveLength(3)
  })
})

describe('a package with a gap', () => {
  it('[1369.6a] without the decision is not adopted; it goes back to the body with its provisions, and comes again', async () => {
    const order = await opened(recordsWithout('measure-decision', 'identity-copy'))
    const params = { orderId: order.orderId }
    await check(order)
    expect(problem(await head.call('adoptOrder', { params, body: adoption() }))).toEqual({
      code: 'step-blocked',
      citation: '1369 §6(1)',
      detail: 'measure-decision-missing (1369 §6(1))',
    })
    const { reasons } = await head.done('returnCaseFile', { params, body: {} })
    expect(reasons.map(({ code, citation }) => [code, citation])).toEqual([
      ['measure-decision-missing', '1369 §6(1)'],
      ['identity-copy-missing', '1369 §6(3)'],
    ])
    await note(order, packageRecords['measure-decision'], packageRecords['identity-copy'])
    await operator.done('resubmitCaseFile', { params, body: {} })
    await check(order)
    await adopt(order)
    const { events } = await operator.done('getOrderHistory', { params })
    expect(events.find(({ kind }) => kind === 'return-to-body')?.citations).toEqual(['1369 §6(1)', '1369 §6(3)'])
  })

  it('[1369.6a] that lacks only the identity copy is adopted; the copy is claimed from the body', async () => {
    const order = await opened(recordsWithout('identity-copy'))
    const params = { orderId: order.orderId }
    await check(order)
    expect(problem(await head.call('returnCaseFile', { params, body: {} })).detail).toBe('nothing-to-return')
    const { claimed } = await operator.done('claimMissing', { params, body: {} })
    expect(claimed).toMatchObject([{ piece: 'identity-copy', owedBy: 'body', citation: '1369 §6(3)' }])
    await adopt(order)
  })

  it('[1369.4c] a condition that nothing in the decision supports is not adopted', async () => {
    const order = await opened(
      recordsWithout(),
      aDecision({ measure: 'conditional-sentence', authorisation: null, act: courtAct }),
    )
    await check(order)
    const territory = { kind: 'territory', zone: curfew.zone, level: 'locality', leave: 'permission' }
    const refused = await head.call('adoptOrder', { params: { orderId: order.orderId }, body: adoption({ rules: [territory] }) })
    expect(problem(refused)).toMatchObject({ code: 'condition-unsupported', citation: 'PEC 1(2)' })
  })
})

const courtAct = { kind: 'court-act', inForceFrom: '2026-11-20', isCitizen: true, supervisionGround: null }

describe('the decision on equipment', () => {
  it('[1369.16] is the head’s of this very subdivision: not an operator’s, and not a head’s from above', async () => {
    const order = await opened()
    const asked = { params: { orderId: order.orderId }, body: choice }
    await check(order)
    await adopt(order)
    expect((await operator.call('decideEquipment', asked)).code).toBe('forbidden')
    expect(problem(await headAbove.call('decideEquipment', asked))).toEqual({
      code: 'step-blocked',
      citation: '1369 §16',
      detail: 'only-head-decides (1369 §16)',
    })
    expect((await head.call('decideEquipment', { ...asked, body: { ...choice, reasons: ' ' } })).code).toBe('bad-request')
    await head.done('decideEquipment', asked)
  })
})

describe('fitting', () => {
  const refusedWith = async (order: Opened) =>
    problem(await operator.call('recordFitting', { params: { orderId: order.orderId }, body: fitting }))

  it('[1369.5a] is blocked by a contraindication', async () => {
    const medical = { ...packageRecords.medical, hasContraindication: true }
    const order = await decided([...recordsWithout('medical'), medical])
    expect(await refusedWith(order)).toEqual({ code: 'step-blocked', citation: '1369 §15', detail: 'contraindicated (1369 §15)' })
    expect((await test.owner.query('SELECT FROM orders WHERE id = $1', [order.orderId])).rows).toEqual([])
  })

  it('[1369.5a] a contraindication found later: the body is to be told at once, and the order is closed on its act', async () => {
    const order = await decided()
    const params = { orderId: order.orderId }
    const warnings = async () => (await operator.done('getCaseFile', { params })).warnings
    await fit(order)
    await note(order, ...Object.values(fittingRecords))
    expect(await warnings()).toEqual([])
    await note(order, { ...packageRecords.medical, hasContraindication: true })
    expect(await warnings()).toMatchObject([{ code: 'notify-body-of-contraindication', citation: '1369 §15' }])
    expect(problem(await head.call('activateOrder', { params, body: {} }))).toMatchObject({
      code: 'step-blocked',
      detail: 'contraindicated (1369 §15)',
    })
    test.clock.now = later(test.clock.now, minute)
    await head.done('closeOrder', { params, body: aClosing() })
  })

  it('[1369.13] is blocked until measures are recorded that hide the device from others', async () => {
    const order = await decided(recordsWithout('concealment'))
    expect(await refusedWith(order)).toMatchObject({ code: 'step-blocked', citation: '1369 §13' })
    await note(order, packageRecords.concealment)
    await fit(order)
  })

  it('[1369.14] is blocked until a residence is recorded', async () => {
    const order = await decided(recordsWithout('residence'))
    expect(await refusedWith(order)).toMatchObject({ code: 'step-blocked', citation: '1369 §14' })
  })

  it('[1369.4b] of a minor is blocked while the explanation was given without a representative', async () => {
    const order = await decided(recordsWithout(), aDecision(), '2010-05-01')
    expect(await refusedWith(order)).toMatchObject({
      citation: '1369 §4 part 2',
      detail: 'minor-explained-alone (1369 §4 part 2)',
    })
    const attendants = [{ name: 'Guardianship department', capacity: 'guardianship-authority' }]
    await note(order, { ...packageRecords.explanation, attendants })
    await fit(order)
  })

  it('needs a device that was issued', async () => {
    const order = await opened()
    await check(order)
    await adopt(order)
    await decide(order)
    expect((await refusedWith(order)).code).toBe('kit-empty')
  })

  it('[1369.7a] leads to the execution only when the self-test passed, the act is drawn up and the memo explained', async () => {
    const order = await decided()
    await fit(order)
    const refused = problem(await head.call('activateOrder', { params: { orderId: order.orderId }, body: {} }))
    expect(refused.detail?.replaceAll(/ \([^)]*\)\)?|\)/g, '')).toBe('self-test-not-passed, act-not-drawn-up, memo-missing')
    await note(order, { ...fittingRecords['self-test'], isStrapClosed: false }, fittingRecords.act, fittingRecords.memo)
    expect(problem(await head.call('activateOrder', { params: { orderId: order.orderId }, body: {} })).detail).toContain(
      'self-test',
    )
    await note(order, fittingRecords['self-test'])
    await activate(order)
  })
})

describe('closing', () => {
  it('[1369.10] happens on a ground of the closed list alone', async () => {
    const order = await opened()
    const params = { orderId: order.orderId }
    const refused = problem(await head.call('closeOrder', { params, body: aClosing({ ground: 'good-behaviour' }) }))
    expect(refused).toEqual({ code: 'step-blocked', citation: '1369 §10', detail: 'ground-not-listed (1369 §10)' })
    const { closingGrounds } = await operator.done('getCaseFile', { params })
    expect(closingGrounds.map(({ code }) => code)).toEqual(['measure-cancelled', 'measure-changed', 'verdict', 'death'])
    await head.done('closeOrder', { params, body: aClosing({ ground: 'death' }) })
    expect((await head.call('closeOrder', { params, body: aClosing() })).code).toBe('order-closed')
    expect((await operator.call('addCaseRecords', { params, body: { records: [packageRecords.residence] } })).code).toBe(
      'order-closed',
    )
  })

  it('[1369.10] after the authorised time ran out collects nothing more, and the order is closed on the body’s act', async () => {
    const order = await decided()
    const params = { orderId: order.orderId }
    await fit(order)
    await note(order, ...Object.values(fittingRecords))
    await activate(order)
    const until = later(test.clock.now, 30 * day)
    test.clock.now = later(until, day)
    expect(problem(await head.call('closeOrder', { params, body: aClosing({ ground: 'expiry' }) })).detail).toContain(
      'expiry-awaits-act',
    )
    await head.done('closeOrder', { params, body: aClosing() })
    const { rows } = await test.owner.query(
      'SELECT upper(term) AS until, closed_reason IS NULL AS open FROM orders WHERE id = $1',
      [order.orderId],
    )
    expect(rows).toEqual([{ until: new Date(until), open: false }])
  })

  it('[PEC.161] a convicted person’s order ends on its own grounds, not on those before trial', async () => {
    const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
    const body = anOrder(a, later(test.clock.now, -day), {
      regime: 'conditional-sentence',
      rules: [{ kind: 'contact', everyMs: 600_000 }],
    })
    const { id: orderId } = await head.done('createOrder', { params: { personId }, body })
    expect(problem(await head.call('closeOrder', { params: { orderId }, body: aClosing() }))).toMatchObject({
      code: 'step-blocked',
    })
    await head.done('closeOrder', { params: { orderId }, body: aClosing({ ground: 'amnesty' }) })
  })
})

describe('an order recorded when its execution had begun', () => {
  it('says so in one event, and claims of no step before that somebody took it', async () => {
    const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
    const { id: orderId } = await head.done('createOrder', { params: { personId }, body: anOrder(a, test.clock.now) })
    const { events } = await operator.done('getOrderHistory', { params: { orderId } })
    expect(events).toMatchObject([
      { kind: 'take-over', state: 'active', byName: 'Name of head-a', citations: ['1369 §4'], body: { regime: 'house-arrest' } },
    ])
    const file = await operator.done('getCaseFile', { params: { orderId } })
    expect([file.isTakenOver, file.state, file.owed, file.blocks, file.warnings]).toEqual([true, 'active', [], [], []])
    expect(file.next.map(({ step }) => step)).toEqual([
      'replace-device',
      'hand-over',
      'vary',
      'begin-hospitalisation',
      'begin-search',
      'close',
    ])
  })

  it('[1369.5a] still hears of a contraindication that is found later', async () => {
    const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
    const { id: orderId } = await head.done('createOrder', { params: { personId }, body: anOrder(a, test.clock.now) })
    await note({ personId, orderId }, { ...packageRecords.medical, hasContraindication: true })
    const { owed, warnings } = await operator.done('getCaseFile', { params: { orderId } })
    expect(owed).toMatchObject([{ code: 'contraindicated' }])
    expect(warnings).toMatchObject([{ code: 'notify-body-of-contraindication', citation: '1369 §15' }])
  })
})
