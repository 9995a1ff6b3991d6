import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { isoInstant, later, second } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApp, startTestApp } from '../http/test-app.ts'

let test: TestApp
let consoleDir: string
const account = {
  login: 'operator',
  password: 'demo',
  role: 'operator',
  organisation: { kk: 'Астана', ru: 'Астана', en: 'Astana' },
}

beforeAll(async () => {
  consoleDir = await mkdtemp(path.join(tmpdir(), 'console-'))
  await mkdir(path.join(consoleDir, 'assets'))
  await writeFile(path.join(consoleDir, 'index.html'), '<!doctype html><title>The console</title>')
  await writeFile(path.join(consoleDir, 'assets', 'index-a1b2c3.js'), 'export {}')
  test = await startTestApp(
    { isDemo: true, demoAccounts: [account], mapTilesUrl: 'https://tiles.example.kz/map.json' },
    consoleDir,
  )
})
afterAll(async () => {
  await test.end()
  await rm(consoleDir, { recursive: true })
})

const nobody = () => test.browser()

describe('the system', () => {
  it('tells the console what it must know before anybody signs in', async () => {
    expect(await nobody().done('getSystem')).toEqual({
      version: 'test',
      isDemo: true,
      needsSetUp: false,
      mapTilesUrl: 'https://tiles.example.kz/map.json',
      demoAccounts: [account],
    })
  })

  it('names no demo account outside a demo', async () => {
    const real = await startTestApp({ demoAccounts: [account] })
    try {
      expect((await real.browser().done('getSystem')).demoAccounts).toEqual([])
    } finally {
      await real.end()
    }
  })

  it('is ready while the engine was heard of in the last fifteen seconds', async () => {
    const never = await nobody().call('getReadiness')
    expect([never.status, never.code, never.text]).toEqual([
      503,
      'database-unavailable',
      expect.stringContaining('has not run yet'),
    ])
    const { now } = test.clock
    await test.owner.query('INSERT INTO engine (heartbeat_at) VALUES ($1)', [isoInstant(now)])
    expect(await nobody().done('getReadiness')).toEqual({
      status: 'ready',
      engineAt: isoInstant(now),
      personsNotWatched: 0,
      oldestUnsentSeconds: 0,
      papersStuck: 0,
    })
    test.clock.now = later(now, 15 * second)
    expect((await nobody().call('getReadiness')).status).toBe(200)
    test.clock.now = later(now, 15 * second + 1)
    expect((await nobody().call('getReadiness')).status).toBe(503)
    test.clock.now = now
  })

  it('shows measurements to this machine alone', async () => {
    const local = await test.app.inject({ url: '/metrics' })
    expect(local.statusCode).toBe(200)
    expect(local.body).toMatch(/bilezik_http_request_seconds_count\{method="GET",route="\/api\/ready",status="200"\} \d/)
    for (const request of [{ remoteAddress: '192.0.2.1' }, { headers: { 'x-forwarded-for': '192.0.2.1' } }]) {
      expect((await test.app.inject({ url: '/metrics', ...request })).statusCode).toBe(404)
    }
  })
})

describe('the console’s files', () => {
  it.each([
    { url: '/', status: 200, cache: 'no-cache', holds: 'The console' },
    { url: '/persons/01890a5d', status: 200, cache: 'no-cache', holds: 'The console' },
    { url: '/assets/index-a1b2c3.js', status: 200, cache: 'public, max-age=31536000, immutable', holds: 'export' },
    { url: '/assets/gone-000000.js', status: 404, cache: 'no-store', holds: 'not-found' },
    { url: '/api/persons/x/y/z', status: 404, cache: 'no-store', holds: 'not-found' },
    { url: '/api', status: 404, cache: 'no-store', holds: 'not-found' },
    { url: '/../../etc/passwd.txt', status: 404, cache: 'no-store', holds: 'not-found' },
    { url: '/%2e%2e%2f%2e%2e%2fpackage.json', status: 404, cache: 'no-store', holds: 'not-found' },
  ])('$url → $status, $cache', async ({ url, status, cache, holds }) => {
    const answer = await test.app.inject({ url })
    expect([answer.statusCode, answer.headers['cache-control']]).toEqual([status, cache])
    expect(answer.body).toContain(holds)
  })
})

// Last: it ends the connections of everybody.
describe('without the database', () => {
  it('says so plainly, stays alive, and serves again when it is back', async () => {
    const name = test.database.name
    const superuser = async (sql: string) => {
      const url = new URL(test.database.superuserUrl)
      url.pathname = '/postgres'
      const client = new pg.Client({ connectionString: url.href })
      await client.connect()
      await client.query(sql)
      await client.end()
    }
    await superuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS false`)
    await superuser(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${name}'`)
    for (const endpoint of ['getSystem', 'getReadiness'] as const) {
      const refused = await nobody().call(endpoint)
      expect([refused.status, refused.code, refused.headers['retry-after']]).toEqual([503, 'database-unavailable', '2'])
    }
    expect((await nobody().call('getReadiness')).text).toContain('The database does not answer.')
    expect((await test.administrator.call('listOrganisations')).code).toBe('database-unavailable')
    expect((await nobody().call('getHealth')).status).toBe(200)
    await superuser(`ALTER DATABASE ${name} ALLOW_CONNECTIONS true`)
    expect((await test.administrator.call('listOrganisations')).status).toBe(200)
  })
})
