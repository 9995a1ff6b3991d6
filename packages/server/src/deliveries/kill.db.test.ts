import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { setTimeout as pause } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { type TestMailServer, startMailServer } from '../testing/test-mail-server.ts'
import { type TestOffice, openOffice } from './test-office.ts'

const main = fileURLToPath(new URL('../testing/sender-main.ts', import.meta.url))
const leaseMs = 400
const papers = 24
const kills = 8

let mail: TestMailServer
let office: TestOffice
beforeAll(async () => {
  mail = await startMailServer()
  office = await openOffice({ mail: { url: mail.url, from: 'bilezik@example.kz', isPlainAllowed: true } })
})
afterAll(async () => {
  await office.test.end()
  await mail.stop()
})

const startSender = (): ChildProcess =>
  spawn(process.execPath, [main, office.test.database.urls.app, mail.url, String(leaseMs)], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })

async function statesOf(): Promise<ReadonlyMap<string, string>> {
  const { deliveries } = await office.operator.done('listDeliveries', { query: { limit: '500' } })
  return new Map(deliveries.map(({ id, state }) => [id, state]))
}

const isSettled = (states: ReadonlyMap<string, string>) =>
  states.size === papers && [...states.values()].every((state) => state === 'sent' || state === 'unclear')

it('a sender that is killed at any moment sends nothing twice, forgets nothing, and calls nothing sent that was not', async () => {
  const { orderId, fileId } = await office.newPaper()
  const { id: recipientId } = await office.addBody({ email: 'duty@body.example.kz' })
  for (let i = 0; i < papers; i++) await office.send(orderId, fileId, [{ recipientId, channel: 'email' }])
  // Most of the time a message is with the mail server, so that it is where the kills fall too.
  mail.thinkMs = () => Math.random() * 60
  for (let kill = 0; kill < kills && !isSettled(await statesOf()); kill++) {
    const before = mail.received.length
    const sender = startSender()
    // From its first message on, wherever it is then.
    while (mail.received.length === before && !isSettled(await statesOf())) await pause(40)
    await pause(Math.random() * 150)
    sender.kill('SIGKILL')
    await once(sender, 'exit')
  }
  const sender = startSender()
  while (!isSettled(await statesOf())) await pause(50)
  sender.kill('SIGKILL')
  await once(sender, 'exit')

  const states = await statesOf()
  const counts = new Map<string, number>()
  for (const { messageId } of mail.received) {
    const id = messageId.split('@')[0] ?? ''
    counts.set(id, (counts.get(id) ?? 0) + 1)
  }
  for (const [id, state] of states) {
    if (state === 'sent') expect([id, counts.get(id)]).toEqual([id, 1])
    else expect([id, (counts.get(id) ?? 0) <= 1]).toEqual([id, true])
  }
  const unclear = [...states.values()].filter((state) => state === 'unclear').length
  // At most the one that was on its way as its sender was killed.
  expect(unclear).toBeLessThanOrEqual(kills)
})
