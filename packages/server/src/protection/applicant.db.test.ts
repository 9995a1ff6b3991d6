import { later, minute, parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson, fittingRecords, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let head: TestBrowser
let orderId: string
let lineageId: string
const applicant = 'Серікова Д. А.'
const her = { name: 'Серікова Динара Асқарқызы', language: 'kk', phone: '+7 701 000 00 00' }

/** An order on house arrest because of a threat, with a distance that the decision sets, as far as its activation. */
beforeAll(async () => {
  test = await startTestApp()
  const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
  const a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  const { id: personId } = await head.done('createPerson', { body: aPerson(a, { birthOn: '1990-05-01' }) })
  const ground = { kind: 'ground', ground: 'threat', applicants: [applicant] }
  const body = { organisationId: a, decision: aDecision(), records: [...recordsWithout('ground'), ground] }
  orderId = (await head.done('openCaseFile', { params: { personId }, body })).id
  const params = { orderId }
  await head.done('checkCaseFile', { params, body: {} })
  const terms = { termFrom: '2026-11-20T14:30:00+05:00', termUntil: '2026-12-20T00:00:00+05:00' }
  await head.done('adoptOrder', {
    params,
    body: { registrationNumber: '9', ...terms, rules: [{ kind: 'distance', metres: 300, places: [] }] },
  })
  await head.done('decideEquipment', { params, body: { equipment: ['bracelet'], reasons: 'A threat.' } })
  const device = { protocol: 'osmand', identifier: 'device-applicant', model: 'Test', organisationId: a }
  const { id: deviceId } = await head.done('registerDevice', { body: device })
  await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'worn' } })
  await head.done('recordFitting', { params, body: { place: 'Astana' } })
  await head.done('addCaseRecords', { params, body: { records: Object.values(fittingRecords) } })
  test.clock.now = later(test.clock.now, 10 * minute)
  await head.done('activateOrder', { params, body: {} })
  const { rows } = await test.owner.query<{ lineage_id: string }>('SELECT lineage_id FROM conditions WHERE order_id = $1', [
    orderId,
  ])
  lineageId = rows[0]?.lineage_id ?? ''
})
afterAll(() => test.end())

const file = () => head.done('getCaseFile', { params: { orderId } })

describe('who applied because of a threat', () => {
  it('[1369.20] is to be linked with the protected person that they are once the conditions bind, and then is', async () => {
    const before = await file()
    expect(before.applicants).toEqual([{ name: applicant, protectedPersonId: null }])
    expect(before.warnings.map(({ code, citation }) => [code, citation])).toEqual([['applicant-not-linked', null]])
    const { id } = await head.done('addProtectedPerson', { params: { orderId }, body: { ...her, lineageId, applicant } })
    const after = await file()
    expect(after.applicants).toEqual([{ name: applicant, protectedPersonId: id }])
    expect(after.warnings).toEqual([])
  })

  it('[1369.20] is nobody whom the ground does not name', async () => {
    const refused = await head.call('addProtectedPerson', {
      params: { orderId },
      body: { ...her, lineageId, applicant: 'Ким В.' },
    })
    expect([refused.status, refused.code]).toEqual([404, 'not-found'])
  })
})
