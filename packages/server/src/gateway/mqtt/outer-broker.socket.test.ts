import { setTimeout as pause } from 'node:timers/promises'
import { type Instant, day, instant, later } from '@bilezik/domain'
import type { MqttClient } from 'mqtt'
import { pino } from 'pino'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test } from 'vitest'
import { takeDatabaseAway } from '../../testing/database-outage.ts'
import { type TestBroker, makeMosquitto, makePlainBroker, mosquitto } from '../../testing/mqtt-broker.ts'
import { connectMqtt, ownTracksFix } from '../../testing/mqtt-device.ts'
import { openGateway } from '../../testing/open-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../../testing/world.ts'
import type { Gateway } from '../start-gateway.ts'

const startedAt: Instant = instant(Date.now())
const patience = { timeout: 30_000, interval: 100 }

let world: World
let organisationId: string
beforeAll(async () => {
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
})
afterAll(() => world.end())

let count = 0
/** Another phone for each test: what a broker keeps of one test is not the next one's. */
async function phone(): Promise<{ made: MadePerson; name: string }> {
  const name = `phone-${++count}`
  const term = { termFrom: later(startedAt, -day), termUntil: later(startedAt, day) }
  const made = await world.addPerson({ organisationId, protocol: 'owntracks', identifier: `phones:${name}`, rules: [], ...term })
  return { made, name }
}

async function storedSeconds(made: MadePerson): Promise<number[]> {
  const { rows } = await world.owner.query<{ at: Date }>(
    'SELECT r.event_at AS at FROM readings r JOIN devices d ON d.no = r.device_no WHERE d.id = $1 AND r.kind = 1 ORDER BY 1',
    [made.deviceId],
  )
  return rows.map(({ at }) => at.getTime() / 1_000 - Math.floor(startedAt / 1_000))
}

const range = (from: number, until: number) => Array.from({ length: until - from }, (_, i) => from + i)

const brokers = [
  { title: 'Mosquitto', isHere: mosquitto !== undefined, keeps: true, make: () => makeMosquitto(mosquitto!) },
  { title: 'a broker of MQTT 3.1.1 alone', isHere: true, keeps: false, make: makePlainBroker },
]

