import { setTimeout as pause } from 'node:timers/promises'
import { wrapKey } from '@bilezik/database'
import { type Instant, day, instant, later } from '@bilezik/domain'
import { type BilezikDownlink, encodeBilezikReport, readBilezikDownlink } from '@bilezik/protocols'
import type { MqttClient } from 'mqtt'
import { type Counter, type Gauge, Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest'
import { takeDatabaseAway } from '../../testing/database-outage.ts'
import { type TestBroker, makeMosquitto, mosquitto } from '../../testing/mqtt-broker.ts'
import { connectMqtt, ownTracksFix } from '../../testing/mqtt-device.ts'
import { openGateway } from '../../testing/open-gateway.ts'
import { type World, makeWorld } from '../../testing/world.ts'
import type { Gateway } from '../start-gateway.ts'

const startedAt: Instant = instant(Date.now())
const patience = { timeout: 60_000, interval: 100 }
const identifier = 'AB-000123'
const key = new Uint8Array(32).fill(7)
const registry = new Registry()
const skipped = mosquitto ? '' : ' (skipped: Mosquitto is not on this machine; apt-get install mosquitto)'

let world: World
let broker: TestBroker
let gateway: Gateway<'mqtt'>

async function client(): Promise<MqttClient> {
  const connected = await connectMqtt(broker.port, broker.credentials)
  onTestFinished(() => connected.endAsync(true))
  return connected
}

const publish = (device: MqttClient, name: string, second: number) => {
  const { topic, payload } = ownTracksFix(name, second, startedAt)
  return device.publishAsync(topic, payload, { qos: 1 })
}

async function storedOf(owner: string): Promise<number> {
  const { rows } = await world.owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM readings r JOIN devices d ON d.no = r.device_no WHERE d.identifier = $1 AND r.kind = 1',
    [owner],
  )
  return rows[0]!.n
}

const valueOf = async (name: string): Promise<number> =>
  (await (registry.getSingleMetric(name) as Counter | Gauge).get()).values.reduce((sum, { value }) => sum + value, 0)

describe.skipIf(!mosquitto)(`many publications through Mosquitto${skipped}`, () => {
  beforeAll(async () => {
    world = await makeWorld()
    const organisationId = await world.addOrganisation('A')
    const term = { termFrom: later(startedAt, -day), termUntil: later(startedAt, day) }
    for (const name of ['many', 'hasty', 'steady', 'shared'])
      await world.addPerson({ organisationId, protocol: 'owntracks', identifier: `phones:${name}`, rules: [], ...term })
    const bracelet = await world.addPerson({ organisationId, protocol: 'bilezik', identifier, rules: [], ...term })
    await world.owner.query('UPDATE devices SET wrapped_secret = $1 WHERE id = $2', [
      wrapKey(Buffer.from(key), world.masterKey),
      bracelet.deviceId,
    ])
    broker = await makeMosquitto(mosquitto!)
    await broker.start()
    gateway = await openGateway(world, {
      listen: { mqtt: { host: '127.0.0.1', port: 0 } },
      mqttUrl: `${broker.url}?group=gateways&client=bilezik-here`,
      registry,
      deviceRate: { burst: 3_000, perSecond: 50 },
    })
    await vi.waitUntil(() => !gateway.isMqttBrokerAway(), patience)
  })
  afterAll(async () => {
    await gateway.stop()
    await broker.remove()
    await world.end()
  })

  test('while the database is away no more than a window comes in; then all of it does', async () => {
    const device = await client()
    await publish(device, 'many', 0)
    await expect.poll(() => storedOf('phones:many'), patience).toBe(1)
    const bringBack = await takeDatabaseAway(world)
    onTestFinished(bringBack)
    await Promise.all(Array.from({ length: 2_500 }, (_, i) => publish(device, 'many', i + 1)))
    await pause(1_000)
    // Beside the window one batch is under way, no longer queued.
    expect(await valueOf('bilezik_gateway_queued_messages')).toBeLessThanOrEqual(1_000)
    await bringBack()
    await expect.poll(() => storedOf('phones:many'), patience).toBe(2_501)
  })

  test('a device far over its rate is passed over, and counted; the others are not held up', async () => {
    const [device, other] = [await client(), await client()]
    await Promise.all(Array.from({ length: 3_600 }, (_, i) => publish(device, 'hasty', i)))
    await publish(other, 'steady', 1)
    await expect.poll(() => storedOf('phones:steady'), { timeout: 10_000 }).toBe(1)
    await expect.poll(() => valueOf('bilezik_gateway_mqtt_turned_away_total'), patience).toBeGreaterThan(0)
    // What waited for its turn comes in.
    await expect.poll(() => storedOf('phones:hasty'), patience).toBeGreaterThan(3_100)
  })

  test('a signed frame is answered through the broker on the device’s own topic', async () => {
    const bracelet = await client()
    const told: BilezikDownlink[] = []
    bracelet.on('message', (_topic, bytes) => {
      const read = readBilezikDownlink(bytes, key)
      if (read.ok) told.push(read.value)
    })
    await bracelet.subscribeAsync(`bilezik/${identifier}/down`, { qos: 1 })
    const frame = Buffer.from(encodeBilezikReport({ identifier, key, boot: 1, number: 1 }, []))
    await bracelet.publishAsync(`bilezik/${identifier}/up`, frame, { qos: 1 })
    await expect.poll(() => told, patience).toMatchObject([{ kind: 'ack', identifier, number: 1, result: 'stored' }])
  })

  test('a device that comes to us directly is heard there and no longer through the broker', async () => {
    const [through, direct] = [await client(), await connectMqtt(gateway.ports.mqtt)]
    onTestFinished(() => direct.endAsync(true))
    await publish(through, 'shared', 1)
    await expect.poll(() => storedOf('phones:shared'), patience).toBe(1)
    await publish(direct, 'shared', 2)
    expect(await storedOf('phones:shared')).toBe(2)
    const events = async () => (await world.owner.query('SELECT kind, other_source FROM security_events')).rows as unknown[]
    await expect.poll(events).toContainEqual({ kind: 'two-connections', other_source: `127.0.0.1:${broker.port}` })
  })
})
