import fs from 'node:fs/promises'
import os from 'node:os'
import path from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { wrapKey } from '@bilezik/database'
import { type Instant, day, instant, later } from '@bilezik/domain'
import {
  type BilezikDownlink,
  encodeBilezikAnswer,
  encodeBilezikRecord,
  encodeBilezikReport,
  readBilezikDownlink,
} from '@bilezik/protocols'
import type { MqttClient } from 'mqtt'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { takeDatabaseAway } from '../../testing/database-outage.ts'
import { connectMqtt } from '../../testing/mqtt-device.ts'
import { openGateway } from '../../testing/open-gateway.ts'
import { selfSigned } from '../../testing/self-signed.ts'
import { type MadePerson, type World, makeWorld } from '../../testing/world.ts'
import type { Gateway } from '../start-gateway.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const startedAt: Instant = instant(Math.floor(Date.now() / 1_000) * 1_000)
const identifier = 'AB-000123'
const second = 'AB-000124'
const key = new Uint8Array(32).fill(7)
const { cert, key: certKey } = selfSigned('devices.test')

let world: World
let gateway: Gateway<'mqtt/tls'>
let directory: string
let organisationId: string
let made: MadePerson
beforeAll(async () => {
  directory = await fs.mkdtemp(path.join(os.tmpdir(), 'bilezik-mqtt-'))
  const tls = { certFile: path.join(directory, 'cert.pem'), keyFile: path.join(directory, 'key.pem') }
  await fs.writeFile(tls.certFile, cert)
  await fs.writeFile(tls.keyFile, certKey)
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
  const term = { termFrom: later(startedAt, -day), termUntil: later(startedAt, day) }
  made = await world.addPerson({ organisationId, protocol: 'bilezik', identifier, rules: [], ...term })
  await world.addPerson({ organisationId, protocol: 'bilezik', identifier: second, rules: [], ...term })
  await world.owner.query('UPDATE devices SET wrapped_secret = $1', [wrapKey(Buffer.from(key), world.masterKey)])
  gateway = await openGateway(world, { listen: { 'mqtt/tls': anyPort }, tls })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
  await fs.rm(directory, { recursive: true })
})

/** A bracelet, inside TLS, with everything that it is told. */
async function bracelet(): Promise<{ client: MqttClient; told: BilezikDownlink[] }> {
  const client = await connectMqtt(gateway.ports['mqtt/tls'], { protocol: 'mqtts', ca: cert, servername: 'devices.test' })
  onTestFinished(() => client.endAsync(true))
  const told: BilezikDownlink[] = []
  client.on('message', (_topic, bytes) => {
    const read = readBilezikDownlink(bytes, key)
    if (read.ok) told.push(read.value)
  })
  await client.subscribeAsync(`bilezik/${identifier}/down`, { qos: 1 })
  return { client, told }
}

function report(number: number, signedWith = key, by = identifier): Buffer {
  const fix = { kind: 'fix', lat: 51.13, lon: 71.43, source: 'gnss', isValid: true, accuracyMetres: 5 } as const
  const record = encodeBilezikRecord(number, { fixAt: later(startedAt, -number * 1_000) }, fix)
  return Buffer.from(encodeBilezikReport({ identifier: by, key: signedWith, boot: 1, number }, [record]))
}

const up = `bilezik/${identifier}/up`
const acks = (told: readonly BilezikDownlink[]) =>
  told.flatMap((downlink) => (downlink.kind === 'ack' ? [`${downlink.identifier} ${downlink.number}`] : []))
const commands = (told: readonly BilezikDownlink[]) => told.flatMap((downlink) => (downlink.kind === 'command' ? [downlink] : []))

/** As an operator does in the console. */
async function order(seconds: number): Promise<string> {
  const { rows } = await world.owner.query<{ id: string }>(
    `WITH operator AS (
       INSERT INTO users (login, name, password_hash, role, organisation_id) VALUES ($4, 'O', '', 'operator', $2) RETURNING id)
     INSERT INTO device_commands (device_id, person_id, organisation_id, command, reason, requested_by, during)
     SELECT $1, $3, $2, jsonb_build_object('kind', 'vibrate', 'seconds', $5::int), 'reason', id,
       tstzrange(now(), now() + interval '1 h') FROM operator
     RETURNING id`,
    [made.deviceId, organisationId, made.personId, `o-${seconds}`, seconds],
  )
  return rows[0]!.id
}

