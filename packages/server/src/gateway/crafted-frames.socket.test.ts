import { once } from 'node:events'
import net from 'node:net'
import { day, instant, later } from '@bilezik/domain'
import { buildGt06Frame, encodeGt06Login } from '@bilezik/protocols'
import { type Counter, Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import type { Gateway } from './start-gateway.ts'

const imei = '100000000000017'
const anyPort = { host: '127.0.0.1', port: 0 }
const registry = new Registry()
const sockets: net.Socket[] = []

let world: World
let gateway: Gateway<'gt06' | 'teltonika'>
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const now = instant(Date.now())
  const term = { termFrom: later(now, -day), termUntil: later(now, day) }
  await world.addPerson({ organisationId, protocol: 'gt06', identifier: imei, rules: [], ...term })
  await world.addPerson({ organisationId, protocol: 'teltonika', identifier: imei, rules: [], ...term })
  const deviceRate = { burst: 1_000_000, perSecond: 1_000_000 }
  gateway = await openGateway(world, { listen: { gt06: anyPort, teltonika: anyPort }, deviceRate, registry })
})
afterEach(() => {
  for (const socket of sockets.splice(0)) socket.destroy()
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

async function connect(door: 'gt06' | 'teltonika'): Promise<net.Socket> {
  const socket = net.connect(gateway.ports[door], '127.0.0.1')
  sockets.push(socket)
  await once(socket, 'connect')
  return socket
}

async function decoded(type: string): Promise<number> {
  const { values } = await (registry.getSingleMetric('bilezik_gateway_messages_total') as Counter).get()
  return values.find(({ labels }) => labels['type'] === type)?.value ?? 0
}

test('an answer under a number that no command can bear costs nobody a transaction, and is no reason for quarantine', async () => {
  const socket = await connect('gt06')
  let heardBytes = 0
  socket.on('data', (chunk: Buffer) => (heardBytes += chunk.length))
  const token = [0xff, 0xff, 0xff, 0xff]
  socket.write(encodeGt06Login(imei, 1))
  socket.write(buildGt06Frame(0x15, Uint8Array.of(6, ...token, 0x4f, 0x4b, 0, 1), 2))
  socket.write(buildGt06Frame(0x13, Uint8Array.of(0, 4, 4, 0, 1), 3))
  // The login's and the heartbeat's answers: 10 bytes each.
  await expect.poll(() => heardBytes).toBe(20)
  expect(await decoded('text')).toBe(1)
  expect((await world.owner.query('SELECT reason, detail FROM quarantine')).rows).toEqual([])
})

test('the shortest frames, as many as a chunk holds, are all taken, and the connection goes on behind them', async () => {
  const socket = await connect('teltonika')
  let answered = 0
  socket.on('data', (chunk: Buffer) => (answered += chunk.length))
  const login = Buffer.concat([Buffer.of(0, imei.length), Buffer.from(imei)])
  const pings = 20_000
  // An unfinished frame at the end: what comes behind it must still be read.
  socket.write(Buffer.concat([login, Buffer.alloc(pings, 0xff), login.subarray(0, 9)]))
  await expect.poll(() => decoded('ping'), { timeout: 20_000 }).toBe(pings)
  await expect.poll(() => answered, { timeout: 10_000 }).toBe(1)
  socket.write(login.subarray(9))
  await expect.poll(() => answered, { timeout: 10_000 }).toBe(2)
}, 40_000)

test('unending noise that looks like the starts of frames ends its connection after a few pieces, not after a megabyte', async () => {
  const socket = await connect('gt06')
  const isClosed = new Promise<void>((resolve) => socket.once('close', () => resolve()))
  socket.on('error', () => undefined)
  socket.write(Buffer.alloc(48 * 1024, 0x78))
  await isClosed
}, 15_000)
