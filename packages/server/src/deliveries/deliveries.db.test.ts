import { createHash, createHmac } from 'node:crypto'
import { once } from 'node:events'
import http from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Delivery } from '@bilezik/contract'
import { hour, isoInstant, later, minute, parseIsoInstant } from '@bilezik/domain'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { aPdf } from '../testing/file-samples.ts'
import { type TestMailServer, startMailServer } from '../testing/test-mail-server.ts'
import { type TestOffice, openOffice } from './test-office.ts'

let mail: TestMailServer
let office: TestOffice
beforeAll(async () => {
  mail = await startMailServer()
  office = await openOffice({
    mail: { url: mail.url, from: 'Bilezik <bilezik@example.kz>', isPlainAllowed: true, silenceMs: 1_000 },
    webhooks: { hosts: ['127.0.0.1', 'receiver.example.kz'], isLoopbackAllowed: true, withinMs: 1_000 },
    pausesMs: [minute, hour],
  })
})
afterAll(async () => {
  await office.test.end()
  await mail.stop()
})
beforeEach(() => {
  mail.plan()
  mail.received.length = 0
})

const parsed = (iso: string) => {
  const at = parseIsoInstant(iso)
  if (!at.ok) throw new Error(`no instant: ${iso}`)
  return at.value
}
const problem = ({ text }: { readonly text: string }) => (JSON.parse(text) as { code: string }).code

/** One paper, queued for one body's mailbox. */
async function queued(text?: string) {
  const paper = await office.newPaper(text)
  const { id: recipientId } = await office.addBody({ email: 'duty@body.example.kz' })
  const [id = ''] = await office.send(paper.orderId, paper.fileId, [{ recipientId, channel: 'email' }])
  return { ...paper, id }
}
const attemptsOf = ({ attempts }: Delivery) => attempts.map(({ outcome, byName }) => [outcome, byName])

