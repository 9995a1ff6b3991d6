import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import net from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { newOrderKey, wrapKey } from '@bilezik/database'
import { type EmbeddedDatabase, startEmbedded } from '@bilezik/database/embedded'
import { hour, instant } from '@bilezik/domain'
import pg from 'pg'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest'
import { type RunningServer, type ServerOptions, startServer } from './start-server.ts'

const anyPort = { host: '127.0.0.1', port: 0 }
const place = { lat: 51.13, lon: 71.43 }
const patience = { timeout: 30_000, interval: 50 }

let folder: string
let cluster: EmbeddedDatabase
const startCluster = () => startEmbedded({ dataDir: path.join(folder, 'data'), log: () => {} })

/** A database of our own, for these tests stop and kill it. */
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'bilezik-start-'))
  await writeFile(path.join(folder, 'index.html'), '<!doctype html>')
  cluster = await startCluster()
})
afterAll(async () => {
  await cluster.stop()
  await rm(folder, { recursive: true, force: true })
})

const told: string[] = []
function options(changes: Partial<ServerOptions> = {}): ServerOptions {
  told.length = 0
  return {
    urls: cluster.urls,
    masterKey: Buffer.from(cluster.secrets.masterKey, 'base64'),
    config: {
      isDemo: false,
      version: 'test',
      mapTilesUrl: null,
      addressServiceUrl: null,
      isSecure: false,
      demoAccounts: [],
      requestsPerMinute: 100_000,
    },
    consoleDir: folder,
    listen: anyPort,
    devices: { gt06: anyPort, osmand: anyPort },
    log: pino({ level: 'silent' }),
    clock: () => instant(Date.now()),
    tell: (sentence) => void told.push(sentence),
    ...changes,
  }
}

async function running(changes: Partial<ServerOptions> = {}): Promise<RunningServer> {
  const server = await startServer(options(changes))
  onTestFinished(() => server.stop())
  return server
}

const readiness = (server: RunningServer) => fetch(new URL('/api/ready', server.url))
const isReady = async (server: RunningServer) => (await readiness(server)).status === 200

const report = (server: RunningServer, id: string, at: Date) =>
  fetch(`http://127.0.0.1:${server.devicePorts.osmand}/`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ id, timestamp: at.toISOString(), ...place }),
  })

test('a start before the database waits, says so once in a sentence, and comes up when the database does', async () => {
  await cluster.stop()
  const starting = startServer(options())
  await vi.waitUntil(() => told.length > 0, patience)
  cluster = await startCluster()
  const server = await starting
  onTestFinished(() => server.stop())
  expect(told[0]).toBe('The database does not answer (ECONNREFUSED); trying again every 2 seconds. Stop with Ctrl+C.')
  expect(told.filter((sentence) => sentence === told[0])).toHaveLength(1)
  await vi.waitUntil(() => isReady(server), patience)
})

test('a start that waits for the database ends when it is told to', async () => {
  await cluster.stop()
  const stopping = new AbortController()
  const starting = startServer(options({ signal: stopping.signal }))
  await vi.waitUntil(() => told.length > 0, patience)
  stopping.abort('told to')
  await expect(starting).rejects.toBe('told to')
  cluster = await startCluster()
})

