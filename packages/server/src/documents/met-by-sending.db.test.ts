import { hour, isoInstant, later, minute } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { TestBrowser } from '../http/test-browser.ts'
import { PapersWorld, type Worn } from './testing/papers-world.ts'

let world: PapersWorld
let head: TestBrowser
let operator: TestBrowser
let recipientId: string

beforeAll(async () => {
  world = await PapersWorld.begin()
  ;({ head, operator } = world.at)
  const name = { kk: 'Тергеу бөлімі', ru: 'Следственный отдел' }
  const { organisationId } = world.at
  const body = { organisationId, name, email: null, webhookUrl: null, dutyUnit: null }
  ;({ id: recipientId } = await head.done('addRecipient', { body }))
})
afterAll(() => world.at.test.end())
beforeEach(() => world.startOver())

const ago = (ms: number) => isoInstant(later(world.at.test.clock.now, -ms))
const deadlineOf = async ({ orderId }: Worn, rule: string) =>
  (await operator.done('listDeadlines', { query: { orderId, state: 'all' } })).deadlines.find((one) => one.rule === rule)

async function issued({ params }: Worn, document: object) {
  return operator.done('issueDocument', { params, body: { document } })
}

/** Printed and handed over now, a minute having passed. */
async function handedOver({ params }: Worn, documentId: string): Promise<void> {
  const { ids } = await operator.done('sendPaper', {
    params,
    body: { fileId: null, documentId, to: [{ recipientId, channel: 'print' }] },
  })
  // The database's own clock wrote it; the story is told by another.
  await world.at.test.owner.query('UPDATE deliveries SET asked_at = $1 WHERE id = ANY($2)', [ago(0), ids])
  world.pass(minute)
  for (const deliveryId of ids) {
    const body = { outcome: 'delivered', receivedBy: 'Omarov T. S.', receivedAt: ago(0), proofFileId: null }
    await operator.done('settleDelivery', { params: { deliveryId }, body })
  }
}

describe('what the law wants sent', () => {
  it('[1369.7d] the notice of adoption meets its term when it has left, not when it was issued; the paper is the proof', async () => {
    const order = await world.active()
    const { id, number } = await issued(order, { kind: 'adoption-notice' })
    expect(await deadlineOf(order, 'adoption-notice')).toMatchObject({ state: 'pending', evidence: null })
    await handedOver(order, id)
    expect(await deadlineOf(order, 'adoption-notice')).toMatchObject({
      state: 'met',
      metAt: ago(0),
      evidence: { kind: 'document', document: 'adoption-notice', documentId: id, number },
    })
  })

  it('[1369.9] the answer to a request is met by the paper that names the request, and is late when it left late', async () => {
    const order = await world.active()
    const ask = (number: string) =>
      operator.done('recordInformationRequest', {
        params: order.params,
        body: { number, askedBy: 'Court', receivedAt: ago(0), periodFrom: null, periodUntil: null },
      })
    const [first, second] = [await ask('1'), await ask('2')]
    world.pass(25 * hour)
    const { id } = await issued(order, {
      kind: 'information-report',
      from: ago(25 * hour),
      until: ago(hour),
      request: { id: second.id },
    })
    await handedOver(order, id)
    const { requests } = await operator.done('listInformationRequests', { params: order.params })
    const stateOf = (wanted: string) => requests.find((one) => one.id === wanted)?.state
    expect([stateOf(first.id), stateOf(second.id)]).toEqual(['pending', 'met-late'])
  })

  it('[1369.18] of a stay in hospital both are told: by a notice that has left, or by word of mouth', async () => {
    const order = await world.active()
    const stay = { kind: 'hospitalisation', institution: 'City hospital 1', at: ago(1_000), learnedFrom: 'the mother' }
    await operator.done('beginEpisode', { params: order.params, body: stay })
    const toBody = await issued(order, { kind: 'hospitalisation-notice', to: 'body' })
    await handedOver(order, toBody.id)
    expect(await deadlineOf(order, 'hospitalisation-notice')).toMatchObject({ state: 'pending' })
    const byWord = { about: 'hospitalisation', party: 'health-institution', toWhom: 'Doctor', means: 'telephone' }
    await operator.done('recordTold', { params: order.params, body: byWord })
    expect(await deadlineOf(order, 'hospitalisation-notice')).toMatchObject({
      state: 'met',
      evidence: {
        told: [
          { kind: 'document', documentId: toBody.id },
          { kind: 'event', event: 'told' },
        ],
      },
    })

    const another = await world.active()
    await operator.done('beginEpisode', { params: another.params, body: { ...stay, at: ago(1_000) } })
    for (const to of ['body', 'health-institution']) {
      const { id } = await issued(another, { kind: 'hospitalisation-notice', to })
      await handedOver(another, id)
    }
    expect(await deadlineOf(another, 'hospitalisation-notice')).toMatchObject({ state: 'met', metAt: ago(0) })
  })
})

it('[1369.17] a replacement at once is met by the exchange itself, which the act then tells', async () => {
  const order = await world.active()
  world.pass(hour)
  const newDeviceId = await world.device()
  await operator.done('replaceDevice', {
    params: order.params,
    body: {
      deviceId: order.deviceId,
      newDeviceId,
      because: 'malfunction',
      description: 'Does not charge',
      noticedAt: ago(10 * minute),
      fate: 'repair',
    },
  })
  expect(await deadlineOf(order, 'replacement')).toMatchObject({
    state: 'met',
    evidence: { kind: 'event', event: 'replace-device' },
  })
  await issued(order, { kind: 'replacement-act' })
})
