import { once } from 'node:events'
import net from 'node:net'
import { hour, isoInstant, later, minute, second } from '@bilezik/domain'
import { buildGt06Frame, encodeGt06Login } from '@bilezik/protocols'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type Gateway, startGateway } from '../gateway/start-gateway.ts'
import { type TestApp, startTestApp } from '../http/test-app.ts'
import { aPerson, anOrder } from '../http/test-bodies.ts'
import { type Watched, watchOne } from '../http/test-watch.ts'

const imei = '100000000000033'
const anyPort = { host: '127.0.0.1', port: 0 }

let app: TestApp
let watched: Watched
let deviceId: string
let gateway: Gateway<'gt06' | 'osmand'>
let device: net.Socket | undefined

beforeAll(async () => {
  app = await startTestApp()
  watched = await watchOne(app, 'A')
  const { organisationId, personId, head } = watched
  const body = { protocol: 'gt06', identifier: imei, model: 'Test', organisationId }
  deviceId = (await head.done('registerDevice', { body })).id
  await head.done('issueDevice', { params: { personId }, body: { deviceId, role: 'carried' } })
  app.clock.now = later(app.clock.now, minute)
  gateway = await startGateway({
    intakeUrl: app.database.urls.intake,
    gatewayName: 'main',
    masterKey: app.masterKey,
    listen: { gt06: anyPort, osmand: anyPort },
    commandTimes: { lookEveryMs: 20, againAfterMs: 30 * second, atMostSent: 3 },
    log: pino({ level: 'silent' }),
    registry: new Registry(),
    clock: () => app.clock.now,
    onCommitted: () => undefined,
  })
})
afterEach(async () => {
  device?.destroy()
  device = undefined
  await app.owner.query('DELETE FROM device_commands')
})
afterAll(async () => {
  await gateway.stop()
  await app.end()
})

/** Logs in and gathers what comes down after the login's answer. */
async function connect(): Promise<{ socket: net.Socket; heard: Buffer[] }> {
  const socket = net.connect(gateway.ports.gt06, '127.0.0.1')
  device = socket
  socket.write(encodeGt06Login(imei, 1))
  const [first] = (await once(socket, 'data')) as [Buffer]
  const loginReplyBytes = 10
  const heard = first.length > loginReplyBytes ? [first.subarray(loginReplyBytes)] : []
  socket.on('data', (bytes: Buffer) => heard.push(bytes))
  return { socket, heard }
}

const ask = (command: object, more: object = {}) =>
  watched.operator.call('requestCommand', {
    params: { personId: watched.personId },
    body: { deviceId, command, reason: 'absence at 22:00 to be checked', ...more },
  })
const commands = async () => (await watched.operator.done('listCommands', { params: { personId: watched.personId } })).commands
const states = async () => (await commands()).map(({ command, state, sentCount }) => ({ kind: command.kind, state, sentCount }))

const answer = (frame: Buffer, text: string) => {
  const flag = frame.subarray(5, 9)
  const content = Buffer.concat([Buffer.from([4 + text.length]), flag, Buffer.from(text), Buffer.from([0, 2])])
  return buildGt06Frame(0x15, content, 9)
}

describe('[MON.ondemand] the position now', () => {
  test('is asked with a reason, logged, waits for the device, goes over its own connection; the answer is recorded', async () => {
    expect((await ask({ kind: 'locate' })).status).toBe(200)
    expect(await states()).toEqual([{ kind: 'locate', state: 'queued', sentCount: 0 }])
    const { socket, heard } = await connect()
    await expect.poll(() => Buffer.concat(heard).toString('latin1')).toContain('WHERE#')
    expect(await states()).toEqual([{ kind: 'locate', state: 'sent', sentCount: 1 }])
    socket.write(answer(Buffer.concat(heard), 'Lat:N51.100000,Lon:E71.400000,Course:0,Speed:0'))
    await expect.poll(states).toEqual([{ kind: 'locate', state: 'done', sentCount: 1 }])
    // The place is in the readings, under the order's key; not in the list of commands.
    expect(JSON.stringify(await commands())).not.toContain('51.1')
    const fixes = await app.owner.query('SELECT lat_e7, flags & 1 AS valid FROM readings WHERE kind = 1')
    expect(fixes.rows).toEqual([{ lat_e7: 511_000_000, valid: 0 }])
    const log = await watched.head.done('listLog', { query: { personId: watched.personId } })
    expect(log.entries.find((entry) => entry.action === 'requestCommand')?.detail).toMatchObject({
      command: { kind: 'locate' },
      reason: 'absence at 22:00 to be checked',
    })
  })

  test('without an answer it is sent again, a bounded number of times', async () => {
    const { heard } = await connect()
    await ask({ kind: 'restart' })
    const count = () => Buffer.concat(heard).toString('latin1').split('RESET#').length - 1
    for (const times of [1, 2, 3]) {
      await expect.poll(count).toBe(times)
      app.clock.now = later(app.clock.now, 31 * second)
    }
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(count()).toBe(3)
    expect(await states()).toEqual([{ kind: 'restart', state: 'sent', sentCount: 3 }])
  })

  test('one that waits for too long is never sent', async () => {
    await ask({ kind: 'locate' }, { expiresInSeconds: 60 })
    app.clock.now = later(app.clock.now, 61 * second)
    const { heard } = await connect()
    await new Promise((resolve) => setTimeout(resolve, 200))
    expect(heard).toEqual([])
    expect(await states()).toEqual([{ kind: 'locate', state: 'expired', sentCount: 0 }])
  })

  test('a command for somebody who has the device no longer, or whose order is over, is never sent', async () => {
    const during = `UPDATE kit_devices SET during = tstzrange(lower(during), $2) WHERE device_id = $1`
    const term = 'UPDATE orders SET term = tstzrange(lower(term), $2) WHERE id = $1'
    const at = new Date(app.clock.now)
    for (const [sql, id, back] of [
      [during, deviceId, null],
      [term, watched.orderId, new Date(later(app.clock.now, 20 * 24 * hour))],
    ] as const) {
      await ask({ kind: 'locate' })
      await app.owner.query(sql, [id, at])
      const { socket, heard } = await connect()
      await new Promise((resolve) => setTimeout(resolve, 200))
      expect(heard).toEqual([])
      expect(await states()).toEqual([{ kind: 'locate', state: 'queued', sentCount: 0 }])
      // The next one must wait for a device, too.
      const closed = once(socket, 'close')
      socket.end()
      await closed
      await app.owner.query(sql, [id, back])
      await app.owner.query('DELETE FROM device_commands')
    }
  })

  test('a device is asked for twenty things at once, and no more', async () => {
    const answers = []
    for (let i = 0; i < 21; i++) answers.push((await ask({ kind: 'locate' })).code)
    expect(answers).toEqual([...Array.from({ length: 20 }, () => undefined), 'too-many-requests'])
  })

  test('following closely ends by itself after the time that was stated', async () => {
    const { socket, heard } = await connect()
    await ask({ kind: 'interval', seconds: 10 }, { follow: { minutes: 30, thenSeconds: 300 } })
    const said = () => Buffer.concat(heard).toString('latin1')
    await expect.poll(said).toContain('TIMER,10#')
    socket.write(answer(Buffer.concat(heard), 'TIMER OK!'))
    await expect.poll(states).toContainEqual({ kind: 'interval', state: 'done', sentCount: 1 })
    expect(said()).not.toContain('TIMER,300#')
    app.clock.now = later(app.clock.now, 30 * minute)
    await expect.poll(said).toContain('TIMER,300#')
  })
})