describe.each(brokers)('through $title', ({ title, isHere, keeps, make }) => {
  const skipped = isHere ? '' : ` (skipped: ${title} is not on this machine; apt-get install mosquitto)`
  const onBroker = test.skipIf(!isHere)
  let broker: TestBroker
  let gateway: Gateway | undefined
  beforeEach(async () => {
    if (!isHere) return
    broker = await make()
    await broker.start()
  })
  afterEach(async () => {
    await gateway?.stop()
    gateway = undefined
    if (isHere) await broker.remove()
  })

  async function startGateway(): Promise<Gateway> {
    gateway = await openGateway<never>(world, { listen: {}, mqttUrl: broker.url })
    await expect.poll(() => gateway?.isMqttBrokerAway(), patience).toBe(false)
    return gateway
  }

  async function client(): Promise<MqttClient> {
    const connected = await connectMqtt(broker.port, broker.credentials)
    onTestFinished(() => connected.endAsync(true))
    return connected
  }

  const publish = (device: MqttClient, name: string, second: number, qos: 0 | 1 = 1) => {
    const { topic, payload } = ownTracksFix(name, second, startedAt)
    return device.publishAsync(topic, payload, { qos })
  }

  onBroker(`what devices publish is stored, at either quality of service, once${skipped}`, async () => {
    const { made, name } = await phone()
    await startGateway()
    const device = await client()
    await publish(device, name, 1)
    await publish(device, name, 2, 0)
    await publish(device, name, 2)
    await publish(device, name, 3)
    await expect.poll(() => storedSeconds(made), patience).toEqual([1, 2, 3])
  })

  onBroker(
    `what came while the database was away is stored when it is back, and what came again is stored once${skipped}`,
    async () => {
      const { made, name } = await phone()
      const running = await startGateway()
      const device = await client()
      await publish(device, name, 0)
      await expect.poll(() => storedSeconds(made), patience).toEqual([0])
      const bringBack = await takeDatabaseAway(world)
      onTestFinished(bringBack)
      for (const second of range(1, 30)) await publish(device, name, second)
      await expect.poll(() => running.isDatabaseAway(), patience).toBe(true)
      if (keeps) {
        // Our connection breaks, and the broker sends all of it once more on the next.
        await broker.stop()
        await broker.start()
        await expect.poll(() => running.isMqttBrokerAway(), patience).toBe(false)
      }
      await bringBack()
      await expect.poll(() => storedSeconds(made), patience).toEqual(range(0, 30))
      // The window is open again.
      const another = await client()
      for (const second of range(30, 60)) await publish(another, name, second)
      await expect.poll(() => storedSeconds(made), patience).toEqual(range(0, 60))
    },
  )

  onBroker(`a gateway that was ended with nothing acknowledged gets everything at its next start${skipped}`, async () => {
    const { made, name } = await phone()
    await startGateway()
    const device = await client()
    await publish(device, name, 0)
    await expect.poll(() => storedSeconds(made), patience).toEqual([0])
    const bringBack = await takeDatabaseAway(world)
    onTestFinished(bringBack)
    for (const second of range(1, 20)) await publish(device, name, second)
    await pause(500)
    await gateway?.stop()
    gateway = undefined
    for (const second of range(20, 40)) await publish(device, name, second)
    await bringBack()
    expect(await storedSeconds(made)).toEqual([0])
    await startGateway()
    await expect.poll(() => storedSeconds(made), patience).toEqual(range(0, 40))
  })

  onBroker(`a broker that is away at the start, and again later, is found when it comes${skipped}`, async () => {
    const { made, name } = await phone()
    await broker.stop()
    const running = (gateway = await openGateway<never>(world, { listen: {}, mqttUrl: broker.url }))
    expect(running.isMqttBrokerAway()).toBe(true)
    for (const second of [1, 2]) {
      await broker.start()
      await expect.poll(() => running.isMqttBrokerAway(), patience).toBe(false)
      await publish(await client(), name, second)
      await expect.poll(async () => (await storedSeconds(made)).length, patience).toBe(second)
      await broker.stop()
      await expect.poll(() => running.isMqttBrokerAway(), patience).toBe(true)
    }
  })

  onBroker(`strangers, and what cannot be read, are not held against the others${skipped}`, async () => {
    const { made, name } = await phone()
    await startGateway()
    const device = await client()
    // More of each than the broker has under way at a time.
    for (const second of range(1, 30)) await publish(device, `stranger-${name}`, second)
    for (const second of range(1, 30)) await device.publishAsync(`owntracks/phones/${name}`, `garbage ${second}`, { qos: 1 })
    await publish(device, name, 1)
    await expect.poll(() => storedSeconds(made), patience).toEqual([1])
    const listed = await world.owner.query('SELECT 1 FROM unknown_devices WHERE identifier = $1', [`phones:stranger-${name}`])
    expect(listed.rowCount).toBe(1)
  })

  onBroker(`no password is logged, whatever happens${skipped}`, async () => {
    const lines: string[] = []
    const log = pino({ level: 'trace' }, { write: (line: string) => void lines.push(line) })
    const wrong = `mqtt://gateway:wrong-secret@127.0.0.1:${broker.port}`
    gateway = await openGateway<never>(world, { listen: {}, mqttUrl: wrong, log })
    if (keeps) await expect.poll(() => lines.join(''), patience).toContain('Not authorized')
    else await expect.poll(() => gateway?.isMqttBrokerAway(), patience).toBe(false)
    await broker.stop()
    await expect.poll(() => lines.join(''), patience).toMatch(/the MQTT broker is away/)
    expect(lines.join('')).not.toContain('wrong-secret')
  })
})
