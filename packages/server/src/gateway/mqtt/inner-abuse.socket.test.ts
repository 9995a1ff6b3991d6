import net from 'node:net'
import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, day, instant, later } from '@bilezik/domain'
import type { MqttClient } from 'mqtt'
import { generate } from 'mqtt-packet'
import { type Gauge, Registry } from 'prom-client'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { takeDatabaseAway } from '../../testing/database-outage.ts'
import { connectMqtt, ownTracksFix } from '../../testing/mqtt-device.ts'
import { openGateway } from '../../testing/open-gateway.ts'
import { type World, makeWorld } from '../../testing/world.ts'
import type { Gateway } from '../start-gateway.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const startedAt: Instant = instant(Date.now())
const registry = new Registry()
let clockShiftMs = 0

let world: World
let gateway: Gateway<'mqtt'>
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const term = { termFrom: later(startedAt, -day), termUntil: later(startedAt, day) }
  for (const name of ['flood', 'twin', 'moved', 'garbage', 'hasty', 'steady'])
    await world.addPerson({ organisationId, protocol: 'owntracks', identifier: `phones:${name}`, rules: [], ...term })
  gateway = await openGateway(world, {
    listen: { mqtt: anyPort },
    registry,
    deviceRate: { burst: 10_000, perSecond: 20 },
    clock: () => instant(Date.now() + clockShiftMs),
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

async function device(name: string, clientId: string) {
  const client = await connectMqtt(gateway.ports.mqtt, { clientId })
  onTestFinished(() => client.endAsync(true))
  const publish = (second: number) => {
    const { topic, payload } = ownTracksFix(name, second, startedAt)
    return client.publishAsync(topic, payload, { qos: 1 })
  }
  return { client, publish }
}

function rawSocket(): net.Socket {
  const socket = net.connect(gateway.ports.mqtt, '127.0.0.1')
  socket.on('error', () => undefined)
  onTestFinished(() => void socket.destroy())
  return socket
}

const closed = (socket: net.Socket): Promise<void> => new Promise((resolve) => socket.resume().once('close', () => resolve()))
const ending = (client: MqttClient): Promise<void> => new Promise((resolve) => client.once('close', () => resolve()))
const connectPacket = (clientId: string) =>
  generate({ cmd: 'connect', protocolId: 'MQTT', protocolVersion: 4, clean: true, clientId, keepalive: 0 })
const queued = async (): Promise<number> =>
  (await (registry.getSingleMetric('bilezik_gateway_queued_messages') as Gauge).get()).values[0]?.value ?? 0
const events = async () =>
  (await world.owner.query('SELECT kind, source, other_source FROM security_events ORDER BY id')).rows as unknown[]
const twoConnections = { kind: 'two-connections', source: '127.0.0.1', other_source: '127.0.0.1' }

test('a flood while the database is away is read from no further than a window; when it is back all of it is acknowledged', async () => {
  const count = 20_000
  const socket = rawSocket()
  socket.write(connectPacket('flood'))
  // Only the first is new: how many may be written in a second is another matter.
  const { topic, payload } = ownTracksFix('flood', 1, startedAt)
  const packet = (messageId: number) => generate({ cmd: 'publish', topic, payload, qos: 1, messageId, retain: false, dup: false })
  let received = 0
  socket.on('data', (chunk: Buffer) => (received += chunk.length))
  await expect.poll(() => received).toBe(4)
  const bringBack = await takeDatabaseAway(world)
  onTestFinished(bringBack)
  clockShiftMs += 3_600_000
  socket.write(Buffer.concat(Array.from({ length: count }, (_, i) => packet(i + 1))))
  await pause(1_500)
  expect(received).toBe(4)
  // A window, and the chunks of 64 KiB that had been read when it was full.
  expect(await queued()).toBeLessThan(64 + (4 * 65_536) / packet(1).length)
  await bringBack()
  // Ten thousand at once; then each window of the rest waits by the device's rate.
  await expect.poll(() => received, { timeout: 60_000 }).toBeGreaterThan(4 + 10_000 * 4)
})

test('a packet that says it is long is not waited for, and nobody else notices', async () => {
  const steady = await device('steady', 'steady')
  const first = rawSocket()
  first.write(Uint8Array.of(0x10, 0x80, 0x80, 0x40))
  await closed(first)
  const second = rawSocket()
  second.write(connectPacket('long'))
  second.write(Uint8Array.of(0x30, 0xff, 0xff, 0xff, 0x7f))
  await closed(second)
  await steady.publish(1)
})

test('who says CONNECT in another protocol, or nothing that MQTT knows, is shown out', async () => {
  for (const bytes of [Buffer.from('GET / HTTP/1.1\r\n\r\n'), Buffer.alloc(4_000, 0xff), generate({ cmd: 'pingreq' })]) {
    const socket = rawSocket()
    socket.write(bytes)
    await closed(socket)
  }
})

test('what cannot be read, over and over, is no device', async () => {
  const { client, publish } = await device('garbage', 'garbage')
  await publish(1)
  const babble = () => client.publishAsync('owntracks/phones/garbage', '?', { qos: 1 })
  for (let i = 1; i < 20; i++) await babble()
  const ended = ending(client)
  babble().catch(() => undefined)
  await ended
})

test('the same client id on two live connections is recorded, and the newer one stays', async () => {
  const first = await device('twin', 'same')
  await first.publish(1)
  const before = await events()
  const ended = ending(first.client)
  // A stranger with the name of the device's client, who has not said anything yet.
  const second = await device('twin', 'same')
  await ended
  await expect.poll(events).toEqual([...before, twoConnections])
  await second.publish(2)
  const third = await device('twin', 'another name')
  const endedToo = ending(second.client)
  await third.publish(3)
  await endedToo
  await expect.poll(events).toEqual([...before, twoConnections, twoConnections])
})

test('a device that lost its link a while ago and comes again is no impostor', async () => {
  const lost = await device('moved', 'moved')
  await lost.publish(1)
  const before = await events()
  clockShiftMs += 10 * 60_000
  const again = await device('moved', 'moved')
  await again.publish(2)
  expect(await events()).toEqual(before)
})

test('any bytes after any beginning end at most their own connection', async () => {
  const steady = await device('steady', 'unmoved')
  let seed = 20_261_122
  const random = (below: number) => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  for (let round = 0; round < 20; round++) {
    const sockets = Array.from({ length: 25 }, (_, i) => {
      const socket = rawSocket()
      const { topic, payload } = ownTracksFix('steady', 2, startedAt)
      const sent = Buffer.concat([
        connectPacket(`fuzz-${i}`),
        generate({ cmd: 'subscribe', messageId: 1, subscriptions: [{ topic: '__proto__', qos: 1 }] }),
        generate({ cmd: 'publish', topic, payload, qos: 1, messageId: 2, retain: true, dup: false }),
        generate({ cmd: 'pubrel', messageId: 3 }),
      ])
      for (let changes = 1 + random(5); changes > 0; changes--) sent[random(sent.length)] = random(256)
      socket.end(sent)
      return closed(socket)
    })
    await Promise.all(sockets)
  }
  await steady.publish(3)
})
