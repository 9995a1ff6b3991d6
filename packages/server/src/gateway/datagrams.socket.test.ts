import dgram from 'node:dgram'
import { once } from 'node:events'
import { day, instant, later, ok, refused } from '@bilezik/domain'
import { type Codec, type DatagramFormat, type DecodeContext, type Decoded } from '@bilezik/protocols'
import { type Counter, Registry } from 'prom-client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import type { Gateway } from './start-gateway.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const registry = new Registry()

/** `identifier lat answer-length`: what is sent back is as long as the datagram asks for. */
function decodeText(datagram: Uint8Array, { receivedAt }: DecodeContext): Decoded {
  const [identifier = '', lat, answerBytes] = new TextDecoder().decode(datagram).trim().split(' ')
  if (!Number.isFinite(Number(lat))) return refused({ code: 'malformed', detail: 'No latitude.' })
  const reading = { kind: 'fix', fixAt: receivedAt, lat: Number(lat), lon: 1, isValid: true, source: 'gnss' } as const
  const records = [{ payload: datagram, readings: [reading] }]
  return ok({ type: 'position', identifier, records, reply: new Uint8Array(Number(answerBytes)).fill(0x2e) })
}
const datagram: DatagramFormat = { maxDatagramBytes: 100, decode: decodeText }
const codec: Codec = { name: 'gt06', datagram }

let world: World
let gateway: Gateway<'gt06/udp'>
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const now = instant(Date.now())
  const term = { termFrom: later(now, -day), termUntil: later(now, day) }
  for (const identifier of ['known', 'busy'])
    await world.addPerson({ organisationId, protocol: 'gt06', identifier, rules: [], ...term })
  gateway = await openGateway(world, {
    listen: { 'gt06/udp': anyPort },
    codecs: { gt06: codec },
    deviceRate: { burst: 20, perSecond: 0.001 },
    registry,
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

/** A device's socket and what has come to it. */
async function device(): Promise<{ send(text: string): void; readonly heard: Buffer[] }> {
  const socket = dgram.createSocket('udp4')
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  const heard: Buffer[] = []
  socket.on('message', (bytes) => heard.push(bytes))
  return { send: (text) => socket.send(text, gateway.ports['gt06/udp'], '127.0.0.1'), heard }
}

const storedAt = async (lat: number) =>
  (await world.owner.query('SELECT received_at FROM readings WHERE lat_e7 = $1', [lat * 1e7])).rows.length
const quarantined = async () =>
  (await world.owner.query('SELECT protocol, source, reason, size_bytes FROM quarantine ORDER BY reason')).rows as unknown[]
const unanswered = async () => {
  const counter = registry.getSingleMetric('bilezik_gateway_datagrams_unanswered_total') as Counter
  return Object.fromEntries((await counter.get()).values.map(({ labels, value }) => [labels['reason'], value]))
}

test('a datagram is acknowledged to its source, and to nobody else, once it is stored', async () => {
  const [sender, other] = [await device(), await device()]
  sender.send('known 11 8')
  await expect.poll(() => sender.heard.length).toBe(1)
  expect(await storedAt(11)).toBe(1)
  expect(other.heard).toEqual([])
})

test('while nothing can be stored nothing is acknowledged', async () => {
  const sender = await device()
  const locker = await world.owner.connect()
  await locker.query('BEGIN; LOCK TABLE readings IN ACCESS EXCLUSIVE MODE')
  sender.send('known 12 8')
  await new Promise((resolve) => setTimeout(resolve, 500))
  expect(sender.heard).toEqual([])
  await locker.query('ROLLBACK')
  locker.release()
  await expect.poll(() => sender.heard.length).toBe(1)
  expect(await storedAt(12)).toBe(1)
})

test('an answer is never longer than three times what it answers: nobody is flooded in the name of a device', async () => {
  const sender = await device()
  const at = (bytes: number) => `known 13 ${bytes}`
  const longest = 3 * at(33).length
  sender.send(at(longest + 1))
  await expect.poll(unanswered).toMatchObject({ 'reply-too-long': 1 })
  sender.send(at(longest))
  await expect.poll(() => sender.heard.map((bytes) => bytes.length)).toEqual([longest])
})

test('a stranger gets no answer and is listed; nonsense gets none and is put aside', async () => {
  const sender = await device()
  sender.send('nobody 14 8')
  sender.send('known here 8')
  sender.send(`known 14 8 ${'x'.repeat(100)}`)
  await expect.poll(quarantined).toEqual([
    { protocol: 'gt06', source: '127.0.0.1', reason: 'malformed', size_bytes: 12 },
    { protocol: 'gt06', source: '127.0.0.1', reason: 'too-long', size_bytes: 100 },
  ])
  const { rows } = await world.owner.query('SELECT protocol, identifier FROM unknown_devices')
  expect(rows).toEqual([{ protocol: 'gt06', identifier: 'nobody' }])
  expect(sender.heard).toEqual([])
})

test('a device over its rate is not acknowledged, and what is acknowledged is stored', async () => {
  const sender = await device()
  const before = (await unanswered())['rate'] ?? 0
  for (let i = 0; i < 50; i++) sender.send(`busy ${20 + i} 8`)
  await expect.poll(async () => ((await unanswered())['rate'] ?? 0) - before).toBe(30)
  await expect.poll(() => sender.heard.length).toBe(20)
  const { rows } = await world.owner.query('SELECT count(*)::int AS n FROM readings WHERE lat_e7 >= 200000000')
  expect(rows).toEqual([{ n: 20 }])
})