describe('by e-mail', () => {
  it('[1369.7d] the notice of adoption goes to the body at once, is followed to the receipt, and every step says when and by whom', async () => {
    const { id, orderId } = await queued()
    expect(await office.delivery(id)).toMatchObject({ state: 'queued', askedByName: 'Name of operator-a', attempts: [] })
    await office.sender.round()
    expect(await office.delivery(id)).toMatchObject({
      state: 'sent',
      address: 'duty@body.example.kz',
      attempts: [{ number: 1, outcome: 'accepted', byName: 'Name of operator-a' }],
    })
    const [message] = mail.received
    expect(mail.received).toHaveLength(1)
    expect([message?.messageId, message?.to]).toEqual([`${id}@example.kz`, ['duty@body.example.kz']])
    const attached = (message?.text ?? '').replaceAll(/\s/g, '')
    expect(attached).toContain(aPdf('notice of adoption').toString('base64'))
    // Nobody's name in what every mail server on the way reads.
    expect(message?.text).not.toContain('Ахметов')

    const proof = await office.operator.done('uploadFile', {
      params: { orderId },
      query: { name: 'receipt.pdf', belongsTo: `delivery:${id}` },
      body: aPdf('stamped'),
      headers: { 'content-type': 'application/octet-stream' },
    })
    office.test.clock.now = later(office.test.clock.now, hour)
    const received = { outcome: 'delivered', receivedBy: 'Omarov T. S., duty officer', proofFileId: proof.id }
    const receivedAt = isoInstant(later(office.test.clock.now, -minute))
    await office.operator.done('settleDelivery', { params: { deliveryId: id }, body: { ...received, receivedAt } })
    expect(await office.delivery(id)).toMatchObject({
      state: 'delivered',
      receivedBy: received.receivedBy,
      receivedAt,
      proofFileId: proof.id,
    })
    const { entries } = await office.head.done('listLog')
    expect(entries.filter(({ subjectId }) => subjectId === orderId).map(({ action }) => action)).toEqual(
      expect.arrayContaining(['sendPaper', 'settleDelivery']),
    )
  })

  it('[1369.18] a notice of hospitalisation goes to the body and to the health institution: both are queued, or neither is', async () => {
    const { orderId, fileId } = await office.newPaper('hospitalisation')
    const body = await office.addBody({ email: 'body@example.kz' })
    const hospital = await office.addBody({ email: 'hospital@example.kz' })
    const withoutMail = await office.addBody({})
    const to = (ids: readonly string[]) => ids.map((recipientId) => ({ recipientId, channel: 'email' }))
    const refused = await office.operator.call('sendPaper', {
      params: { orderId },
      body: { fileId, to: to([body.id, withoutMail.id]) },
    })
    expect(problem(refused)).toBe('no-such-address')
    expect((await office.operator.done('listDeliveries', { query: { orderId } })).deliveries).toEqual([])
    await office.send(orderId, fileId, to([body.id, hospital.id]))
    await office.sender.round()
    expect(mail.received.flatMap((one) => one.to).toSorted()).toEqual(['body@example.kz', 'hospital@example.kz'])
  })

  it('refused for now it is tried again after a pause, under the same Message-ID; nothing else is', async () => {
    const { id } = await queued()
    mail.plan({ atMessage: 451 })
    await office.sender.round()
    expect(await office.delivery(id)).toMatchObject({ state: 'queued', nextAt: isoInstant(later(office.test.clock.now, minute)) })
    await office.sender.round()
    expect(mail.received).toEqual([])
    office.test.clock.now = later(office.test.clock.now, minute)
    await office.sender.round()
    await office.sender.round()
    expect(mail.received.map(({ messageId }) => messageId)).toEqual([`${id}@example.kz`])
    expect(attemptsOf(await office.delivery(id))).toEqual([
      ['not-sent', 'Name of operator-a'],
      ['accepted', null],
    ])
  })

  it('refused for good it is failed, stands in the list of what waits for a person, and is sent again on somebody’s word', async () => {
    const { id } = await queued()
    mail.plan({ atRecipient: 550 })
    await office.sender.round()
    expect(await office.delivery(id)).toMatchObject({ state: 'failed' })
    const { deliveries } = await office.operator.done('listDeliveries', { query: { isStuck: 'true' } })
    expect(deliveries.map((one) => one.id)).toContain(id)
    await office.head.done('resendDelivery', { params: { deliveryId: id }, body: { reason: 'The mailbox is there again' } })
    await office.sender.round()
    expect(attemptsOf(await office.delivery(id))).toEqual([
      ['rejected', 'Name of operator-a'],
      ['accepted', 'Name of head-a'],
    ])
  })

  it('given up after the last pause, for nobody was there', async () => {
    const { id } = await queued()
    mail.plan({ atMessage: 421 }, { atMessage: 421 }, { atMessage: 421 })
    for (let i = 0; i < 4; i++) {
      await office.sender.round()
      office.test.clock.now = later(office.test.clock.now, hour)
    }
    expect(await office.delivery(id)).toMatchObject({ state: 'given-up' })
    expect(attemptsOf(await office.delivery(id))).toHaveLength(3)
  })

  it('whose connection is lost in mid-message was certainly not received: it is tried again', async () => {
    const { id } = await queued('x'.repeat(600_000))
    mail.plan({ hangUpAfterBytes: 1_000 })
    await office.sender.round()
    expect(await office.delivery(id)).toMatchObject({ state: 'queued', attempts: [{ outcome: 'not-sent' }] })
    office.test.clock.now = later(office.test.clock.now, minute)
    await office.sender.round()
    expect(mail.received).toHaveLength(1)
  })

  it.each(['accept-and-hang-up', 'silence'] as const)(
    'whose last byte has left and that ends by %s is unclear: not sent again until a person says so',
    async (plan) => {
      const { id } = await queued()
      mail.plan(plan)
      await office.sender.round()
      expect(await office.delivery(id)).toMatchObject({ state: 'unclear', attempts: [{ outcome: 'unclear' }] })
      office.test.clock.now = later(office.test.clock.now, 24 * hour)
      await office.sender.round()
      expect(mail.received.length).toBe(plan === 'silence' ? 0 : 1)
      const body = { outcome: 'arrived', reason: 'Called the duty unit: they have it' }
      await office.operator.done('settleDelivery', { params: { deliveryId: id }, body })
      expect(await office.delivery(id)).toMatchObject({ state: 'sent', reason: body.reason })
    },
  )

  it('cut off by a crash before the hand-over it is tried again, after it it is unclear', async () => {
    const [before, after] = [await queued(), await queued()]
    const began = isoInstant(later(office.test.clock.now, -hour))
    for (const [{ id }, handedAt] of [
      [before, null],
      [after, began],
    ] as const) {
      await office.test.owner.query(`UPDATE deliveries SET state = 'sending' WHERE id = $1`, [id])
      await office.test.owner.query(
        `INSERT INTO delivery_attempts (delivery_id, number, began_at, handed_at) VALUES ($1, 1, $2, $3)`,
        [id, began, handedAt],
      )
    }
    await office.sender.round()
    await office.sender.round()
    expect(await office.delivery(before.id)).toMatchObject({
      state: 'sent',
      attempts: [{ outcome: 'not-sent' }, { outcome: 'accepted' }],
    })
    expect(await office.delivery(after.id)).toMatchObject({ state: 'unclear', attempts: [{ outcome: 'unclear' }] })
    expect(mail.received.map(({ messageId }) => messageId)).toEqual([`${before.id}@example.kz`])
  })

  it('goes nowhere without TLS unless the installation allows it', async () => {
    const strict = await openOffice({ mail: { url: mail.url, from: 'a@example.kz', silenceMs: 1_000 } })
    onTestFinished(() => strict.test.end())
    const { orderId, fileId } = await strict.newPaper()
    const { id: recipientId } = await strict.addBody({ email: 'x@example.kz' })
    const [id = ''] = await strict.send(orderId, fileId, [{ recipientId, channel: 'email' }])
    await strict.sender.round()
    expect(await strict.delivery(id)).toMatchObject({ state: 'queued', attempts: [{ outcome: 'not-sent' }] })
    expect(mail.received).toEqual([])
  })
})

