import { once } from 'node:events'
import net from 'node:net'
import { day, hour, instant, later, second } from '@bilezik/domain'
import { encodeGt06Heartbeat, encodeGt06Login, encodeGt06Position } from '@bilezik/protocols'
import { pino } from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, makeWorld } from '../testing/world.ts'
import { type Gateway, startGateway } from './start-gateway.ts'

const imei = '100000000000017'
const startedAt = instant(Math.floor(Date.now() / second) * second)
const anyPort = { host: '127.0.0.1', port: 0 }

let world: World
let gateway: Gateway<'gt06' | 'osmand'>
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const term = { termFrom: later(startedAt, -4 * day), termUntil: later(startedAt, day) }
  await world.addPerson({ organisationId, protocol: 'gt06', identifier: imei, rules: [], ...term })
  gateway = await startGateway({
    intakeUrl: world.database.urls.intake,
    gatewayName: 'main',
    masterKey: world.masterKey,
    listen: { gt06: anyPort, osmand: anyPort },
    log: pino({ level: 'silent' }),
    registry: new Registry(),
    clock: () => instant(Date.now()),
    onCommitted: () => undefined,
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

const place = { lat: 51.13, lon: 71.43, isValid: true, satellites: 9, speedMetresPerSecond: 0, courseDegrees: 0 }
const status = { batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }

async function connect(): Promise<net.Socket> {
  const socket = net.connect(gateway.ports.gt06, '127.0.0.1')
  socket.write(encodeGt06Login(imei, 1))
  await once(socket, 'data')
  return socket
}

/** In one write, so that they meet in one batch; returns when they are acknowledged. */
async function sendTogether(socket: net.Socket, hoursAgo: readonly number[]): Promise<void> {
  const positions = hoursAgo.map((hours, i) => encodeGt06Position({ ...place, fixAt: later(startedAt, -hours * hour) }, 2 + i))
  const reply = once(socket, 'data')
  socket.write(Buffer.concat([...positions, encodeGt06Heartbeat(status, 99)]))
  await reply
}

async function storedHoursAgo(): Promise<number[]> {
  const { rows } = await world.owner.query<{ hours: number }>(
    `SELECT (extract(epoch FROM $1::timestamptz - event_at) / 3600)::int AS hours FROM readings WHERE kind = 1 ORDER BY 1`,
    [new Date(startedAt)],
  )
  return rows.map((row) => row.hours)
}

test('batches with new and repeated fixes of several days keep every fix once, whichever way they are written', async () => {
  const socket = await connect()
  await sendTogether(socket, [1, 25, 49])
  // The first repeat breaks the direct way, and the new fix beside it must not be lost with it.
  await sendTogether(socket, [1, 2, 25, 26])
  expect(await storedHoursAgo()).toEqual([1, 2, 25, 26, 49])
  // From now on repeats are expected: through the temporary table at once, several days in one batch, twice within it.
  await sendTogether(socket, [1, 3, 3, 27, 27, 49, 50, 2])
  expect(await storedHoursAgo()).toEqual([1, 2, 3, 25, 26, 27, 49, 50])
  socket.destroy()
})

test('after enough batches without a repeat the direct way is taken again, and still knows repeats', async () => {
  const socket = await connect()
  for (let minute = 0; minute < 55; minute++) await sendTogether(socket, [51 + minute / 100])
  await sendTogether(socket, [51, 80])
  expect((await storedHoursAgo()).filter((hours) => hours >= 80)).toEqual([80])
  const { rows } = await world.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM readings WHERE kind = 1')
  expect(rows).toEqual([{ n: 8 + 55 + 1 }])
  socket.destroy()
})
