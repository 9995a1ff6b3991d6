import crypto from 'node:crypto'
import { once } from 'node:events'
import net from 'node:net'
import { type Instant, day, instant, later, second } from '@bilezik/domain'
import {
  type BilezikContent,
  type BilezikSender,
  createBilezikFramer,
  encodeBilezikRecord,
  encodeBilezikReport,
  readBilezikDownlink,
} from '@bilezik/protocols'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import type { Gateway } from './start-gateway.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const secrets = { 'BRACELET-1': crypto.randomBytes(32), 'HOME-1': crypto.randomBytes(32) }
type Name = keyof typeof secrets

let world: World
let gateway: Gateway<'bilezik'>
let made: Record<Name, MadePerson>
let startedAt: Instant
const sockets: net.Socket[] = []

const open = () =>
  openGateway(world, {
    listen: { bilezik: anyPort },
    commandTimes: { lookEveryMs: 20, againAfterMs: 30 * second, atMostSent: 2 },
  })

beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  startedAt = instant(Math.floor(Date.now() / 1_000) * 1_000)
  const add = (identifier: Name) =>
    world.addPerson({
      organisationId,
      protocol: 'bilezik',
      identifier,
      secret: secrets[identifier],
      rules: [],
      termFrom: later(startedAt, -day),
      termUntil: later(startedAt, day),
    })
  made = { 'BRACELET-1': await add('BRACELET-1'), 'HOME-1': await add('HOME-1') }
  gateway = await open()
})
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy()
  await world.owner.query('DELETE FROM readings; DELETE FROM device_commands; DELETE FROM security_events')
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

/** A connection, and what comes down on it as the device with this key reads it. */
async function connect() {
  const socket = net.connect(gateway.ports.bilezik, '127.0.0.1')
  sockets.push(socket)
  await once(socket, 'connect')
  const heard: string[] = []
  const framer = createBilezikFramer()
  socket.on('data', (chunk: Buffer) => {
    for (const { bytes } of framer.push(chunk)) {
      for (const [name, key] of Object.entries(secrets)) {
        const read = readBilezikDownlink(bytes, key)
        if (!read.ok) continue
        const down = read.value
        heard.push(down.kind === 'ack' ? `${name} ${down.boot}/${down.number} ${down.result}` : `${name} ${down.command?.kind}`)
      }
    }
  })
  return { socket, heard }
}

let lastNumber = 0
const sender = (identifier: Name, number = ++lastNumber): BilezikSender => ({
  identifier,
  key: secrets[identifier],
  boot: 1,
  number,
})
const timed = (recordNumber: number, content: BilezikContent, ago = 60) =>
  encodeBilezikRecord(recordNumber, { fixAt: later(startedAt, -ago * second) }, content)
const untimed = (recordNumber: number, content: BilezikContent) =>
  encodeBilezikRecord(recordNumber, { uptimeSeconds: 9 }, content)
const cut: BilezikContent = { kind: 'wear', signal: 'strap-cut' }

const kindsOf = async (name: Name) => {
  const { rows } = await world.owner.query<{ kind: number }>(
    'SELECT r.kind FROM readings r JOIN devices d ON d.no = r.device_no WHERE d.id = $1 ORDER BY r.kind',
    [made[name].deviceId],
  )
  return rows.map((row) => row.kind)
}
const securityEvents = async () => (await world.owner.query('SELECT kind, source FROM security_events')).rows as unknown[]
const [wear, contact] = [2, 7]

describe('who speaks', () => {
  test('[AT.local] a report signed with the device’s key is stored and acknowledged, signed by ours', async () => {
    const { socket, heard } = await connect()
    const from = sender('BRACELET-1')
    socket.write(encodeBilezikReport(from, [timed(1, cut)]))
    await expect.poll(() => heard).toEqual([`BRACELET-1 1/${from.number} stored`])
    expect(await kindsOf('BRACELET-1')).toContain(wear)
  })

  test('one signed with another key is answered by nobody, kept in quarantine and recorded as a sign of an impostor', async () => {
    const { socket, heard } = await connect()
    socket.write(encodeBilezikReport({ ...sender('BRACELET-1'), key: secrets['HOME-1'] }, [timed(2, cut)]))
    await expect.poll(securityEvents).toEqual([{ kind: 'wrong-signature', source: '127.0.0.1' }])
    expect(heard).toEqual([])
    expect(await kindsOf('BRACELET-1')).toEqual([])
    const { rows } = await world.owner.query(`SELECT reason FROM quarantine WHERE protocol = 'bilezik'`)
    expect(rows).toEqual([{ reason: 'not-authentic' }])
  })
})