describe('what is refused before it is queued', () => {
  test('a command that the protocol has no word for, and one that the model is known not to obey', async () => {
    expect((await ask({ kind: 'vibrate', seconds: 3 })).code).toBe('command-unsupported')
    const model = {
      name: 'Test',
      maker: 'T',
      equipmentClass: 'bracelet',
      role: 'worn',
      protocol: 'gt06',
      signals: [],
      calibration: {},
      batteryCurve: [],
      commands: ['locate'],
      isChecksumTrusted: true,
    }
    await watched.head.done('putDeviceModel', { body: model })
    expect((await ask({ kind: 'restart' })).code).toBe('command-unsupported')
    expect((await ask({ kind: 'locate' })).status).toBe(200)
    await app.owner.query('DELETE FROM device_models')
  })

  test('anything when no order is in force, or for a device that is not in the kit', async () => {
    const { organisationId, head, operator } = watched
    const { id: personId } = await head.done('createPerson', { body: aPerson(organisationId) })
    const body = { deviceId, command: { kind: 'locate' }, reason: 'why not' }
    expect((await operator.call('requestCommand', { params: { personId }, body })).code).toBe('not-found')
    const spare = { protocol: 'gt06', identifier: '100000000000041', model: 'Test', organisationId }
    const { id: spareId } = await head.done('registerDevice', { body: spare })
    await head.done('issueDevice', { params: { personId }, body: { deviceId: spareId, role: 'worn' } })
    app.clock.now = later(app.clock.now, second)
    const asked = { params: { personId }, body: { ...body, deviceId: spareId } }
    expect((await operator.call('requestCommand', asked)).code).toBe('order-closed')
  })

  test('sound, unless the decision says that nobody is to be hidden from', async () => {
    const { organisationId, head, operator } = watched
    const { id: personId } = await head.done('createPerson', { body: aPerson(organisationId) })
    const registered = { protocol: 'watch', identifier: '1000000051', model: 'Watch', organisationId }
    const { id } = await head.done('registerDevice', { body: registered })
    await head.done('issueDevice', { params: { personId }, body: { deviceId: id, role: 'worn' } })
    await head.done('createOrder', { params: { personId }, body: anOrder(organisationId, app.clock.now) })
    app.clock.now = later(app.clock.now, second)
    const asked = { params: { personId }, body: { deviceId: id, command: { kind: 'sound', seconds: 5 }, reason: 'lost device' } }
    const refused = await operator.call('requestCommand', asked)
    expect(refused.body).toMatchObject({ code: 'sound-not-allowed', citation: '1369 §13' })
    await app.owner.query('UPDATE orders SET is_concealed = false WHERE person_id = $1', [personId])
    expect((await operator.call('requestCommand', asked)).status).toBe(200)
  })
})

test('an order that was over when it was recorded lets nothing be asked', async () => {
  const { organisationId, head, operator } = watched
  const { id: personId } = await head.done('createPerson', { body: aPerson(organisationId) })
  const spare = { protocol: 'gt06', identifier: '100000000000066', model: 'Test', organisationId }
  const { id } = await head.done('registerDevice', { body: spare })
  await head.done('issueDevice', { params: { personId }, body: { deviceId: id, role: 'worn' } })
  const past = { termUntil: isoInstant(later(app.clock.now, -hour)) }
  await head.done('createOrder', { params: { personId }, body: anOrder(organisationId, later(app.clock.now, -2 * hour), past) })
  app.clock.now = later(app.clock.now, second)
  const body = { deviceId: id, command: { kind: 'locate' }, reason: 'after the end' }
  expect((await operator.call('requestCommand', { params: { personId }, body })).code).toBe('order-closed')
})