test('while the database is away the server says 503 as a problem and acknowledges no device; all resumes by itself', async () => {
  const server = await running()
  await vi.waitUntil(() => isReady(server), patience)
  await register('phone-1')
  expect((await report(server, 'phone-1', new Date(Date.now() - 3_000))).status).toBe(200)

  await cluster.detach()
  process.kill(cluster.pid, 'SIGKILL')
  const whileAway = new Date(Date.now() - 2_000)
  await vi.waitUntil(async () => !(await isReady(server)), patience)
  const problem = await readiness(server)
  expect(problem.status).toBe(503)
  expect(problem.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(await problem.json()).toMatchObject({ code: 'database-unavailable', status: 503 })
  // Refused, or not answered for as long as the database is away: never 200.
  const unanswered = report(server, 'phone-1', whileAway).then((response) => response.status)
  await expect(Promise.race([unanswered, new Promise((resolve) => setTimeout(resolve, 2_000, 'no answer'))])).resolves.not.toBe(
    200,
  )
  expect((await fetch(new URL('/api/health', server.url))).status).toBe(200)

  cluster = await startCluster()
  await vi.waitUntil(() => isReady(server), patience)
  await unanswered
  await vi.waitUntil(async () => (await report(server, 'phone-1', whileAway)).status === 200, patience)
  expect(await storedAt(whileAway)).toBe(1)
})

test('a port in use is named in one sentence, and what had been started is stopped', async () => {
  const other = net.createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  onTestFinished(() => void other.close())
  const { port } = other.address() as net.AddressInfo
  const taken = { host: '127.0.0.1', port }
  await expect(startServer(options({ listen: taken }))).rejects.toThrow(
    `Port ${port} (console) is in use: another program listens on 127.0.0.1:${port}.`,
  )
  await expect(startServer(options({ devices: { gt06: taken, osmand: anyPort } }))).rejects.toThrow(
    `Port ${port} (gt06 devices) is in use`,
  )
  // Nothing of the two was left holding the database.
  expect(await isReady(await withReadiness(await running()))).toBe(true)
})

test('a second server on the same database is refused in one sentence, and the first goes on', async () => {
  const first = await withReadiness(await running())
  await expect(startServer(options())).rejects.toThrow(
    'A Bilezik server is already running on this database: stop it first, or name another directory with --data.',
  )
  expect(await isReady(first)).toBe(true)
})

test('another master key than the one that the database was set up with is refused in one sentence', async () => {
  await running().then((server) => server.stop())
  await register('phone-2')
  await expect(startServer(options({ masterKey: newOrderKey() }))).rejects.toThrow(
    /^The master key does not open the keys in this database: /,
  )
  expect(await isReady(await withReadiness(await running()))).toBe(true)
})

async function asOwner<Value>(work: (client: pg.Client) => Promise<Value>): Promise<Value> {
  const client = new pg.Client(cluster.urls.owner)
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** A person with an order and a device of that identifier. */
function register(identifier: string): Promise<void> {
  return asOwner(async (owner) => {
    const term = [new Date(Date.now() - hour), new Date(Date.now() + hour)]
    const idOf = async (sql: string, values: readonly unknown[]) =>
      (await owner.query<{ id: string }>(sql, [...values])).rows[0]?.id
    const organisationId = await idOf(
      `INSERT INTO organisations (name) VALUES ('{"kk": "A", "ru": "A", "en": "A"}') RETURNING id`,
      [],
    )
    const personId = await idOf(
      `INSERT INTO persons (organisation_id, family_name, given_name, language) VALUES ($1, 'Test', 'Test', 'kk') RETURNING id`,
      [organisationId],
    )
    const deviceId = await idOf(
      `INSERT INTO devices (protocol, identifier, model, organisation_id) VALUES ('osmand', $1, 'test', $2) RETURNING id`,
      [identifier, organisationId],
    )
    const orderId = await idOf(
      `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term)
       VALUES ($1, $2, 'house-arrest', '1', $3, tstzrange($3, $4)) RETURNING id`,
      [personId, organisationId, ...term],
    )
    const wrapped = wrapKey(newOrderKey(), Buffer.from(cluster.secrets.masterKey, 'base64'))
    await owner.query('INSERT INTO order_keys (order_id, wrapped_key) VALUES ($1, $2)', [orderId, wrapped])
    await owner.query(
      `INSERT INTO kit_devices (device_id, person_id, role, during) VALUES ($1, $2, 'worn', tstzrange($3, NULL))`,
      [deviceId, personId, term[0]],
    )
  })
}

function storedAt(at: Date): Promise<number | undefined> {
  return asOwner(async (owner) => {
    const { rows } = await owner.query<{ n: number }>('SELECT count(*)::int AS n FROM readings WHERE event_at = $1', [at])
    return rows[0]?.n
  })
}

async function withReadiness(server: RunningServer): Promise<RunningServer> {
  await vi.waitUntil(() => isReady(server), patience)
  return server
}
