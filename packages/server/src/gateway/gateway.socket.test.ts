import net from 'node:net'
import { unwrapKey } from '@bilezik/database'
import { type Instant, hour, instant, later, roundTheClock, second } from '@bilezik/domain'
import { encodeGt06Heartbeat, encodeGt06Login, encodeGt06Position } from '@bilezik/protocols'
import pino from 'pino'
import { Registry } from 'prom-client'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type MadePerson, type World, makeWorld } from '../testing/world.ts'
import { sealRaw } from './seal-raw.ts'
import { type Gateway, startGateway } from './start-gateway.ts'
import { defaultStreamLimits } from './stream-connection.ts'

const now = (): Instant => instant(Date.now())
const inSeconds = (at: Instant): Instant => instant(at - (at % second))
const home = { lat: 51.13, lon: 71.43 }
const rules = [
  {
    kind: 'curfew',
    zone: { name: 'Home', shape: { kind: 'circle', centre: home, radiusMetres: 100 } },
    schedule: roundTheClock,
    arrivalGraceMs: 0,
    departureGraceMs: 0,
  },
] as const
const anyPort = { host: '127.0.0.1', port: 0 }
const status = { batteryStep: 6, gsmSignal: 4, isCharging: false, isGpsTracking: true }

let world: World
let gateway: Gateway<'gt06' | 'osmand'>
let organisationId: string

beforeAll(async () => {
  world = await makeWorld()
  organisationId = await world.addOrganisation('A')
  gateway = await startGateway({
    intakeUrl: world.database.urls.intake,
    gatewayName: 'main',
    masterKey: world.masterKey,
    listen: { gt06: anyPort, osmand: anyPort },
    limits: { ...defaultStreamLimits, idleMs: 3_000, loginMs: 1_500, maxGarbage: 3 },
    log: pino({ level: 'silent' }),
    registry: new Registry(),
    clock: now,
    onCommitted: () => undefined,
  })
})
afterAll(async () => {
  await gateway.stop()
  await world.end()
})

const person = (
  identifier: string,
  protocol: 'gt06' | 'osmand',
  term: readonly [number, number] = [-48 * hour, 48 * hour],
): Promise<MadePerson> =>
  world.addPerson({
    organisationId,
    protocol,
    identifier,
    rules,
    termFrom: later(now(), term[0]),
    termUntil: later(now(), term[1]),
  })

const position = (fixAt: Instant) => ({ fixAt, ...home, isValid: true, satellites: 9, speedMetresPerSecond: 0, courseDegrees: 0 })

function connect(): Promise<net.Socket> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(gateway.ports.gt06, '127.0.0.1', () => resolve(socket))
    socket.on('error', reject)
  })
}

const nextChunk = (socket: net.Socket): Promise<Buffer> => new Promise((resolve) => socket.once('data', resolve))
const closed = (socket: net.Socket): Promise<void> => new Promise((resolve) => socket.once('close', () => resolve()))

async function readingsOf(made: MadePerson) {
  const { rows } = await world.owner.query(
    `SELECT r.kind, r.event_at, r.lat_e7, r.raw, r.flags FROM readings r JOIN devices d ON d.no = r.device_no WHERE d.id = $1 ORDER BY r.event_at, r.kind`,
    [made.deviceId],
  )
  return rows as { kind: number; event_at: Date; lat_e7: number | null; raw: Buffer | null; flags: number }[]
}

async function send(socket: net.Socket, ...frames: Uint8Array[]): Promise<void> {
  for (const frame of frames) socket.write(frame)
  const reply = nextChunk(socket)
  socket.write(encodeGt06Heartbeat(status, 99))
  await reply
}

