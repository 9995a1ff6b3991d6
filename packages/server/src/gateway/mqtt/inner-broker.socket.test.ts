import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, day, instant, later } from '@bilezik/domain'
import type { MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { takeDatabaseAway } from '../../testing/database-outage.ts'
import { connectMqtt, ownTracksFix } from '../../testing/mqtt-device.ts'
import { openGateway } from '../../testing/open-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../../testing/world.ts'
import type { Gateway } from '../start-gateway.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const startedAt: Instant = instant(Date.now())

let world: World
let gateway: Gateway<'mqtt'>
let organisationId: string
beforeAll(async () => {
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
  gateway = await openGateway(world, { listen: { mqtt: anyPort } })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

const phone = (device: string): Promise<MadePerson> =>
  world.addPerson({
    organisationId,
    protocol: 'owntracks',
    identifier: `phones:${device}`,
    rules: [],
    termFrom: later(startedAt, -day),
    termUntil: later(startedAt, day),
  })

async function client(options: Parameters<typeof connectMqtt>[1] = {}): Promise<MqttClient> {
  const connected = await connectMqtt(gateway.ports.mqtt, options)
  onTestFinished(() => connected.endAsync(true))
  return connected
}

async function storedSeconds(made: MadePerson): Promise<number[]> {
  const { rows } = await world.owner.query<{ at: Date }>(
    'SELECT r.event_at AS at FROM readings r JOIN devices d ON d.no = r.device_no WHERE d.id = $1 AND r.kind = 1 ORDER BY 1',
    [made.deviceId],
  )
  return rows.map(({ at }) => at.getTime() / 1_000 - Math.floor(startedAt / 1_000))
}

const publish = (device: MqttClient, name: string, second: number, qos: 0 | 1 | 2 = 1) => {
  const { topic, payload } = ownTracksFix(name, second, startedAt)
  return device.publishAsync(topic, payload, { qos })
}

const closing = (device: MqttClient): Promise<void> => new Promise((resolve) => device.once('close', () => resolve()))

/** Let in again: the library itself says so only when everything that was under way is acknowledged. */
const comingBack = (device: MqttClient): Promise<void> =>
  new Promise((resolve) => {
    const look = ({ cmd }: { cmd?: string }) => {
      if (cmd !== 'connack') return
      device.off('packetreceive', look)
      resolve()
    }
    device.on('packetreceive', look)
  })

async function outage(): Promise<() => Promise<void>> {
  const bringBack = await takeDatabaseAway(world)
  onTestFinished(bringBack)
  return bringBack
}

test('at quality of service 1 a fix is acknowledged when it is in the database, and the same fix again changes nothing', async () => {
  const made = await phone('acknowledged')
  const device = await client()
  await publish(device, 'acknowledged', 1)
  expect(await storedSeconds(made)).toEqual([1])
  await publish(device, 'acknowledged', 1)
  await publish(device, 'acknowledged', 2)
  expect(await storedSeconds(made)).toEqual([1, 2])
})

test('at quality of service 0 it is stored, too', async () => {
  const made = await phone('unpromised')
  const device = await client()
  await publish(device, 'unpromised', 1, 0)
  // As a tracker does that sleeps between its reports.
  await device.endAsync()
  await expect.poll(() => storedSeconds(made)).toEqual([1])
})

test('while the database is away nothing is acknowledged; when it is back everything is, and stored once', async () => {
  const made = await phone('waiting')
  const device = await client({ keepalive: 1 })
  await publish(device, 'waiting', 0)
  const bringBack = await outage()
  const acknowledged: number[] = []
  const seconds = Array.from({ length: 40 }, (_, i) => i + 1)
  const publishing = seconds.map((second) => publish(device, 'waiting', second).then(() => acknowledged.push(second)))
  // Long enough that the device would think itself cut off if its pings were not answered.
  await pause(4_000)
  expect(device.connected).toBe(true)
  expect(acknowledged).toEqual([])
  expect(gateway.isDatabaseAway()).toBe(true)
  await bringBack()
  await Promise.all(publishing)
  expect(acknowledged).toEqual(seconds)
  expect(await storedSeconds(made)).toEqual([0, ...seconds])
})

test('a device that lost its connection before the acknowledgement sends again, and it is stored once', async () => {
  const made = await phone('lost')
  const device = await client({ clientId: 'lost', clean: false, reconnectPeriod: 200 })
  await publish(device, 'lost', 0)
  const bringBack = await outage()
  const publishing = Promise.all([publish(device, 'lost', 1), publish(device, 'lost', 2)])
  await pause(300)
  for (let i = 0; i < 3; i++) {
    device.stream.destroy()
    await comingBack(device)
    await pause(100)
  }
  await bringBack()
  await publishing
  expect(await storedSeconds(made)).toEqual([0, 1, 2])
})

test('nobody is acknowledged who is not registered; the device is listed and shown out', async () => {
  const device = await client()
  const closed = closing(device)
  let isAcknowledged = false
  device.publish('owntracks/phones/nobody', ownTracksFix('nobody', 1, startedAt).payload, { qos: 1 }, (error) => {
    isAcknowledged = !error
  })
  await closed
  expect(isAcknowledged).toBe(false)
  const listed = async () => (await world.owner.query('SELECT protocol, identifier FROM unknown_devices')).rows as unknown[]
  await expect.poll(listed).toEqual([{ protocol: 'owntracks', identifier: 'phones:nobody' }])
})

test('what cannot be read is acknowledged and in quarantine: it must not hold up what comes after it', async () => {
  const made = await phone('garbled')
  const device = await client()
  await device.publishAsync('owntracks/phones/garbled', 'no JSON', { qos: 1 })
  await publish(device, 'garbled', 1)
  expect(await storedSeconds(made)).toEqual([1])
  const { rows } = await world.owner.query(`SELECT protocol, reason FROM quarantine WHERE protocol = 'owntracks'`)
  expect(rows).toEqual([{ protocol: 'owntracks', reason: 'malformed' }])
})

test('a topic that no protocol names is for nobody, and a device is not cut off for it', async () => {
  const made = await phone('talkative')
  const device = await client()
  await device.publishAsync('owntracks/phones/talkative/info', '{"_type":"card"}', { qos: 1, retain: true })
  await device.publishAsync('$SYS/broker/uptime', '1', { qos: 1 })
  await publish(device, 'talkative', 1)
  expect(await storedSeconds(made)).toEqual([1])
})

test('quality of service 2 ends the connection', async () => {
  const made = await phone('twice')
  const device = await client()
  const closed = closing(device)
  void publish(device, 'twice', 1, 2).catch(() => undefined)
  await closed
  expect(await storedSeconds(made)).toEqual([])
})

test('MQTT 5 is refused in a way that its clients understand', async () => {
  await expect(client({ protocolVersion: 5 })).rejects.toThrow('Unacceptable protocol version')
})

test('a device may listen to its own command topic and to nothing else; no message or will is kept for anybody', async () => {
  await phone('teller')
  await phone('listener')
  const listener = await client({ clientId: 'listener' })
  const grants = await Promise.allSettled(
    [
      'owntracks/phones/listener/cmd',
      'owntracks/+/+/cmd',
      'owntracks/#',
      '#',
      '$SYS/#',
      'owntracks/phones/teller',
      'owntracks/phones/listener',
    ].map((topic) => listener.subscribeAsync(topic, { qos: 1 })),
  )
  expect(grants.map(({ status }) => status)).toEqual(['fulfilled', ...Array.from({ length: 6 }, () => 'rejected')])
  await publish(listener, 'listener', 1)
  const heard: string[] = []
  listener.on('message', (topic) => heard.push(topic))
  const will = { topic: 'owntracks/phones/listener/cmd', payload: Buffer.from('gone'), qos: 1, retain: true } as const
  const teller = await client({ clientId: 'teller', clean: false, will })
  const { topic, payload } = ownTracksFix('teller', 1, startedAt)
  await teller.publishAsync(topic, payload, { qos: 1, retain: true })
  await teller.publishAsync('owntracks/phones/listener/cmd', 'restart', { qos: 1, retain: true })
  teller.stream.destroy()
  await publish(listener, 'listener', 2)
  await pause(200)
  const late = await client({ clientId: 'late' })
  late.on('message', (name) => heard.push(name))
  await late.subscribeAsync('owntracks/phones/listener/cmd', { qos: 1 })
  await publish(listener, 'listener', 3)
  expect(heard).toEqual([])
})
