import { once } from 'node:events'
import net from 'node:net'
import { day, hour, instant, later, second } from '@bilezik/domain'
import { encodeGt06Heartbeat, encodeGt06Login, encodeGt06Position } from '@bilezik/protocols'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openGateway } from '../testing/open-gateway.ts'
import { type World, makeWorld } from '../testing/world.ts'
import type { Gateway } from './start-gateway.ts'

const imei = '100000000000017'
const startedAt = instant(Math.floor(Date.now() / second) * second)
const anyPort = { host: '127.0.0.1', port: 0 }

let world: World
let gateway: Gateway<'gt06'>
beforeAll(async () => {
  world = await makeWorld()
  const organisationId = await world.addOrganisation('A')
  const term = { termFrom: later(startedAt, -4 * day), termUntil: later(startedAt, day) }
  await world.addPerson({ organisationId, protocol: 'gt06', identifier: imei, rules: [], ...term })
  gateway = await openGateway(world, { listen: { gt06: anyPort } })
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

/** A gateway that has just started remembers nothing of what it stored: only the database knows. */
async function restart(): Promise<void> {
  await gateway.stop()
  gateway = await openGateway(world, { listen: { gt06: anyPort } })
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

const countAt = async (hoursAgo: number): Promise<number> => {
  const { rows } = await world.owner.query<{ n: number }>(
    'SELECT count(*)::int AS n FROM readings WHERE kind = 1 AND event_at = $1',
    [new Date(later(startedAt, -hoursAgo * hour))],
  )
  return rows[0]?.n ?? 0
}

test('a fix that comes again at once is stored once: within a batch, in the next one and while one is on its way', async () => {
  const socket = await connect()
  await sendTogether(socket, [1, 25, 49, 60, 1, 25])
  await sendTogether(socket, [1, 60])
  const again = encodeGt06Position({ ...place, fixAt: later(startedAt, -61 * hour) }, 7)
  for (let i = 0; i < 30; i++) {
    socket.write(again)
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
  await sendTogether(socket, [60])
  expect(await storedHoursAgo()).toEqual([1, 25, 49, 60, 61])
  socket.destroy()
})

test('batches with new and repeated fixes of several days keep every fix once, whichever way they are written', async () => {
  await restart()
  const socket = await connect()
  // The first repeat breaks the direct way, and the new fix beside it must not be lost with it.
  await sendTogether(socket, [1, 2, 25, 26])
  expect(await storedHoursAgo()).toEqual([1, 2, 25, 26, 49, 60, 61])
  // From now on repeats are expected: through the temporary table at once, several days in one batch, twice within it.
  await sendTogether(socket, [1, 3, 3, 27, 27, 49, 50, 2])
  expect(await storedHoursAgo()).toEqual([1, 2, 3, 25, 26, 27, 49, 50, 60, 61])
  socket.destroy()
})

test('after enough batches without a repeat the direct way is taken again, and still knows repeats', async () => {
  const socket = await connect()
  for (let minute = 0; minute < 55; minute++) await sendTogether(socket, [51 + minute / 100])
  // The gateway has not seen this one since it started.
  await sendTogether(socket, [61, 80])
  expect((await storedHoursAgo()).filter((hours) => hours >= 80)).toEqual([80])
  const { rows } = await world.owner.query<{ n: number }>('SELECT count(*)::int AS n FROM readings WHERE kind = 1')
  expect(rows).toEqual([{ n: 10 + 55 + 1 }])
  socket.destroy()
})

test('what is acknowledged is stored once, though the connection to the database breaks again and again', async () => {
  const superuser = new pg.Client(world.database.superuserUrl)
  await superuser.connect()
  const terminate = `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'bilezik-gateway' AND datname = $1`
  const breaking = setInterval(() => void superuser.query(terminate, [world.database.name]), 120)
  const socket = await connect()
  // Each fix comes twice, in batches of their own and in one, whatever becomes of the first.
  const sent = Array.from({ length: 60 }, (_, i) => 62 + i / 100)
  for (const hoursAgo of sent) {
    socket.write(encodeGt06Position({ ...place, fixAt: later(startedAt, -hoursAgo * hour) }, 5))
    if (hoursAgo % 0.03 < 0.01) await new Promise((resolve) => setTimeout(resolve, 4))
    await sendTogether(socket, [hoursAgo])
  }
  clearInterval(breaking)
  await superuser.end()
  for (const hoursAgo of sent) expect(await countAt(hoursAgo), `${hoursAgo}`).toBe(1)
  socket.destroy()
}, 60_000)
