import { day, isoInstant, later, parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson, curfew, deviceCare, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let organisationId: string
let persons = 0

beforeAll(async () => {
  test = await startTestApp()
  const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
  organisationId = await test.addOrganisation('A')
  head = await test.addUser('head', organisationId, 'head-a')
  operator = await test.addUser('operator', organisationId, 'operator-a')
})
afterAll(() => test.end())

async function checkedFile(decision: unknown = aDecision()): Promise<string> {
  const person = aPerson(organisationId, { birthOn: '1990-05-01', iin: null, familyName: `Person ${persons++}` })
  const { id: personId } = await head.done('createPerson', { body: person })
  const body = { organisationId, decision, records: recordsWithout() }
  const { id: orderId } = await operator.done('openCaseFile', { params: { personId }, body })
  await operator.done('checkCaseFile', { params: { orderId }, body: {} })
  return orderId
}

const adoption = (change: Record<string, unknown> = {}) => ({
  registrationNumber: '9',
  termFrom: '2026-11-20T14:30:00+05:00',
  termUntil: isoInstant(later(test.clock.now, 30 * day)),
  rules: [curfew, deviceCare],
  ...change,
})

describe('an obligation of the decision', () => {
  it('[1369.4c] each condition before trial is tied to its words in the decision; one without them is not adopted', async () => {
    const orderId = await checkedFile()
    const refused = await head.call('adoptOrder', { params: { orderId }, body: adoption({ obligations: ['', ''] }) })
    expect(JSON.parse(refused.text)).toMatchObject({
      code: 'condition-unsupported',
      citation: '1369 §4',
      fields: [{ path: 'body.obligations.0' }],
    })
    const obligations = ['Not to leave the dwelling from 22:00 to 06:00', '']
    await head.done('adoptOrder', { params: { orderId }, body: adoption({ obligations }) })
    const { events } = await operator.done('getOrderHistory', { params: { orderId } })
    expect(events.findLast(({ kind }) => kind === 'adopt')?.body).toMatchObject({ obligations })
  })

  it('[PEC.1] the table of the form is the law’s: what nothing supports has nothing, with the provision that refuses it', async () => {
    const { kinds, territories, unsupported } = await operator.done('getRuleSupport', {
      query: { regime: 'conditional-sentence' },
    })
    expect(unsupported).toEqual({ citation: 'PEC 1(2)' })
    expect(kinds.find(({ kind }) => kind === 'curfew')?.support).toMatchObject({ kind: 'order', citation: 'PEC 176(2)' })
    expect(kinds.find(({ kind }) => kind === 'contact')?.support).toEqual({ kind: 'policy', citation: null, needsLawyer: null })
    const supported = territories.filter(({ support }) => support !== null)
    expect(supported).toMatchObject([
      { level: 'republic', leave: 'forbidden', support: { kind: 'law', citation: 'PEC 11(1)(5)' } },
    ])
  })
})

describe('the term that is proposed', () => {
  it('before trial counts from the hour of the decision, as long as the decision says', async () => {
    const orderId = await checkedFile()
    const proposed = await operator.done('proposeTerm', { params: { orderId }, query: { months: '2' } })
    expect(proposed).toEqual({
      regime: 'house-arrest',
      isPreTrial: true,
      begins: 'decision',
      termFrom: '2026-11-20T09:30:00.000Z',
      termUntil: '2027-01-19T19:00:00.000Z',
      citation: null,
      needsLawyer: null,
    })
    const lengthless = await operator.done('proposeTerm', { params: { orderId } })
    expect(lengthless).toMatchObject({ termUntil: null })
  })

  it('of a convicted person counts from the day that the law names, with its citation', async () => {
    const act = { kind: 'court-act', inForceFrom: '2026-11-10', isCitizen: true, supervisionGround: null }
    const orderId = await checkedFile(aDecision({ measure: 'conditional-sentence', authorisation: null, act }))
    const query = { begunOn: '2026-11-30', months: '3' }
    expect(await operator.done('proposeTerm', { params: { orderId }, query })).toMatchObject({
      begins: 'recorded',
      isPreTrial: false,
      termFrom: '2026-11-29T19:00:00.000Z',
      // A month without the day ends with its own last day.
      termUntil: '2027-02-28T19:00:00.000Z',
      citation: 'PEC 175(1)',
    })
  })
})
