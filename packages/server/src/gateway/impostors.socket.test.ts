import { once } from 'node:events'
import net from 'node:net'
import { day, instant, later } from '@bilezik/domain'
import { encodeGt06Heartbeat, encodeGt06Login } from '@bilezik/protocols'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, makeWorld } from '../testing/world.ts'
import { type Gateway, startGateway } from './start-gateway.ts'

const imei = '100000000000025'
const anyPort = { host: '127.0.0.1', port: 0 }
let clockShiftMs = 0

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
    deviceRate: { burst: 5, perSecond: 1 },
    log: pino({ level: 'silent' }),
    registry: new Registry(),
    clock: () => instant(Date.now() + clockShiftMs),
    onCommitted: () => undefined,
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

async function loggedIn(serial: number): Promise<net.Socket> {
  const socket = net.connect(gateway.ports.gt06, '127.0.0.1')
  socket.on('error', () => undefined)
  socket.write(encodeGt06Login(imei, serial))
  await once(socket, 'data')
  return socket
}

const events = async () =>
  (await world.owner.query('SELECT kind, source, other_source FROM security_events ORDER BY id')).rows as unknown[]

test('the same identifier on two live connections is recorded, and the newer one stays', async () => {
  const [first, second] = [await loggedIn(1), await loggedIn(2)]
  first.resume()
  await expect.poll(() => first.closed).toBe(true)
  await expect.poll(events).toEqual([{ kind: 'two-connections', source: '127.0.0.1', other_source: '127.0.0.1' }])
  second.write(encodeGt06Heartbeat({ batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }, 3))
  await once(second, 'data')
  second.destroy()
})

test('a device that lost its link a while ago and comes again is no impostor', async () => {
  const before = await events()
  const lost = await loggedIn(4)
  clockShiftMs += 10 * 60_000
  const again = await loggedIn(5)
  lost.resume()
  await expect.poll(() => lost.closed).toBe(true)
  expect(await events()).toEqual(before)
  again.destroy()
})

test('a device over its rate over HTTP is told when to come again; nothing is acknowledged that is not kept', async () => {
  const statuses = await Promise.all(
    Array.from({ length: 20 }, async (_, i) => {
      const answer = await fetch(`http://127.0.0.1:${gateway.ports.osmand}/?id=phone&lat=20&lon=${i}&timestamp=${Date.now()}`)
      return { status: answer.status, after: answer.headers.get('retry-after') }
    }),
  )
  const kept = statuses.filter(({ status }) => status === 200)
  expect(kept.length).toBeGreaterThanOrEqual(5)
  expect(kept.length).toBeLessThan(20)
  for (const { status, after } of statuses) if (status !== 200) expect({ status, after }).toEqual({ status: 429, after: '1' })
  const { rows } = await world.owner.query('SELECT count(*)::int AS n FROM readings WHERE kind = 1')
  expect(rows).toEqual([{ n: kept.length }])
})