describe('a message played back', () => {
  test('proves no life: neither a contact nor a record without a time is made of it, and it is acknowledged', async () => {
    const { socket, heard } = await connect()
    const [old, next] = [sender('BRACELET-1'), sender('BRACELET-1')]
    const recorded = encodeBilezikReport(old, [untimed(3, { kind: 'sos' })])
    socket.write(recorded)
    socket.write(encodeBilezikReport(next, []))
    await expect.poll(() => heard).toHaveLength(2)
    const before = await kindsOf('BRACELET-1')
    const other = await connect()
    other.socket.write(recorded)
    other.socket.write(encodeBilezikReport(next, []))
    await expect.poll(() => other.heard).toEqual([`BRACELET-1 1/${old.number} stored`, `BRACELET-1 1/${next.number} stored`])
    expect(await kindsOf('BRACELET-1')).toEqual(before)
  })

  test('still brings what it holds with a time, once', async () => {
    const { socket, heard } = await connect()
    const [kept, next] = [sender('BRACELET-1'), sender('BRACELET-1')]
    socket.write(encodeBilezikReport(next, []))
    await expect.poll(() => heard).toHaveLength(1)
    for (let i = 0; i < 2; i++) socket.write(encodeBilezikReport(kept, [timed(4, cut, 30)]))
    await expect.poll(() => heard).toHaveLength(3)
    const wears = (await kindsOf('BRACELET-1')).filter((kind) => kind === wear)
    expect(wears).toHaveLength(1)
  })

  test('takes nobody’s connection: commands go where the device spoke last', async () => {
    const [real, thief] = [await connect(), await connect()]
    const recorded = encodeBilezikReport(sender('BRACELET-1'), [])
    real.socket.write(recorded)
    await expect.poll(() => real.heard).toHaveLength(1)
    thief.socket.write(recorded)
    await expect.poll(() => thief.heard).toHaveLength(1)
    await command('BRACELET-1')
    await expect.poll(() => real.heard).toContain('BRACELET-1 locate')
    expect(thief.heard).not.toContain('BRACELET-1 locate')
    expect(await securityEvents()).toEqual([])
  })
})

test('a message played back to a gateway that has just started takes no connection either', async () => {
  const { socket, heard } = await connect()
  const recorded = encodeBilezikReport(sender('BRACELET-1'), [])
  socket.write(recorded)
  await expect.poll(() => heard).toHaveLength(1)
  await gateway.stop()
  gateway = await open()
  const thief = await connect()
  thief.socket.write(recorded)
  await expect.poll(() => thief.heard).toHaveLength(1)
  await command('BRACELET-1')
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(thief.heard).not.toContain('BRACELET-1 locate')
})

async function command(name: Name): Promise<void> {
  await world.owner.query(
    `INSERT INTO users (login, name, password_hash, role, organisation_id) SELECT 'u', 'U', 'x', 'head', id FROM organisations LIMIT 1
     ON CONFLICT DO NOTHING`,
  )
  await world.owner.query(
    `INSERT INTO device_commands (device_id, person_id, organisation_id, command, reason, requested_by, during)
     SELECT $1, $2, u.organisation_id, '{"kind": "locate"}', 'why', u.id, tstzrange(now() - interval '1 s', now() + interval '1 h') FROM users u`,
    [made[name].deviceId, made[name].personId],
  )
}

describe('a home unit that passes on what a bracelet says', () => {
  test('both are heard and spoken to on one connection', async () => {
    const { socket, heard } = await connect()
    socket.write(encodeBilezikReport(sender('HOME-1'), []))
    socket.write(encodeBilezikReport(sender('BRACELET-1'), [timed(5, cut, 20)]))
    socket.write(encodeBilezikReport(sender('HOME-1'), []))
    await expect.poll(() => heard).toHaveLength(3)
    expect(await kindsOf('BRACELET-1')).toEqual([wear])
    expect(await kindsOf('HOME-1')).toEqual([contact, contact])
    await command('BRACELET-1')
    await command('HOME-1')
    await expect.poll(() => heard).toEqual(expect.arrayContaining(['BRACELET-1 locate', 'HOME-1 locate']))
  })

  test('a bracelet that goes over to a connection of its own leaves the home unit’s standing', async () => {
    const [unit, own] = [await connect(), await connect()]
    unit.socket.write(encodeBilezikReport(sender('HOME-1'), []))
    unit.socket.write(encodeBilezikReport(sender('BRACELET-1'), []))
    await expect.poll(() => unit.heard).toHaveLength(2)
    own.socket.write(encodeBilezikReport(sender('BRACELET-1'), []))
    await expect.poll(() => own.heard).toHaveLength(1)
    unit.socket.write(encodeBilezikReport(sender('HOME-1'), []))
    await expect.poll(() => unit.heard).toHaveLength(3)
    await command('BRACELET-1')
    await expect.poll(() => own.heard).toContain('BRACELET-1 locate')
    expect(await securityEvents()).toEqual([])
  })

  test('a bracelet that comes back to the connection that it had kept is spoken to there', async () => {
    const [unit, own] = [await connect(), await connect()]
    own.socket.write(encodeBilezikReport(sender('BRACELET-1'), []))
    await expect.poll(() => own.heard).toHaveLength(1)
    unit.socket.write(encodeBilezikReport(sender('BRACELET-1'), []))
    await expect.poll(() => unit.heard).toHaveLength(1)
    own.socket.write(encodeBilezikReport(sender('BRACELET-1'), []))
    await expect.poll(() => own.heard).toHaveLength(2)
    await command('BRACELET-1')
    await expect.poll(() => own.heard).toContain('BRACELET-1 locate')
    expect(unit.heard).not.toContain('BRACELET-1 locate')
  })

  test('a device nobody registered, heard behind it, does not end its connection', async () => {
    const { socket, heard } = await connect()
    socket.write(encodeBilezikReport(sender('HOME-1'), []))
    socket.write(encodeBilezikReport({ identifier: 'STRANGER-1', key: crypto.randomBytes(32), boot: 1, number: 1 }, []))
    socket.write(encodeBilezikReport(sender('HOME-1'), []))
    await expect.poll(() => heard).toHaveLength(2)
    const { rows } = await world.owner.query('SELECT identifier FROM unknown_devices')
    expect(rows).toEqual([{ identifier: 'STRANGER-1' }])
  })
})