interface Call {
  readonly headers: http.IncomingHttpHeaders
  readonly body: Buffer
}

async function receiver(answers: number[]): Promise<{ url: string; calls: Call[] }> {
  const calls: Call[] = []
  const server = http.createServer((request, response) => {
    const pieces: Buffer[] = []
    request.on('data', (piece: Buffer) => pieces.push(piece))
    request.on('end', () => {
      calls.push({ headers: request.headers, body: Buffer.concat(pieces) })
      const status = answers.shift() ?? 200
      if (status === 0) response.destroy()
      else response.writeHead(status, { location: 'http://127.0.0.1:1/' }).end()
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/papers`, calls }
}

describe('by a signed webhook', () => {
  it('the paper comes with a signature that the receiver can check; lost answers bring it again under the same key', async () => {
    const { url, calls } = await receiver([0, 503, 200])
    const { orderId, fileId } = await office.newPaper('to a webhook')
    const { id: recipientId, webhookSecret } = await office.addBody({ webhookUrl: url })
    const [id = ''] = await office.send(orderId, fileId, [{ recipientId, channel: 'webhook' }])
    for (let i = 0; i < 4; i++) {
      await office.sender.round()
      office.test.clock.now = later(office.test.clock.now, hour)
    }
    expect(await office.delivery(id)).toMatchObject({ state: 'sent' })
    expect(calls.map(({ headers }) => headers['idempotency-key'])).toEqual([id, id, id])
    for (const { headers, body } of calls) {
      const hmac = createHmac('sha256', Buffer.from(webhookSecret as string, 'base64'))
      const expected = hmac
        .update(`${String(headers['x-bilezik-timestamp'])}.`)
        .update(body)
        .digest('hex')
      expect(headers['x-bilezik-signature']).toBe(`v1=${expected}`)
    }
    const { document } = JSON.parse(calls[2]?.body.toString() ?? '') as { document: { contentBase64: string; sha256: string } }
    const bytes = Buffer.from(document.contentBase64, 'base64')
    expect(bytes.equals(aPdf('to a webhook'))).toBe(true)
    expect(document.sha256).toBe(createHash('sha256').update(bytes).digest('hex'))
  })

  it('a redirection is not followed: the paper goes where it was addressed or nowhere', async () => {
    const { url, calls } = await receiver([307])
    const { orderId, fileId } = await office.newPaper()
    const { id: recipientId } = await office.addBody({ webhookUrl: url })
    const [id = ''] = await office.send(orderId, fileId, [{ recipientId, channel: 'webhook' }])
    await office.sender.round()
    expect([calls.length, (await office.delivery(id)).state]).toEqual([1, 'failed'])
  })
})

it('by hand: nobody sends it, and who received it when, with a proof, is recorded', async () => {
  const { orderId, fileId } = await office.newPaper()
  const { id: recipientId } = await office.addBody({})
  const [id = ''] = await office.send(orderId, fileId, [{ recipientId, channel: 'print' }])
  await office.sender.round()
  expect(await office.delivery(id)).toMatchObject({ state: 'queued', address: null, attempts: [] })
  const at = (ms: number) => isoInstant(later(office.test.clock.now, ms))
  const body = (receivedAt: string) => ({ outcome: 'delivered', receivedBy: 'Registry', receivedAt, proofFileId: fileId })
  const params = { deliveryId: id }
  for (const impossible of [at(hour), '2020-01-01T00:00:00Z'])
    expect(problem(await office.operator.call('settleDelivery', { params, body: body(impossible) }))).toBe(
      'case-record-impossible',
    )
  office.test.clock.now = later(office.test.clock.now, hour)
  await office.operator.done('settleDelivery', { params, body: body(at(-minute)) })
  expect(await office.delivery(id)).toMatchObject({ state: 'delivered', receivedBy: 'Registry' })
  expect(problem(await office.operator.call('settleDelivery', { params, body: body(at(0)) }))).toBe('delivery-not-there')
})

it('no secret and no address of a mail server is in the log', () => {
  expect(office.test.logged.join('')).not.toContain(mail.url)
})

it('to somebody who is in no address book: by e-mail as it was typed, and by hand to a postal address', async () => {
  const { orderId, fileId } = await office.newPaper()
  const body = (to: unknown[]) => ({ fileId, to })
  const court = { channel: 'print', name: 'Court', address: 'Astana, 1 Main street' }
  const clinic = { channel: 'email', name: 'Clinic', address: 'clinic@example.kz' }
  await office.operator.done('sendPaper', { params: { orderId }, body: body([{ typed: court }, { typed: clinic }]) })
  await office.sender.round()
  const { deliveries } = await office.operator.done('listDeliveries', { query: { orderId } })
  expect(deliveries.map((one) => [one.recipientId, one.recipientName.kk, one.address, one.state])).toEqual([
    [null, 'Clinic', 'clinic@example.kz', 'sent'],
    [null, 'Court', 'Astana, 1 Main street', 'queued'],
  ])
  const wrong = { typed: { ...clinic, address: 'no address' } }
  expect((await office.operator.call('sendPaper', { params: { orderId }, body: body([wrong]) })).status).toBe(400)
})

it('what needs a person is counted and comes oldest first; what somebody gave up is at rest', async () => {
  const before = await office.operator.done('countDeliveries')
  const [older, newer] = [await queued(), await queued()]
  expect((await office.operator.done('countDeliveries')).unsent).toBe(before.unsent + 2)
  mail.plan({ atRecipient: 550 }, { atRecipient: 550 })
  await office.sender.round()
  expect(await office.operator.done('countDeliveries')).toMatchObject({
    stuck: before.stuck + 2,
    unsent: 0,
    oldestUnsentAt: null,
  })
  const open = async () =>
    (await office.operator.done('listDeliveries', { query: { isOpen: 'true', sort: 'oldest' } })).deliveries.map(({ id }) => id)
  const ours = (await open()).filter((id) => id === older.id || id === newer.id)
  expect(ours).toEqual([older.id, newer.id])
  const body = { outcome: 'given-up', reason: 'Handed over at the meeting' }
  await office.operator.done('settleDelivery', { params: { deliveryId: older.id }, body })
  expect(await open()).not.toContain(older.id)
  expect((await office.operator.done('countDeliveries')).stuck).toBe(before.stuck + 1)
})

it('a secret of a webhook that was seen is replaced: from then on the new one signs', async () => {
  const { url, calls } = await receiver([200])
  const { orderId, fileId } = await office.newPaper('after rotation')
  const { id: recipientId, webhookSecret: former } = await office.addBody({ webhookUrl: url })
  const { webhookSecret } = await office.head.done('rotateSecret', { params: { recipientId } })
  expect(webhookSecret).not.toBe(former)
  expect((await office.operator.call('rotateSecret', { params: { recipientId } })).status).toBe(403)
  await office.send(orderId, fileId, [{ recipientId, channel: 'webhook' }])
  await office.sender.round()
  const [call] = calls
  const hmac = createHmac('sha256', Buffer.from(webhookSecret, 'base64'))
  const expected = hmac
    .update(`${String(call?.headers['x-bilezik-timestamp'])}.`)
    .update(call?.body ?? '')
    .digest('hex')
  expect(call?.headers['x-bilezik-signature']).toBe(`v1=${expected}`)
  const { id: withoutOne } = await office.addBody({})
  expect((await office.head.call('rotateSecret', { params: { recipientId: withoutOne } })).code).toBe('not-found')
})

it('the probe of readiness tells how long the oldest unsent paper waits, and how many are stuck', async () => {
  await office.sender.round()
  const { test } = office
  await test.owner
    .query('INSERT INTO engine (heartbeat_at) VALUES ($1) ON CONFLICT DO NOTHING', [isoInstant(test.clock.now)])
    .catch(() => {})
  const { id } = await queued()
  await test.owner.query(`UPDATE deliveries SET asked_at = $2 WHERE id = $1`, [id, isoInstant(later(test.clock.now, -hour))])
  const ready = await test.browser().done('getReadiness')
  expect(ready.oldestUnsentSeconds).toBe(3_600)
  expect(ready.papersStuck).toBe((await office.operator.done('countDeliveries')).stuck)
})

it('received in the very minute in which it was asked for, as a form tells it, is not before it', async () => {
  const { orderId, fileId } = await office.newPaper()
  const { id: recipientId } = await office.addBody({})
  const { clock } = office.test
  const [id = ''] = await office.send(orderId, fileId, [{ recipientId, channel: 'print' }])
  const { askedAt } = await office.delivery(id)
  const inMinute = `${askedAt.slice(0, 16)}:00.000Z`
  const settle = (receivedAt: string) =>
    office.operator.call('settleDelivery', {
      params: { deliveryId: id },
      body: { outcome: 'delivered', receivedBy: 'Registry', receivedAt, proofFileId: null },
    })
  clock.now = later(clock.now, hour)
  expect((await settle(isoInstant(later(parsed(inMinute), -minute)))).code).toBe('case-record-impossible')
  expect((await settle(inMinute)).status).toBe(200)
})

it('a cover sheet lists all that waits to be handed to the same addressee, and is for what is handed over alone', async () => {
  const { orderId, fileId } = await office.newPaper()
  const court = { typed: { channel: 'print', name: 'Court', address: 'Astana, 1 Main street' } }
  const other = { typed: { channel: 'print', name: 'Clinic', address: null } }
  const send = async (to: unknown[]) =>
    (await office.operator.done('sendPaper', { params: { orderId }, body: { fileId, to } })).ids
  const [first = ''] = await send([court, other])
  await send([court])
  const sheet = await office.operator.call('getCoverSheet', { params: { deliveryId: first }, query: { language: 'ru' } })
  expect([sheet.status, sheet.text.slice(0, 5)]).toEqual([200, '%PDF-'])
  const { id: mailed } = await queued()
  expect((await office.operator.call('getCoverSheet', { params: { deliveryId: mailed } })).code).toBe('not-found')
})
