import { day, isoInstant, later, minute, parseIsoInstant } from '@bilezik/domain'
import { fieldTerms } from '@bilezik/documents'
import { createHash } from 'node:crypto'
import { getDocumentProxy } from 'unpdf'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../../http/test-app.ts'
import { aClosing, aDecision, aPerson, curfew, fittingRecords, recordsWithout } from '../../http/test-bodies.ts'
import type { TestBrowser } from '../../http/test-browser.ts'

let test: TestApp
let head: TestBrowser
let operator: TestBrowser
let a: string

beforeAll(async () => {
  test = await startTestApp()
  a = await test.addOrganisation('A')
  head = await test.addUser('head', a, 'head-a')
  operator = await test.addUser('operator', a, 'operator-a')
})
afterAll(() => test.end())
beforeEach(() => {
  const at = parseIsoInstant('2026-11-21T16:00:00+05:00')
  if (at.ok) test.clock.now = at.value
})

const hostile = '#panic("x") *b* $ x $ <script>alert(1)</script> {number}'

/** From the package to the removal, with a note and an issued paper. */
async function closed(): Promise<{ personId: string; orderId: string; issued: string }> {
  const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
  const opening = { organisationId: a, decision: aDecision(), records: recordsWithout() }
  const { id: orderId } = await operator.done('openCaseFile', { params: { personId }, body: opening })
  const params = { orderId }
  await operator.done('checkCaseFile', { params, body: { note: hostile } })
  const terms = { termFrom: '2026-11-20T14:30:00+05:00', termUntil: isoInstant(later(test.clock.now, 30 * day)) }
  await head.done('adoptOrder', { params, body: { registrationNumber: '9', ...terms, rules: [curfew] } })
  const notice = { document: { kind: 'adoption-notice', language: 'ru' } }
  const { id: documentId, pdfSha256: issued } = await operator.done('issueDocument', { params, body: notice })
  const refusal = { method: 'refused', role: 'head', name: 'Name of head-a', reason: 'Wrong number', pdfSha256: issued }
  await operator.done('signDocument', { params: { documentId }, body: refusal })
  const court = { typed: { channel: 'print', name: 'Court of Yesil', address: null } }
  await operator.done('sendPaper', { params, body: { documentId, to: [court] } })
  await head.done('decideEquipment', { params, body: { equipment: ['bracelet'], reasons: 'At home round the clock.' } })
  const device = { protocol: 'osmand', identifier: `tag-${orderId}`, model: 'Test', organisationId: a }
  const { id: deviceId } = await head.done('registerDevice', { body: device })
  await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'worn' } })
  await operator.done('recordFitting', { params, body: { place: 'Astana, Abai avenue 1' } })
  await operator.done('addCaseRecords', { params, body: { records: Object.values(fittingRecords) } })
  test.clock.now = later(test.clock.now, 10 * minute)
  await head.done('activateOrder', { params, body: {} })
  const { obligations } = await head.done('getPerson', { params: { personId } })
  const permit = {
    kind: 'permission',
    lineageIds: obligations.map(({ lineageId }) => lineageId),
    from: isoInstant(later(test.clock.now, 2 * minute)),
    until: isoInstant(later(test.clock.now, 9 * minute)),
    schedule: null,
    givenAt: isoInstant(test.clock.now),
    givenBy: 'Investigator Omarov',
    documentNumber: '7-1/26',
  }
  await head.done('givePermit', { params, body: permit })
  test.clock.now = later(test.clock.now, day)
  await head.done('closeOrder', { params, body: aClosing({ ground: 'verdict', devices: [{ deviceId, fate: 'stock' }] }) })
  return { personId, orderId, issued }
}

async function get(path: string): Promise<{ readonly headers: Record<string, unknown>; readonly bytes: Buffer }> {
  const response = await test.app.inject({ method: 'GET', url: path, headers: { cookie: operator.cookie ?? '' } })
  expect([response.statusCode, response.statusCode === 200 ? '' : response.body]).toEqual([200, ''])
  return { headers: response.headers, bytes: response.rawPayload }
}

/** Without blanks: where a line ends is not what is asked. */
async function lettersOf(pdf: Uint8Array): Promise<string> {
  const file = await getDocumentProxy(new Uint8Array(pdf))
  let letters = ''
  for (let at = 1; at <= file.numPages; at++) {
    const { items } = await (await file.getPage(at)).getTextContent()
    for (const item of items) if ('str' in item) letters += item.str
  }
  return letters.normalize('NFC').replace(/\s+/gu, '')
}

interface Exported {
  readonly format: string
  readonly order: { readonly state: string }
  readonly events: readonly {
    readonly sequence: number
    readonly kind: string
    readonly byName: string | null
    readonly body: Record<string, unknown>
    readonly citations: readonly { readonly code: string; readonly words: { readonly kk: string } }[]
  }[]
  readonly documents: readonly { readonly kind: string; readonly number: string; readonly pdfSha256: string }[]
  readonly deadlines: readonly unknown[]
}