/** Answers the one command that is under way, as `number` of its frames. */
async function answer(client: MqttClient, told: readonly BilezikDownlink[], number: number): Promise<void> {
  const { token } = commands(told).at(-1)!
  const frame = encodeBilezikAnswer({ identifier, key, boot: 1, number }, { token, result: 'done' })
  await client.publishAsync(up, Buffer.from(frame), { qos: 1 })
}
const fixes = async (): Promise<number> =>
  (await world.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM readings WHERE kind = 1')).rows[0]!.n

test('a signed frame is answered on the device’s own topic, signed, after its commit', async () => {
  const { client, told } = await bracelet()
  const before = await fixes()
  await client.publishAsync(up, report(1), { qos: 1 })
  expect(await fixes()).toBe(before + 1)
  await expect.poll(() => told).toMatchObject([{ kind: 'ack', identifier, number: 1, result: 'stored' }])
})

test('while the database is away there is no answer; a signed frame that comes again is answered again', async () => {
  const { client, told } = await bracelet()
  const before = await fixes()
  await client.publishAsync(up, report(2), { qos: 1 })
  const bringBack = await takeDatabaseAway(world)
  onTestFinished(bringBack)
  const publishing = [client.publishAsync(up, report(2), { qos: 1 }), client.publishAsync(up, report(3), { qos: 1 })]
  await pause(500)
  expect(acks(told)).toEqual([`${identifier} 2`])
  await bringBack()
  await Promise.all(publishing)
  await expect.poll(() => acks(told)).toEqual([2, 2, 3].map((number) => `${identifier} ${number}`))
  expect(await fixes()).toBe(before + 2)
})

test('a frame signed with another key is not acknowledged, is recorded, and ends the connection', async () => {
  const { client } = await bracelet()
  const before = await fixes()
  const ended = new Promise<void>((resolve) => client.once('close', () => resolve()))
  let isAcknowledged = false
  client.publish(up, report(4, new Uint8Array(32)), { qos: 1 }, (error) => (isAcknowledged = !error))
  await ended
  expect(isAcknowledged).toBe(false)
  expect(await fixes()).toBe(before)
  const events = async () => (await world.owner.query('SELECT kind, source FROM security_events')).rows as unknown[]
  await expect.poll(events).toContainEqual({ kind: 'wrong-signature', source: '127.0.0.1' })
})

test('a command reaches the device that has spoken, and its answer is recorded', async () => {
  const { client, told } = await bracelet()
  await client.publishAsync(up, report(5), { qos: 1 })
  const id = await order(3)
  await expect
    .poll(() => commands(told), { timeout: 10_000 })
    .toMatchObject([{ identifier, command: { kind: 'vibrate', seconds: 3 } }])
  await answer(client, told, 6)
  const { rows } = await world.owner.query('SELECT answered_at IS NOT NULL AS is_answered FROM device_commands WHERE id = $1', [
    id,
  ])
  expect(rows).toEqual([{ is_answered: true }])
})

test('several devices that sign speak over one connection, and each is answered on its own topic', async () => {
  const { client, told } = await bracelet()
  const topics: string[] = []
  client.on('message', (topic) => topics.push(topic))
  await client.subscribeAsync(`bilezik/${second}/down`, { qos: 1 })
  await client.publishAsync(up, report(7), { qos: 1 })
  await client.publishAsync(`bilezik/${second}/up`, report(1, key, second), { qos: 1 })
  await expect.poll(() => acks(told)).toEqual([`${identifier} 7`, `${second} 1`])
  expect(topics).toEqual([`bilezik/${identifier}/down`, `bilezik/${second}/down`])
})

test('who plays back what a device once said hears no command; the device goes on where it is', async () => {
  const [device, thief] = [await bracelet(), await bracelet()]
  await device.client.publishAsync(up, report(8), { qos: 1 })
  await thief.client.publishAsync(up, report(8), { qos: 1 })
  await order(4)
  await expect.poll(() => commands(device.told), { timeout: 10_000 }).toHaveLength(1)
  expect(commands(thief.told)).toEqual([])
  await answer(device.client, device.told, 9)
})
