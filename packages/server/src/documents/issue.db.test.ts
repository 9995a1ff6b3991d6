import { hour, isoInstant, later, minute, parseIsoInstant } from '@bilezik/domain'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson, curfew, packageRecords, recordsWithout } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { testDrawing } from './testing/drawing.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let a: string
let made = 0

beforeAll(async () => {
  test = await startTestApp({ publicUrl: 'https://bilezik.example' })
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
  const words = (text: string) => ({ kk: text, ru: text, en: text })
  const contacts = { place: words('Astana'), address: words('Abai 10'), phone: '+7 7172 000000' }
  await head.done('putContacts', { params: { organisationId: a }, body: contacts })
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

async function received(
  records: unknown[] = recordsWithout(),
  birthOn = `${1950 + made}-05-01`,
  decision: unknown = aDecision(),
): Promise<Opened> {
  made++
  const { id: personId } = await head.done('createPerson', { body: aPerson(a, { iin: null, birthOn }) })
  const { id: orderId } = await operator.done('openCaseFile', {
    params: { personId },
    body: { organisationId: a, decision, records },
  })
  return { personId, orderId }
}

async function adopted(...given: Parameters<typeof received>): Promise<Opened> {
  const order = await received(...given)
  const params = { orderId: order.orderId }
  await operator.done('checkCaseFile', { params, body: {} })
  await head.done('adoptOrder', {
    params,
    body: {
      registrationNumber: '9',
      termFrom: '2026-11-20T14:30:00+05:00',
      termUntil: '2026-12-20T14:30:00+05:00',
      rules: [curfew],
    },
  })
  return order
}

async function fitted(...given: Parameters<typeof received>): Promise<Opened> {
  const order = await adopted(...given)
  const params = { orderId: order.orderId }
  await head.done('decideEquipment', { params, body: { equipment: ['bracelet'], reasons: 'At home round the clock.' } })
  const device = { protocol: 'osmand', identifier: `tag-${made++}`, model: 'Test', organisationId: a }
  const { id: deviceId } = await head.done('registerDevice', { body: device })
  await head.done('issueDevice', { params: { personId: order.personId }, body: { deviceId, role: 'worn' } })
  await operator.done('recordFitting', { params, body: { place: 'Astana, Abai avenue 1' } })
  await operator.done('addCaseRecords', {
    params,
    body: { records: [{ kind: 'self-test', hasFix: true, hasContact: true, isStrapClosed: true, batteryPercent: 90 }] },
  })
  return order
}

const issue = (who: TestBrowser, { orderId }: Opened, document: unknown, more: object = {}) =>
  who.done('issueDocument', { params: { orderId }, body: { document, ...more } })
const tryIssue = async (who: TestBrowser, { orderId }: Opened, document: unknown, more: object = {}) => {
  const { text } = await who.call('issueDocument', { params: { orderId }, body: { document, ...more } })
  return JSON.parse(text) as { code?: string; detail?: string; citation?: string; fields?: { path: string }[] }
}
const documentsOf = async ({ orderId }: Opened) => operator.done('listDocuments', { params: { orderId } })
const signedBy = (role: string) => [{ role, name: 'Сейітқали Айдар', image: testDrawing }]

describe('issuing', () => {
  it('[1369.7d] the notice of adoption goes out with its number, the term and the obligation, as soon as the decision is registered', async () => {
    const order = await received()
    expect(await tryIssue(operator, order, { kind: 'adoption-notice' })).toMatchObject({
      code: 'document-facts-missing',
      citation: '1369 §7(4)',
      detail: 'not-adopted: subdivision (1369 §7(4))',
    })
    const registered = await adopted()
    const issued = await issue(operator, registered, { kind: 'adoption-notice', language: 'ru' })
    const { rows } = await test.owner.query<{
      content: { citations: { code: string }[]; registrationNumber: string }
      pdf: Buffer
    }>('SELECT content, pdf FROM documents WHERE id = $1', [issued.id])
    expect(rows[0]?.content).toMatchObject({ registrationNumber: '9', citations: [{ code: '1369 §7(4)' }] })
    expect(rows[0]?.pdf.subarray(0, 5).toString()).toBe('%PDF-')
    expect(
      createHash('sha256')
        .update(rows[0]?.pdf as Buffer)
        .digest('hex'),
    ).toBe(issued.pdfSha256)
  })

  it('[1369.7d] issued and sent in one step: whom the notice names is proposed, and it is in the outbox or not issued at all', async () => {
    const { orderId } = await adopted()
    const params = { orderId }
    const document = { kind: 'adoption-notice', language: 'ru' }
    const { addressee } = await operator.done('previewDocument', { params, body: { document } })
    expect(addressee).toBe(aDecision()['body'])
    const nobody = { recipientId: '0198c0de-0000-7000-8000-000000000001', channel: 'email' }
    expect((await operator.call('issueDocument', { params, body: { document, to: [nobody] } })).code).toBe('not-found')
    expect((await operator.done('listDocuments', { params })).documents).toEqual([])
    const to = [{ typed: { channel: 'email', name: addressee, address: 'duty@body.example.kz' } }]
    const { id, number } = await operator.done('issueDocument', { params, body: { document, to } })
    const { deliveries } = await operator.done('listDeliveries', { query: { orderId } })
    expect(deliveries).toMatchObject([
      {
        documentId: id,
        documentNumber: number,
        recipientName: { ru: addressee },
        address: 'duty@body.example.kz',
        state: 'queued',
      },
    ])
  })

  it('[1369.7b] the act is numbered; signed by the person on the screen it opens the way to activation, without being typed again', async () => {
    const order = await fitted()
    const params = { orderId: order.orderId }
    const issued = await issue(operator, order, {
      kind: 'handover-act',
      occasion: { kind: 'fitting' },
      signatures: signedBy('receiving'),
    })
    const file = await operator.done('getCaseFile', { params })
    expect(file.facts.act).toMatchObject({ number: issued.number, signedOn: '2026-11-21' })
    await issue(operator, order, { kind: 'memo', signatures: [...signedBy('person'), ...signedBy('employee')] })
    test.clock.now = later(test.clock.now, minute)
    await head.done('activateOrder', { params, body: {} })
    // Who handed the device over has not signed the act yet.
    expect((await documentsOf(order)).documents.map(({ kind, state }) => [kind, state])).toEqual([
      ['memo', 'signed'],
      ['handover-act', 'issued'],
    ])
  })

  it('[1369.7c] the memo is in the person’s own language, and to a minor nobody explains it alone', async () => {
    const order = await fitted(
      [
        ...recordsWithout('explanation'),
        { ...packageRecords.explanation, attendants: [{ name: 'Әкесі', capacity: 'legal-representative' }] },
      ],
      '2010-05-01',
    )
    expect(await tryIssue(operator, order, { kind: 'memo', language: 'ru' })).toMatchObject({
      code: 'document-refused',
      citation: '1369 §7(3)',
    })
    expect((await tryIssue(operator, order, { kind: 'memo' })).fields).toEqual([
      expect.objectContaining({ path: 'body.document.present' }),
    ])
    const present = [{ name: 'Қорғаншылық бөлімі', capacity: 'guardianship-authority' }]
    await issue(operator, order, { kind: 'memo', present, signatures: signedBy('person') })
    const { facts } = await operator.done('getCaseFile', { params: { orderId: order.orderId } })
    expect(facts.memo).toMatchObject({ outcome: 'signed', attendants: present })
    expect((await documentsOf(order)).documents[0]?.language).toBe('kk')
  })

  it('[1369.6a] the letter of return names each provision and who owes the piece', async () => {
    const order = await received(recordsWithout('measure-decision', 'identity-copy'))
    const { id } = await issue(head, order, { kind: 'return-to-body' })
    const { rows } = await test.owner.query<{ content: { findings: object[]; isExecutionBlocked: boolean } }>(
      'SELECT content FROM documents WHERE id = $1',
      [id],
    )
    expect(rows[0]?.content.isExecutionBlocked).toBe(true)
    expect(rows[0]?.content.findings).toMatchObject([
      { piece: 'measure-decision', problem: 'missing', owedBy: 'body', citation: { code: '1369 §6(1)' } },
      { piece: 'identity-copy', problem: 'missing', owedBy: 'body', citation: { code: '1369 §6(3)' } },
    ])
    expect((await tryIssue(operator, order, { kind: 'return-to-body' })).code).toBe('document-head-only')
  })
})

describe('numbers', () => {
  it('run without gap or double, however many issue at once and whatever fails between', async () => {
    const order = await adopted()
    const first = await issue(operator, order, { kind: 'adoption-notice' })
    const orders = await Promise.all([adopted(), adopted(), adopted()])
    const wrong = { kind: 'adoption-notice', signatures: [{ role: 'head', name: 'X', image: 'QUJD' }] }
    const answers = await Promise.all([
      ...orders.map((one) => issue(operator, one, { kind: 'adoption-notice' })),
      tryIssue(operator, order, wrong),
    ])
    const sequence = (number: string) => Number(number.split('/')[0])
    const numbers = answers.flatMap((answer) => ('number' in answer ? [sequence(answer.number)] : []))
    expect(numbers.toSorted((x, y) => x - y)).toEqual([1, 2, 3].map((n) => sequence(first.number) + n))
  })
})

describe('an issued document', () => {
  it('never changes, by whomever; another that names it takes its place', async () => {
    const order = await adopted()
    const first = await issue(operator, order, { kind: 'adoption-notice' })
    await expect(test.owner.query(`UPDATE documents SET asked = '{}' WHERE id = $1`, [first.id])).rejects.toThrow(
      'does not change',
    )
    await expect(test.owner.query('DELETE FROM documents WHERE id = $1', [first.id])).rejects.toThrow('does not change')
    expect((await operator.call('discardDraft', { params: { documentId: first.id } })).code).toBe('document-issued')
    const second = await issue(operator, order, { kind: 'adoption-notice', replacesId: first.id })
    expect((await tryIssue(operator, order, { kind: 'adoption-notice', replacesId: first.id })).code).toBe('document-refused')
    expect((await documentsOf(order)).documents.map(({ number, state, replacedById }) => [number, state, replacedById])).toEqual([
      [second.number, 'issued', null],
      [first.number, 'replaced', second.id],
    ])
    const checked = await test.browser().done('checkDocument', { params: { code: first.shortHash.toLowerCase() } })
    expect(checked).toEqual({
      number: first.number,
      issuedOn: '2026-11-21',
      kind: 'adoption-notice',
      organisation: { kk: 'A', ru: 'A', en: 'A' },
      stands: false,
      replacedBy: second.number,
      pdfSha256: first.pdfSha256,
    })
    expect((await test.browser().call('checkDocument', { params: { code: '0000-0000-0000-0000' } })).code).toBe('not-found')
  })

  it('is what was read: where the facts have moved since the preview, it is to be read again', async () => {
    const order = await adopted()
    const document = { kind: 'adoption-notice' }
    const params = { orderId: order.orderId }
    const { digest, picture } = await operator.done('previewDocument', { params, body: { document } })
    expect(picture).toMatch(/^<svg/)
    expect((await documentsOf(order)).documents).toEqual([])
    const residence = { ...packageRecords.residence, address: 'Astana, Respublika avenue 7' }
    await operator.done('addCaseRecords', { params, body: { records: [residence] } })
    expect((await tryIssue(operator, order, document, { digest })).code).toBe('document-changed')
    const again = await operator.done('previewDocument', { params, body: { document } })
    test.clock.now = later(test.clock.now, minute)
    await issue(operator, order, document, { digest: again.digest })
  })

  it('may begin as a draft of somebody who may not issue it', async () => {
    const order = await received(recordsWithout('measure-decision'))
    const params = { orderId: order.orderId }
    const document = { kind: 'return-to-body', language: 'kk' }
    const draft = await operator.done('saveDraft', { params, body: { document } })
    const other = await operator.done('saveDraft', { params, body: { document } })
    await operator.done('discardDraft', { params: { documentId: other.id } })
    const issued = await issue(head, order, document, { draftId: draft.id })
    expect(issued.id).toBe(draft.id)
    expect((await documentsOf(order)).documents).toMatchObject([
      { state: 'issued', drawnUpByName: 'Name of operator-a', issuedByName: 'Name of head-a', number: issued.number },
    ])
    expect((await tryIssue(head, order, document, { draftId: draft.id })).code).toBe('document-issued')
  })
})

describe('a signature', () => {
  it('[1369.7b] of later is a row of its own, bound to the bytes that were read; it tells the file what the paper says', async () => {
    const order = await fitted()
    const params = { orderId: order.orderId }
    const issued = await issue(operator, order, { kind: 'handover-act', occasion: { kind: 'fitting' } })
    expect((await operator.done('getCaseFile', { params })).facts.act).toBeNull()
    const place = { role: 'receiving', name: 'Ахметов Айдар' }
    const sign = (body: object) =>
      operator.call('signDocument', { params: { documentId: issued.id }, body: { ...place, ...body } })
    expect((await sign({ method: 'drawn', image: testDrawing, pdfSha256: '0'.repeat(64) })).code).toBe('document-changed')
    expect((await sign({ method: 'drawn', image: 'QUJD', pdfSha256: issued.pdfSha256 })).code).toBe('document-refused')
    expect((await sign({ method: 'drawn', image: testDrawing, pdfSha256: issued.pdfSha256 })).status).toBe(200)
    expect((await operator.done('getCaseFile', { params })).facts.act).toMatchObject({ number: issued.number })
    expect((await documentsOf(order)).documents[0]).toMatchObject({
      state: 'issued',
      pdfSha256: issued.pdfSha256,
      places: [
        { role: 'handing-over', name: 'Name of operator-a', state: 'open' },
        { role: 'receiving', state: 'signed' },
      ],
      signatures: [{ ...place, method: 'drawn' }],
    })
    // A second click signs nothing twice.
    const again = await sign({ method: 'drawn', image: testDrawing, pdfSha256: issued.pdfSha256 })
    expect(again.code).toBe('document-refused')
    const official = { role: 'handing-over', name: 'Name of operator-a' }
    await sign({ ...official, method: 'drawn', image: testDrawing, pdfSha256: issued.pdfSha256 })
    expect((await documentsOf(order)).documents[0]?.state).toBe('signed')
  })

  it('[1369.7a] signed where there was no connection, an act is sent later: with the time of its signing, once, however often it is sent', async () => {
    const order = await fitted()
    const issued = await issue(operator, order, { kind: 'handover-act', occasion: { kind: 'fitting' } })
    const before = test.clock.now
    test.clock.now = later(before, 2 * hour)
    const signature = {
      role: 'receiving',
      name: 'Ахметов Айдар',
      method: 'drawn',
      image: testDrawing,
      pdfSha256: issued.pdfSha256,
    }
    const [requestId, another] = [crypto.randomUUID(), crypto.randomUUID()]
    const sign = (body: object) =>
      operator.call('signDocument', { params: { documentId: issued.id }, body: { ...signature, ...body } })
    const signedAt = isoInstant(later(before, hour))
    for (let n = 0; n < 2; n++) expect((await sign({ requestId, signedAt })).status).toBe(200)
    const params = { orderId: order.orderId }
    const { events } = await head.done('getOrderHistory', { params })
    expect(events.filter(({ body }) => body['kind'] === 'act')).toHaveLength(1)
    const official = { role: 'handing-over', name: 'Name of operator-a', requestId: another }
    // A clock that is a day slow signs no paper before there was one.
    expect((await sign({ ...official, signedAt: isoInstant(later(before, -24 * hour)) })).status).toBe(200)
    const { documents } = await documentsOf(order)
    expect(documents[0]?.signatures.map((one) => one.signedAt)).toEqual([signedAt, documents[0]?.issuedAt])
  })

  it('[1369.7c] who would not sign is recorded with the reason and who saw it, and the paper is not signed by that', async () => {
    const order = await fitted()
    const issued = await issue(operator, order, { kind: 'memo', signatures: signedBy('employee') })
    const refusal = { method: 'refused', role: 'person', name: 'Ахметов Айдар', pdfSha256: issued.pdfSha256 }
    const sign = (body: object) => operator.call('signDocument', { params: { documentId: issued.id }, body })
    expect((await sign(refusal)).code).toBe('bad-request')
    const told = { reason: 'Does not agree with the decision', witnesses: ['Сәрсенова Г.', 'Ким В.'] }
    expect((await sign({ ...refusal, ...told })).status).toBe(200)
    const { documents } = await documentsOf(order)
    expect(documents[0]).toMatchObject({
      state: 'issued',
      places: [
        { role: 'person', state: 'refused' },
        { role: 'employee', state: 'signed' },
      ],
      signatures: [{ method: 'refused', ...told }],
    })
    const { facts } = await operator.done('getCaseFile', { params: { orderId: order.orderId } })
    expect(facts.memo).toMatchObject({ outcome: 'signature-refused' })
  })
})

describe('information on request', () => {
  it('[1369.9] tells presence and compliance of the period by the stored timeline: kept, not kept, and unclear that is nobody’s fault', async () => {
    const order = await fitted()
    const params = { orderId: order.orderId }
    await issue(operator, order, { kind: 'handover-act', occasion: { kind: 'fitting' }, signatures: signedBy('receiving') })
    await issue(operator, order, { kind: 'memo', signatures: signedBy('person') })
    await head.done('activateOrder', { params, body: {} })
    const began = test.clock.now
    const at = (minutes: number) => new Date(began + minutes * minute).toISOString()
    const { rows } = await test.owner.query<{ lineage_id: string }>('SELECT lineage_id FROM conditions WHERE order_id = $1', [
      order.orderId,
    ])
    for (const [value, minutes, because] of [
      ['inside', 0, null],
      ['outside', 600, null],
      ['unknown', 660, 'no-contact'],
      ['inside', 780, null],
    ] as const) {
      await test.owner.query(
        `INSERT INTO transitions (person_id, lineage_id, since, noticed_at, value, because, engine_version) VALUES ($1, $2, $3, $3, $4, $5, 'test')`,
        [order.personId, rows[0]?.lineage_id, at(minutes), value, because],
      )
    }
    test.clock.now = later(began, 1_500 * minute)
    const request = { number: '7-26/131', receivedAt: at(1_450) }
    const asked = { kind: 'information-report', from: at(0), until: at(1_440), request }
    const { id } = await issue(operator, order, asked)
    const stored = await test.owner.query<{ content: { obligations: object[]; days: { on: string }[]; citations: object[] } }>(
      'SELECT content FROM documents WHERE id = $1',
      [id],
    )
    expect(stored.rows[0]?.content).toMatchObject({
      citations: [{ code: '1369 §9' }],
      zone: 'Home',
      obligations: [{ keptMinutes: 1_260, notKeptMinutes: 60, unclearMinutes: 120, source: { kind: 'order' } }],
      days: [{ on: '2026-11-21' }, { on: '2026-11-22' }],
    })
    expect((await tryIssue(operator, order, { ...asked, until: at(2_000) })).code).toBe('document-refused')
  })
})
