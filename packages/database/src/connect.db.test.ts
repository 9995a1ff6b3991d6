import net from 'node:net'
import { once } from 'node:events'
import pg from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { createPool } from './connect.ts'
import { createTestDatabase } from './testing/index.ts'

/** The database behind a line that can stop taking what a client says: what the server says still comes through. */
async function muteableLine(url: string) {
  const { port, hostname } = new URL(url)
  let client: net.Socket | undefined
  const line = net.createServer((socket) => {
    client = socket
    const server = net.connect(Number(port), hostname)
    socket.pipe(server).pipe(socket)
    for (const end of [socket, server]) end.on('error', () => undefined)
  })
  line.listen(0, '127.0.0.1')
  await once(line, 'listening')
  onTestFinished(() => void line.close())
  const through = new URL(url)
  through.host = `127.0.0.1:${(line.address() as net.AddressInfo).port}`
  return { url: through.toString(), mute: () => client?.unpipe().pause() }
}

test('a connection that dies idle is told of, but not by a pool that is ending', async () => {
  const database = await createTestDatabase({ migrate: async () => undefined, key: 'empty' })
  const owner = new pg.Client({ connectionString: database.urls.owner })
  await owner.connect()
  onTestFinished(async () => {
    await owner.end()
    await database.drop()
  })
  const line = await muteableLine(database.urls.owner)
  const onIdleError = vi.fn()
  const pool = createPool({ url: line.url, applicationName: 'dying', maxConnections: 1, statementTimeoutMs: 5000, onIdleError })
  const pid = async () => (await pool.query<{ pid: number }>('SELECT pg_backend_pid() AS pid')).rows[0]?.pid
  const kill = async (backend: number | undefined) => owner.query('SELECT pg_terminate_backend($1, 5000)', [backend])

  await kill(await pid())
  await vi.waitUntil(() => onIdleError.mock.calls.length === 1)

  const last = await pid()
  const died = vi.fn()
  pool.on('error', died)
  line.mute()
  await pool.end()
  await kill(last)
  await vi.waitUntil(() => died.mock.calls.length === 1)
  expect(onIdleError).toHaveBeenCalledTimes(1)
})
