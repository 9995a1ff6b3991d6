import { minute, parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson, packageRecords, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let a: string
let adultId: string
let minorId: string

/** `2026-11-21 16:00`, a clock in Kazakhstan. */
function setClock(local: string): void {
  const at = parseIsoInstant(`${local.replace(' ', 'T')}:00+05:00`)
  if (!at.ok) throw new Error(local)
  test.clock.now = at.value
}

beforeAll(async () => {
  test = await startTestApp()
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
  adultId = (await head.done('createPerson', { body: aPerson(a, { birthOn: '1990-05-01' }) })).id
  minorId = (await head.done('createPerson', { body: aPerson(a, { birthOn: '2010-05-01' }) })).id
})
afterAll(() => test.end())
beforeEach(() => setClock('2026-11-21 16:00'))

async function opened(records: unknown[], decision: unknown = aDecision(), personId = adultId): Promise<string> {
  const body = { organisationId: a, decision, records }
  return (await operator.done('openCaseFile', { params: { personId }, body })).id
}

const fileOf = (orderId: string) => operator.done('getCaseFile', { params: { orderId } })
const owedBy = async (orderId: string) =>
  (await fileOf(orderId)).owed.map(({ piece, code, owedBy: by, citation, blocksAdoption }) =>
    [piece, code, by, citation, blocksAdoption ? 'blocks' : 'claimed'].join(' '),
  )

describe('a package that was received', () => {
  it('[1369.6a] is a case file before there is an order: complete, it owes nothing, and nothing is collected', async () => {
    const orderId = await opened(recordsWithout())
    const file = await fileOf(orderId)
    expect([file.state, file.owed, file.blocks, file.warnings]).toEqual(['received', [], [], []])
    expect(file.next.map(({ step, blockedBy }) => [step, blockedBy])).toEqual([
      ['check', []],
      ['close', []],
    ])
    const { rows } = await test.owner.query('SELECT FROM orders WHERE id = $1', [orderId])
    expect(rows).toEqual([])
  })

  it.each([
    { without: 'identity-copy', owed: 'identity-copy missing body 1369 §6(3) claimed' },
    { without: 'qualification-decision', owed: 'qualification-decision missing body 1369 §6(1) claimed' },
    { without: 'case-certificate', owed: 'case-certificate missing body 1369 §6(2) claimed' },
    { without: 'measure-decision', owed: 'measure-decision missing body 1369 §6(1) blocks' },
  ] as const)('[1369.6a] shows the missing $without and who owes it', async ({ without, owed }) => {
    expect(await owedBy(await opened(recordsWithout(without)))).toEqual([owed])
  })

  it('[1369.6a] owes no decision on qualification in a case under Article 139, and a certified copy of the measure', async () => {
    const records = [...recordsWithout('qualification-decision', 'measure-decision')]
    const uncertified = { ...packageRecords['measure-decision'], isCertified: false }
    const orderId = await opened([...records, uncertified], aDecision({ isUnderArticle139: true }))
    expect(await owedBy(orderId)).toEqual(['measure-decision not-certified body 1369 §6(1) claimed'])
  })

  it('[1369.6b] shows which fields the certificate does not tell; that there is no defender is told, too', async () => {
    const certificate = { ...packageRecords.certificate, criminalRecord: null, crime: null, defender: { name: null } }
    const { owed } = await fileOf(await opened([...recordsWithout('certificate'), certificate]))
    expect(owed).toMatchObject([
      { piece: 'case-certificate', code: 'incomplete', citation: '1369 §6(2)', fields: ['crime', 'criminal-record'] },
    ])
  })

  it('[1369.4b] says that a minor was explained the tracking without a representative; a defender does not replace one', async () => {
    const explanation = { ...packageRecords.explanation, attendants: [{ name: 'Sadykova A. M.', capacity: 'defender' }] }
    const orderId = await opened([...recordsWithout('explanation'), explanation], aDecision(), minorId)
    expect((await fileOf(orderId)).isMinor).toBe(true)
    expect(await owedBy(orderId)).toEqual(['explanation representative-absent body 1369 §4 part 2 claimed'])
    const withMother = { ...explanation, attendants: [{ name: 'Akhmetova G.', capacity: 'legal-representative' }] }
    await operator.done('addCaseRecords', { params: { orderId }, body: { records: [withMother] } })
    expect(await owedBy(orderId)).toEqual([])
  })

  it('[1369.5b] asks for the receipt that those who live there are not threatened', async () => {
    expect(await owedBy(await opened(recordsWithout('cohabitants-receipt')))).toEqual([
      'cohabitants-receipt missing body 1369 §5 claimed',
    ])
  })

  describe('[1369.6a] decided on 20 November at 14:30, due to be sent by 14:30 on the next day', () => {
    it.each([
      { sent: '2026-11-21T14:30:00+05:00', received: '2026-11-21T15:30:00+05:00', punctuality: 'in-time', lateMs: null },
      { sent: '2026-11-21T14:31:00+05:00', received: '2026-11-21T15:30:00+05:00', punctuality: 'late', lateMs: 60_000 },
      { sent: null, received: '2026-11-21T14:00:00+05:00', punctuality: 'in-time', lateMs: null },
      { sent: null, received: '2026-11-21T15:30:00+05:00', punctuality: 'unknown', lateMs: null },
    ])('sent at $sent, received at $received → $punctuality', async ({ sent, received, punctuality, lateMs }) => {
      const copy = { ...packageRecords['identity-copy'], sentAt: sent, receivedAt: received }
      const { sendings } = await fileOf(await opened([copy]))
      const dueAt = '2026-11-21T09:30:00.000Z'
      expect(sendings.find(({ piece }) => piece === 'identity-copy')).toEqual({
        piece: 'identity-copy',
        dueAt,
        isDecisionHourKnown: true,
        sentAt: sent,
        receivedAt: received,
        punctuality,
        lateMs,
        citation: expect.stringMatching(/^1369 §6/),
      })
    })

    it('a piece that has not come is late since then, one that Article 139 excepts is not due', async () => {
      const { sendings } = await fileOf(await opened([], aDecision({ isUnderArticle139: true })))
      expect(sendings.map(({ piece, punctuality, lateMs }) => [piece, punctuality, lateMs])).toEqual([
        ['measure-decision', null, 90 * minute],
        ['case-certificate', null, 90 * minute],
        ['identity-copy', null, 90 * minute],
      ])
    })

    it('where the decision names no hour the 24 hours run from the end of its day', async () => {
      const { sendings } = await fileOf(await opened([], aDecision({ decidedHour: null })))
      expect(sendings[0]).toMatchObject({ dueAt: '2026-11-21T19:00:00.000Z', isDecisionHourKnown: false, lateMs: null })
    })
  })

  it('keeps what was corrected: the latest record holds, the earlier one stays in the history', async () => {
    const orderId = await opened([packageRecords.residence])
    const moved = { ...packageRecords.residence, tenure: 'temporary', address: 'Astana, Kenesary street 40' }
    await operator.done('addCaseRecords', { params: { orderId }, body: { records: [moved] } })
    expect((await fileOf(orderId)).facts.residence).toEqual(moved)
    const { events } = await operator.done('getOrderHistory', { params: { orderId } })
    const addresses = events.filter(({ body }) => body['kind'] === 'residence').map(({ body }) => body['address'])
    expect(addresses).toEqual(['Astana, Abai avenue 1', 'Astana, Kenesary street 40'])
  })

  it('[CED.285] is opened by nobody without a log entry, and not by an administrator', async () => {
    const orderId = await opened([])
    await fileOf(orderId)
    const { rows } = await test.owner.query<{ action: string }>('SELECT action FROM log_entries WHERE subject_id = $1', [orderId])
    expect(rows.map(({ action }) => action)).toEqual(['openCaseFile', 'getCaseFile'])
    const administrator = await test.addUser('administrator', a, 'administrator-a')
    expect((await administrator.call('getCaseFile', { params: { orderId } })).code).toBe('forbidden')
  })

  it('[1369.3] is seen by the subdivision that received it, with the name of the person, and by no other', async () => {
    const [b, c] = [await test.addOrganisation('B'), await test.addOrganisation('C')]
    const [ofB, ofC] = [await test.addUser('operator', b, 'operator-b'), await test.addUser('operator', c, 'operator-c')]
    const above = await test.addUser('head', test.rootId, 'head-above')
    const body = { organisationId: b, decision: aDecision(), records: [] }
    const { id: orderId } = await above.done('openCaseFile', { params: { personId: adultId }, body })
    const { caseFiles } = await ofB.done('listCaseFiles')
    expect(caseFiles.map(({ id, personName }) => [id, personName])).toEqual([[orderId, 'Ахметов А. Б.']])
    expect((await ofB.done('getCaseFile', { params: { orderId } })).personId).toBe(adultId)
    for (const stranger of [ofC, operator]) {
      expect((await stranger.call('getCaseFile', { params: { orderId } })).code).toBe('not-found')
      expect((await stranger.call('getOrderHistory', { params: { orderId } })).code).toBe('not-found')
    }
    expect((await ofC.done('listPersons')).persons).toEqual([])
  })

  it('is listed by its state, the latest first', async () => {
    const first = await opened([])
    const second = await opened([])
    await operator.done('checkCaseFile', { params: { orderId: first }, body: {} })
    const listed = async (state: string) =>
      (await operator.done('listCaseFiles', { query: { state, personId: adultId } })).caseFiles
    expect((await listed('checked')).map(({ id }) => id)).toEqual([first])
    expect((await listed('received'))[0]).toMatchObject({ id: second, personName: 'Ахметов А. Б.', organisationId: a })
  })

  it.each([
    { why: 'received before it was sent', record: { ...packageRecords['identity-copy'], receivedAt: '2026-11-20T00:00:00Z' } },
    { why: 'received in the future', record: { ...packageRecords['identity-copy'], receivedAt: '2026-11-23T00:00:00Z' } },
    { why: 'examined in the future', record: { ...packageRecords.medical, examinedOn: '2026-11-23' } },
    { why: 'decided in the future', record: { kind: 'decision', ...aDecision({ decidedOn: '2026-11-22' }) } },
    {
      why: 'authorised in the future',
      record: { kind: 'decision', ...aDecision({ authorisation: { court: 'Court', number: '7', on: '2027-11-20' } }) },
    },
    {
      why: 'the residence lies outside Kazakhstan',
      record: { ...packageRecords.residence, lat: 41, lon: 29 },
      citation: '1369 §14',
    },
  ])('[1369.14] refuses what cannot have been so: $why', async ({ why, record, citation }) => {
    const body = { organisationId: a, decision: null, records: [record] }
    const { status, text } = await operator.call('openCaseFile', { params: { personId: adultId }, body })
    expect([status, JSON.parse(text)]).toEqual([
      422,
      expect.objectContaining({ code: 'case-record-impossible', detail: why, ...(citation !== undefined && { citation }) }),
    ])
  })
})

describe('the decision in the file', () => {
  const blocksOf = async (change: Record<string, unknown>, ...without: Parameters<typeof recordsWithout>) =>
    (await fileOf(await opened(recordsWithout(...without), aDecision(change)))).blocks.map(({ code, citation }) => [
      code,
      citation,
    ])

  it('sent again after its answer was lost is one file, and what was put right in between is not lost', async () => {
    const draftId = '0197c3a0-0000-7000-8000-0000000000aa'
    const send = async (records: unknown[]) => {
      const body = { organisationId: a, draftId, decision: aDecision(), records }
      return (await operator.done('openCaseFile', { params: { personId: adultId }, body })).id
    }
    const orderId = await send([packageRecords.medical])
    const events = async () => (await operator.done('getOrderHistory', { params: { orderId } })).events.length
    const before = await events()
    expect([await send([packageRecords.medical]), await events()]).toEqual([orderId, before])
    expect(await send([{ ...packageRecords.medical, hasContraindication: true }])).toBe(orderId)
    expect((await fileOf(orderId)).facts.medical).toMatchObject({ hasContraindication: true })
    expect(await events()).toBe(before + 1)
  })

  it('[1369.6a] refuses a decision that was sent before it was taken, whichever of the two is entered last', async () => {
    const early = { ...packageRecords['measure-decision'], sentAt: null, receivedAt: '2026-11-19T10:00:00+05:00' }
    const whole = { organisationId: a, decision: aDecision(), records: [early] }
    const refused = await operator.call('openCaseFile', { params: { personId: adultId }, body: whole })
    expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('sent before it was decided')])
    const { impossible } = await operator.done('judgeDraft', {
      body: { birthOn: null, records: [{ kind: 'decision', ...aDecision() }, early] },
    })
    expect(impossible).toMatchObject([{ index: 1, kind: 'piece', problem: 'sent before it was decided' }])

    const params = { orderId: await opened([early], null) }
    const add = async (...records: unknown[]) => (await operator.call('addCaseRecords', { params, body: { records } })).status
    const mistyped = { kind: 'decision', ...aDecision() }
    expect(await add(mistyped)).toBe(422)
    expect(await add({ ...mistyped, decidedOn: '2026-11-18' })).toBe(200)
    expect(await add(mistyped)).toBe(422)
    expect(await add(mistyped, packageRecords['measure-decision'])).toBe(200)
  })

  it('[1369.1] that names detention carries no device, naming the provision', async () => {
    expect(await blocksOf({ measure: 'detention' })).toEqual([['measure-excluded', '1369 §2']])
  })

  it('[1369.4a] without a note on electronic tracking is not adopted', async () => {
    expect(await blocksOf({ hasTrackingNote: false })).toEqual([['no-tracking-note', expect.stringMatching(/^1369 §/)]])
  })

  it('[1369.20] that adds tracking later needs a ground; without one at the choice of the measure it is flagged', async () => {
    expect(await blocksOf({ orderedWith: 'later-decision' }, 'ground')).toEqual([
      ['ground-missing-for-later-addition', '1369 §4 part 1, §20'],
    ])
    const flagged = await fileOf(await opened(recordsWithout('ground')))
    expect(flagged.blocks).toEqual([])
    expect(flagged.warnings).toMatchObject([
      { code: 'ground-not-stated', citation: '1369 §4 part 1, §20', needsLawyer: expect.any(String) },
    ])
  })

  it('[CED.73] on house arrest needs the court’s authorisation', async () => {
    expect(await blocksOf({ authorisation: null })).toEqual([['house-arrest-not-authorised', expect.any(String)]])
  })

  it('[CED.221] [CED.88] is flagged where no copy was handed over, and where a minor has no defender', async () => {
    const records = [
      ...recordsWithout('explanation', 'certificate'),
      { ...packageRecords.explanation, isCopyHandedOver: false, attendants: [{ name: 'G.', capacity: 'legal-representative' }] },
      { ...packageRecords.certificate, defender: { name: null } },
    ]
    const { warnings } = await fileOf(await opened(records, aDecision(), minorId))
    expect(warnings.map(({ code }) => code)).toEqual(['defender-not-named', 'copy-not-handed-over'])
  })

  const convicted = (change: Record<string, unknown> = {}, act: Record<string, unknown> = {}) => ({
    measure: 'restriction-of-freedom',
    authorisation: null,
    act: { kind: 'court-act', inForceFrom: '2026-11-20', isCitizen: true, supervisionGround: null, ...act },
    ...change,
  })

  it('[PEC.69.1] of a convicted person rests on the regimes that know a device; a fine and a deferral do not', async () => {
    expect(await blocksOf(convicted())).toEqual([])
    for (const measure of ['fine', 'correctional-works', 'public-works', 'position-ban', 'deferral', 'minimum-security'])
      expect(await blocksOf(convicted({ measure }))).toEqual([['measure-excluded', expect.stringMatching(/^PEC /)]])
  })

  it('[PEC.6] of a convicted person rests on an act that is in force on the day', async () => {
    for (const inForceFrom of ['2026-11-22', null])
      expect(await blocksOf(convicted({}, { inForceFrom }))).toEqual([['no-act-in-force', expect.stringMatching(/^PEC /)]])
    expect(await blocksOf(convicted({}, { inForceFrom: '2026-11-21' }))).toEqual([])
  })

  it('[PEC.171] on administrative supervision needs a court act, a citizen and a listed ground', async () => {
    const supervision = { measure: 'administrative-supervision' }
    expect((await blocksOf(convicted(supervision, { kind: 'pardon', isCitizen: false }))).map(([code]) => code)).toEqual([
      'supervision-not-by-court',
      'supervision-of-non-citizen',
      'supervision-without-ground',
    ])
    expect(await blocksOf(convicted(supervision, { supervisionGround: 'dangerous-recidivism' }))).toEqual([])
  })
})
