import type { Delivery } from '@bilezik/contract'
import { createDatabase } from '@bilezik/database'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aDecision, aPerson } from '../http/test-bodies.ts'
import type { TestBrowser } from '../http/test-browser.ts'
import { aPdf } from '../testing/file-samples.ts'
import { DeliverySender } from './delivery-sender.ts'
import type { SendingSettings } from './sending-settings.ts'

export interface TestOffice {
  readonly test: TestApp
  readonly operator: TestBrowser
  readonly head: TestBrowser
  readonly sender: DeliverySender
  /** A case file with one paper in it. */
  newPaper(text?: string): Promise<{ readonly orderId: string; readonly fileId: string }>
  addBody(given: { readonly email?: string; readonly webhookUrl?: string }): Promise<{ id: string; webhookSecret: string | null }>
  send(orderId: string, fileId: string, to: readonly { recipientId: string; channel: string }[]): Promise<readonly string[]>
  delivery(id: string): Promise<Delivery>
}

/** An office with an operator and a head, and its sender, which works when it is told to. */
export async function openOffice(sending: SendingSettings): Promise<TestOffice> {
  const test = await startTestApp({ sending })
  const a = await test.addOrganisation('A')
  const head = await test.addUser('head', a, 'head-a')
  const operator = await test.addUser('operator', a, 'operator-a')
  const sender = new DeliverySender({
    db: createDatabase(test.appPool),
    masterKey: test.masterKey,
    settings: sending,
    log: pino({ level: 'error' }, { write: (line) => void test.logged.push(line) }),
    registry: new Registry(),
    clock: () => test.clock.now,
  })
  const name = { kk: 'Тергеу бөлімі', ru: 'Следственный отдел' }
  return {
    test,
    operator,
    head,
    sender,
    newPaper: async (text = 'notice of adoption') => {
      const { id: personId } = await head.done('createPerson', { body: aPerson(a) })
      const decision = aDecision({ decidedOn: '2026-11-01' })
      const { id: orderId } = await operator.done('openCaseFile', {
        params: { personId },
        body: { organisationId: a, decision, records: [] },
      })
      const { id: fileId } = await operator.done('uploadFile', {
        params: { orderId },
        query: { name: 'хабарлама.pdf' },
        body: aPdf(text),
        headers: { 'content-type': 'application/octet-stream' },
      })
      return { orderId, fileId }
    },
    addBody: ({ email = null, webhookUrl = null }: { email?: string | null; webhookUrl?: string | null }) =>
      head.done('addRecipient', { body: { organisationId: a, name, email, webhookUrl, dutyUnit: null } }),
    send: async (orderId, fileId, to) => (await operator.done('sendPaper', { params: { orderId }, body: { fileId, to } })).ids,
    delivery: async (id) => {
      const { deliveries } = await operator.done('listDeliveries')
      const found = deliveries.find((one) => one.id === id)
      if (!found) throw new Error(`there is no delivery ${id}`)
      return found
    },
  }
}
