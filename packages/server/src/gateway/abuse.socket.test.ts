import { once } from 'node:events'
import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { day, instant, later } from '@bilezik/domain'
import { buildGt06Frame, encodeGt06Login } from '@bilezik/protocols'
import { pino } from 'pino'
import { type Counter, Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, makeWorld } from '../testing/world.ts'
import { type Gateway, startGateway } from './start-gateway.ts'
import { defaultStreamLimits } from './stream-connection.ts'

const imei = '100000000000017'
const anyPort = { host: '127.0.0.1', port: 0 }
const registry = new Registry()

let world: World
let gateway: Gateway<'gt06' | 'osmand'>
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const now = instant(Date.now())
  const term = { termFrom: later(now, -day), termUntil: later(now, day) }
  await world.addPerson({ organisationId, protocol: 'gt06', identifier: imei, rules: [], ...term })
  await world.addPerson({ organisationId, protocol: 'osmand', identifier: 'phone', rules: [], ...term })
  gateway = await startGateway({
    intakeUrl: world.database.urls.intake,
    gatewayName: 'main',
    masterKey: world.masterKey,
    listen: { gt06: anyPort, osmand: anyPort },
    limits: { ...defaultStreamLimits, maxUnidentified: 5 },
    // What bounds the rest is tried here; the rate of a device has tests of its own.
    deviceRate: { burst: 1_000_000, perSecond: 1_000_000 },
    log: pino({ level: 'silent' }),
    registry,
    clock: () => instant(Date.now()),
    onCommitted: () => undefined,
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

const get = async (query: string): Promise<number> => (await fetch(`http://127.0.0.1:${gateway.ports.osmand}/?${query}`)).status

async function decodedCount(): Promise<number> {
  const { values } = await (registry.getSingleMetric('bilezik_gateway_messages_total') as Counter).get()
  return values.reduce((sum, { value }) => sum + value, 0)
}

/** The count once it stands still for a second. */
async function settledCount(): Promise<number> {
  for (let before = -1; ; await pause(1_000)) {
    const count = await decodedCount()
    if (count === before) return count
    before = count
  }
}

test('a device that sends and never reads is read from no further; when it reads again nothing is lost', async () => {
  // Their answers are more than a kernel holds for a connection.
  const sent = 120_000
  const addressRequest = (serial: number) => buildGt06Frame(0x2a, new Uint8Array(40), serial % 65_536)
  const socket = net.connect(gateway.ports.gt06, '127.0.0.1')
  socket.write(encodeGt06Login(imei, 1))
  const [loginReply] = (await once(socket, 'data')) as [Buffer]
  expect(loginReply.length).toBe(10)
  socket.pause()
  socket.write(Buffer.concat(Array.from({ length: sent }, (_, i) => addressRequest(i))))
  expect(await settledCount()).toBeLessThan(sent)
  let answered = 0
  socket.on('data', (chunk: Buffer) => (answered += chunk.length))
  socket.resume()
  await expect.poll(() => answered, { timeout: 40_000 }).toBe(sent * 52)
  socket.destroy()
}, 60_000)

test('past the bound of those who have not said who they are the oldest goes; a device keeps its place', async () => {
  const connected = async (): Promise<net.Socket> => {
    const socket = net.connect(gateway.ports.gt06, '127.0.0.1')
    await once(socket, 'connect')
    return socket
  }
  const device = await connected()
  device.write(encodeGt06Login(imei, 1))
  await once(device, 'data')
  const silent: net.Socket[] = []
  for (let i = 0; i < 8; i++) silent.push(await connected())
  // A paused socket would not learn of its end.
  for (const socket of silent) socket.resume()
  await expect.poll(() => silent.map((socket) => socket.closed)).toEqual(silent.map((_, i) => i < 3))
  device.write(encodeGt06Login(imei, 2))
  await once(device, 'data')
  for (const socket of [device, ...silent]) socket.destroy()
})

test('a message that the database refuses is told apart from those beside it, and put aside with the reason', async () => {
  await world.owner.query('ALTER TABLE readings ADD CONSTRAINT refused CHECK (lat_e7 <> 100000000)')
  const statuses = await Promise.all(
    Array.from({ length: 60 }, (_, i) => get(`id=phone&lat=${i === 30 ? 10 : 20}&lon=${i}&timestamp=${Date.now()}`)),
  )
  expect(statuses.map((status, i) => [i, status])).toEqual(statuses.map((_, i) => [i, i === 30 ? 422 : 200]))
  const { rows } = await world.owner.query('SELECT reason, raw IS NOT NULL AS kept FROM quarantine')
  expect(rows).toEqual([{ reason: 'not-storable', kept: true }])
})

test('strangers without number fill neither the list nor the line of those who are known', async () => {
  await Promise.all(Array.from({ length: 1_100 }, (_, i) => get(`id=stranger-${i}&lat=1&lon=1`)))
  expect(await get(`id=phone&lat=21&lon=1&timestamp=${Date.now()}`)).toBe(200)
  const listed = await world.owner.query('SELECT count(*)::int AS n FROM unknown_devices')
  expect(listed.rows).toEqual([{ n: 1_000 }])
})

test('past ten thousand strangers those unheard for longest make room for new ones', async () => {
  await world.owner.query(
    `SELECT note_unknown_devices(array_agg('gt06'::text), array_agg('n' || i), array_agg(now() + i * interval '1 s'), array_agg('s'::text))
     FROM generate_series(1, 10010) i`,
  )
  const { rows } = await world.owner.query(
    `SELECT count(*)::int AS n, bool_or(identifier = 'n10010') AS newest, bool_or(identifier = 'n10') AS oldest FROM unknown_devices`,
  )
  expect(rows).toEqual([{ n: 10_000, newest: true, oldest: false }])
})