/** The bytes of the device's first fix, read as an investigator with the master key would. */
async function openedRaw(made: MadePerson): Promise<Buffer> {
  const { rows } = await world.owner.query(
    `SELECT r.raw, r.batch_id::text AS batch, r.content_hash::text AS hash, k.wrapped_key
     FROM readings r JOIN devices d ON d.no = r.device_no JOIN order_keys k ON k.no = r.key_no WHERE d.id = $1 AND r.kind = 1`,
    [made.deviceId],
  )
  const row = rows[0] as { raw: Buffer; batch: string; hash: string; wrapped_key: Buffer }
  return sealRaw(row.raw, unwrapKey(row.wrapped_key, world.masterKey), BigInt(row.batch), BigInt(row.hash))
}

const post = (body: unknown) =>
  fetch(`http://127.0.0.1:${gateway.ports.osmand}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })

describe('GT06 over TCP', () => {
  test('a login is answered, a fix is stored with its bytes sealed, and the same fix again changes nothing', async () => {
    const made = await person('100000000000017', 'gt06')
    const socket = await connect()
    const login = nextChunk(socket)
    socket.write(encodeGt06Login('100000000000017', 1))
    expect((await login).toString('hex')).toMatch(/^78780501/)
    const frame = encodeGt06Position(position(inSeconds(now())), 2)
    await send(socket, frame, encodeGt06Position(position(inSeconds(now())), 3))
    const fixes = (await readingsOf(made)).filter((reading) => reading.kind === 1)
    expect(fixes).toHaveLength(1)
    const [stored] = fixes
    expect(stored?.raw).not.toBeNull()
    expect(Buffer.from(frame).equals(stored?.raw as Buffer)).toBe(false)
    expect((await openedRaw(made)).toString('hex')).toBe(Buffer.from(frame).toString('hex'))
    socket.destroy()
  })

  test('a stranger is shown out and listed', async () => {
    const socket = await connect()
    const ended = closed(socket)
    socket.write(encodeGt06Login('999999999999999', 1))
    await ended
    await expect
      .poll(async () => (await world.owner.query(`SELECT identifier FROM unknown_devices WHERE protocol = 'gt06'`)).rows)
      .toEqual([{ identifier: '0999999999999999'.replace(/^0/, '') }])
  })

  test('a frame with a wrong checksum is quarantined with the reason, and the connection goes on', async () => {
    const made = await person('100000000000025', 'gt06')
    const socket = await connect()
    const login = nextChunk(socket)
    socket.write(encodeGt06Login('100000000000025', 1))
    await login
    const frame = Buffer.from(encodeGt06Position(position(inSeconds(now())), 2))
    frame[6] = (frame[6] ?? 0) ^ 1
    await send(socket, frame, encodeGt06Position(position(inSeconds(now())), 3))
    expect((await readingsOf(made)).filter((reading) => reading.kind === 1)).toHaveLength(1)
    const { rows } = await world.owner.query(
      'SELECT reason, raw IS NOT NULL AS kept FROM quarantine q JOIN devices d ON d.no = q.device_no WHERE d.id = $1',
      [made.deviceId],
    )
    expect(rows).toEqual([{ reason: 'checksum', kept: true }])
    socket.destroy()
  })

  test('garbage ends the connection after a few pieces, and leaves no bytes of a device that nobody knows', async () => {
    const socket = await connect()
    const ended = closed(socket)
    for (let i = 0; i < 6; i++) socket.write(Buffer.from(`garbage number ${i} that begins no frame\r\n`))
    await ended
    const { rows } = await world.owner.query(
      'SELECT count(*)::int AS n, count(raw)::int AS kept FROM quarantine WHERE device_no IS NULL',
    )
    expect(rows[0].n).toBeGreaterThan(0)
    expect(rows[0].kept).toBe(0)
  })

  test('who says nothing is shown out after the login time; half a frame does not hold a socket for ever', async () => {
    const silent = await connect()
    const half = await connect()
    half.write(encodeGt06Login('100000000000017', 1).subarray(0, 9))
    await Promise.all([closed(silent), closed(half)])
  })
})

describe('OsmAnd over HTTP', () => {
  test('200 means stored: the fix is in the database when the answer comes', async () => {
    const made = await person('phone-1', 'osmand')
    const answer = await post({ id: 'phone-1', timestamp: new Date().toISOString(), ...home, accuracy: 12, source: 'gps' })
    expect(answer.status).toBe(200)
    expect((await readingsOf(made)).map((reading) => reading.kind)).toEqual([1])
  })

  test('a stranger gets 404, nonsense 400, a body too large 413', async () => {
    expect((await post({ id: 'nobody-here', ...home })).status).toBe(404)
    expect((await post({ id: 'phone-1', lat: 200, lon: 0 })).status).toBe(400)
    expect((await post({ id: 'phone-1', ...home, x: 'x'.repeat(2_000_000) })).status).toBe(413)
  })

  test('an impossible clock lands in the stray partition under its own time, once', async () => {
    const made = await person('phone-1970', 'osmand')
    const stray = { id: 'phone-1970', timestamp: '1970-01-01T00:00:10Z', ...home }
    await post(stray)
    await post(stray)
    const { rows } = await world.owner.query(
      'SELECT flags FROM readings_stray s JOIN devices d ON d.no = s.device_no WHERE d.id = $1',
      [made.deviceId],
    )
    expect(rows).toEqual([{ flags: 5 }])
  })

  test('no timestamp means no event time of the device: receipt is noted as such', async () => {
    const made = await person('phone-untimed', 'osmand')
    await post({ id: 'phone-untimed', ...home })
    expect((await readingsOf(made)).map((reading) => reading.flags & 2)).toEqual([2])
  })
})

describe('authorised collection', () => {
  test('[1369.10] outside the authorised time the device is acknowledged and no coordinate or byte is stored anywhere', async () => {
    const ended = await person('after-the-term', 'osmand', [-48 * hour, -1 * hour])
    const answer = await post({ id: 'after-the-term', timestamp: new Date().toISOString(), lat: 43.238949, lon: 76.889709 })
    expect(answer.status).toBe(200)
    expect(await readingsOf(ended)).toEqual([])
    const { rows } = await world.owner.query(
      'SELECT reason FROM uncollected u JOIN devices d ON d.no = u.device_no WHERE d.id = $1',
      [ended.deviceId],
    )
    expect(rows).toEqual([{ reason: 'event-outside-order' }])
    expect(await tablesHolding(['432389490', '43.238949', '768897090', '76.889709'])).toEqual([])
  })

  test('a backlog from before the order is not kept, what comes after its beginning is', async () => {
    const made = await person('early-bird', 'osmand', [-1 * hour, 48 * hour])
    await post({ id: 'early-bird', timestamp: new Date(Date.now() - 2 * hour).toISOString(), ...home })
    await post({ id: 'early-bird', timestamp: new Date().toISOString(), ...home })
    expect(await readingsOf(made)).toHaveLength(1)
  })

  test('a term cut short is known to the very next batch', async () => {
    const made = await person('cut-short', 'osmand')
    await post({ id: 'cut-short', timestamp: new Date().toISOString(), ...home })
    await world.owner.query('UPDATE orders SET term = tstzrange(lower(term), now()) WHERE id = $1', [made.orderId])
    await post({ id: 'cut-short', timestamp: new Date(Date.now() + 1_000).toISOString(), ...home })
    expect(await readingsOf(made)).toHaveLength(1)
  })
})

/** Every table and column of the database searched for a text, as a thief of the disk would. */
async function tablesHolding(needles: readonly string[]): Promise<string[]> {
  const tables = await world.owner.query(
    `SELECT c.oid::regclass::text AS name FROM pg_class c WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace`,
  )
  const found: string[] = []
  for (const { name } of tables.rows as { name: string }[]) {
    const { rows } = await world.owner.query(
      `SELECT EXISTS (SELECT FROM ${name} t WHERE ${needles.map((_, i) => `t::text LIKE '%' || $${i + 1} || '%'`).join(' OR ')}) AS hit`,
      [...needles],
    )
    if ((rows[0] as { hit: boolean }).hit) found.push(name)
  }
  return found
}
