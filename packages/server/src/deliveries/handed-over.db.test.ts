import { createDatabase } from '@bilezik/database'
import { isoInstant, later, minute } from '@bilezik/domain'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ChangesWorld } from '../changes/test-order.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { aPdf } from '../testing/file-samples.ts'
import { type TestMailServer, startMailServer } from '../testing/test-mail-server.ts'
import { DeliverySender } from './delivery-sender.ts'

let mail: TestMailServer
let world: ChangesWorld
let receiver: TestBrowser
let receiverId: string
let above: TestBrowser
let sender: DeliverySender

beforeAll(async () => {
  mail = await startMailServer()
  world = await ChangesWorld.begin()
  receiverId = await world.test.addOrganisation('C')
  receiver = await world.test.addUser('head', receiverId, 'head-c')
  above = await world.test.addUser('head', world.test.rootId, 'head-above')
  sender = new DeliverySender({
    db: createDatabase(world.test.appPool),
    masterKey: world.test.masterKey,
    settings: { mail: { url: mail.url, from: 'bilezik@example.kz', isPlainAllowed: true, silenceMs: 1_000 } },
    log: pino({ level: 'silent' }),
    registry: new Registry(),
    clock: () => world.test.clock.now,
  })
})
afterAll(async () => {
  await world.test.end()
  await mail.stop()
})

it('[1369.11] what was sent and what is due of an order that was handed over is the business of the new subdivision', async () => {
  const order = await world.running()
  const { id: fileId } = await world.operator.done('uploadFile', {
    params: order.params,
    query: { name: 'notice.pdf' },
    body: aPdf('notice'),
    headers: { 'content-type': 'application/octet-stream' },
  })
  const name = { kk: 'Прокуратура', ru: 'Прокуратура' }
  const { id: recipientId } = await world.head.done('addRecipient', {
    body: { organisationId: world.organisationId, name, email: 'duty@body.example.kz', webhookUrl: null, dutyUnit: null },
  })
  const to = [
    { recipientId, channel: 'email' },
    { typed: { channel: 'print', name: 'Court of the district', address: 'Astana, 1 Main street' } },
  ]
  await world.operator.done('sendPaper', { params: order.params, body: { fileId, to } })
  const due = await world.operator.done('listDeadlines', { query: { state: 'all', orderId: order.orderId } })
  expect(due.deadlines.length).toBeGreaterThan(0)
  expect((await receiver.done('listDeliveries')).deliveries).toEqual([])

  const act = { number: '11/2026', signedOn: '2026-11-21' }
  const body = { because: 'moved', toBody: null, toOrganisationId: receiverId, act }
  await above.done('handOverOrder', { params: order.params, body })

  const ofOrder = { query: { orderId: order.orderId } }
  const { deliveries } = await receiver.done('listDeliveries', ofOrder)
  expect(deliveries.map((one) => [one.recipientName.ru, one.channel, one.state, one.organisationId])).toEqual([
    ['Court of the district', 'print', 'queued', receiverId],
    ['Прокуратура', 'email', 'queued', receiverId],
  ])
  // The book stays where it was.
  expect((await receiver.done('listRecipients')).recipients).toEqual([])
  const { deadlines } = await receiver.done('listDeadlines', { query: { state: 'all', orderId: order.orderId } })
  expect(deadlines.map(({ id }) => id)).toEqual(expect.arrayContaining(due.deadlines.map(({ id }) => id)))
  expect((await world.operator.done('listDeadlines', { query: { state: 'all', orderId: order.orderId } })).deadlines).toEqual([])

  // What waited when the file was handed over still goes out, and the new one notes who received it.
  await sender.round()
  expect(mail.received.map((one) => one.to)).toEqual([['duty@body.example.kz']])
  world.test.clock.now = later(world.test.clock.now, minute)
  const [printed, mailed] = deliveries.map(({ id }) => id)
  const received = {
    outcome: 'delivered',
    receivedBy: 'Registry',
    receivedAt: isoInstant(world.test.clock.now),
    proofFileId: null,
  }
  await receiver.done('settleDelivery', { params: { deliveryId: printed ?? '' }, body: received })
  expect((await receiver.done('listDeliveries', ofOrder)).deliveries.map(({ state }) => state)).toEqual(['delivered', 'sent'])
  const refused = await world.operator.call('resendDelivery', { params: { deliveryId: mailed ?? '' }, body: { reason: 'again' } })
  expect(refused.code).toBe('not-found')
})