describe('the complete history of an order', () => {
  it('every step taken, who, when and on which basis, stands in the JSON and in the PDF', async () => {
    const { orderId, personId, issued } = await closed()
    const { bytes, headers } = await get(`/api/orders/${orderId}/history.json`)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    expect(headers).toMatchObject({ 'x-content-sha256': sha256, 'content-type': 'application/json; charset=utf-8' })
    const exported = JSON.parse(bytes.toString()) as Exported
    const { events, documents, permits, deliveries } = await operator.done('getOrderHistory', { params: { orderId } })
    // What the screen shows is what the file holds.
    expect(exported).toMatchObject({ documents, permits, deliveries })
    expect(exported).toMatchObject({
      format: 'bilezik-order-history/1',
      order: { id: orderId, state: 'closed' },
      person: { id: personId },
      organisation: { id: a, name: { kk: 'A' } },
      decision: { number: '12-3' },
      documents: [
        {
          kind: 'adoption-notice',
          number: '1/2026',
          pdfSha256: issued,
          signatures: [{ role: 'head', method: 'refused', reason: 'Wrong number' }],
        },
      ],
      permits: [{ kind: 'permission', givenBy: 'Investigator Omarov', documentNumber: '7-1/26' }],
      deliveries: [{ recipientName: { ru: 'Court of Yesil' }, channel: 'print' }],
    })
    expect(
      exported.events.map(({ citations, ...event }) => ({ ...event, citations: citations.map(({ code }) => code) })),
    ).toEqual(events)
    expect(exported.deadlines.length).toBeGreaterThan(0)
    const steps = exported.events.filter(({ kind }) => kind !== 'record')
    expect(steps.map(({ kind }) => kind)).toEqual(['receive', 'check', 'adopt', 'decide-equipment', 'fit', 'activate', 'close'])
    expect(steps.at(-1)?.citations[0]).toMatchObject({
      code: expect.stringMatching(/^1369 §10/),
      words: { kk: expect.stringMatching(/1369/) },
    })
    expect((await get(`/api/orders/${orderId}/history.json`)).bytes.equals(bytes)).toBe(true)

    const pdf = await get(`/api/orders/${orderId}/history.pdf?language=ru`)
    expect(pdf.headers['content-type']).toBe('application/pdf')
    const letters = await lettersOf(pdf.bytes)
    const words = ['Пакетполучен', 'Проверказавершена', 'Принятокисполнению', 'Оборудованиевыбрано', 'Средствоустановлено']
    words.push('Исполнениеначато', 'Исполнениезавершено')
    const numbered = steps.map(({ sequence }, i) => `${sequence}.${words[i]}`)
    const beside = ['отказ:Wrongnumber', 'InvestigatorOmarov,№7-1/26', 'CourtofYesil', 'печатьивручение']
    for (const each of [...numbered, ...beside, sha256, issued, 'Nameofhead-a', 'Nameofoperator-a', '1369§10'])
      expect(letters).toContain(each)
    for (const { sequence, kind } of events) if (kind === 'record') expect(letters).toContain(`${sequence}.Внесено:`)
  })

  it('names in words whatever the steps have recorded, and devices by model and number', async () => {
    const { orderId, events } = await closed().then(async ({ orderId: id }) => {
      const { bytes } = await get(`/api/orders/${id}/history.json`)
      return { orderId: id, events: (JSON.parse(bytes.toString()) as Exported).events }
    })
    const unworded = new Set<string>()
    const collect = (value: unknown): void => {
      if (Array.isArray(value)) for (const item of value) collect(item)
      else if (value !== null && typeof value === 'object') {
        for (const [name, part] of Object.entries(value)) {
          if (!Object.hasOwn(fieldTerms, name) && name !== 'requestId') unworded.add(name)
          collect(part)
        }
      }
    }
    for (const { body } of events) collect(body)
    expect([...unworded]).toEqual([])
    const letters = await lettersOf((await get(`/api/orders/${orderId}/history.pdf?language=kk`)).bytes)
    expect(letters).toContain(`Құрылғылар–1–ҚұрылғыTesttag-${orderId}`)
  })

  it('what was typed into a note comes out as text in both', async () => {
    const { orderId } = await closed()
    const { bytes } = await get(`/api/orders/${orderId}/history.json`)
    const check = (JSON.parse(bytes.toString()) as Exported).events.find(({ kind }) => kind === 'check')
    expect(check?.body['note']).toBe(hostile)
    for (const language of ['kk', 'en']) {
      const letters = await lettersOf((await get(`/api/orders/${orderId}/history.pdf?language=${language}`)).bytes)
      expect(letters).toContain(hostile.replaceAll(' ', ''))
    }
  })

  it('whoever reads it is written into the log, and no paper is added to the journal', async () => {
    const { orderId } = await closed()
    await get(`/api/orders/${orderId}/history.json`)
    await get(`/api/orders/${orderId}/history.pdf`)
    const { rows } = await test.owner.query<{ action: string }>(
      `SELECT action FROM log_entries WHERE subject_id::text = $1 AND action LIKE 'exportOrderHistory%' ORDER BY action`,
      [orderId],
    )
    expect(rows.map(({ action }) => action)).toEqual(['exportOrderHistoryJson', 'exportOrderHistoryPdf'])
    expect((await operator.done('listDocuments', { params: { orderId } })).documents).toHaveLength(1)
    expect((await operator.call('exportOrderHistoryPdf', { params: { orderId }, query: { language: 'fr' } })).code).toBe(
      'bad-request',
    )
  })
})
