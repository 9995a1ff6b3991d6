import { chown, mkdir, stat, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { withClient } from './probe.ts'
import { LOGIN_ROLES, roleName } from './roles.ts'
import { readSecrets } from './secrets.ts'
import { type EmbeddedDatabase, startEmbedded, type StartEmbeddedInput } from './start-embedded.ts'

const LIMIT_MS = 60_000

async function start(input: Omit<StartEmbeddedInput, 'log'>): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ ...input, log: () => {} })
  onTestFinished(() => database.stop())
  return database
}

async function valueOf(url: string, sql: string): Promise<unknown> {
  return withClient(url, async (client) => (await client.query({ text: sql, rowMode: 'array' })).rows[0]?.[0])
}

test('a new directory gets a durable server, four login roles and their secrets', { timeout: LIMIT_MS }, async () => {
  const dataDir = join(await temporaryDirectory(), 'nested', 'data')
  const database = await start({ dataDir })

  expect(database.isReused).toBe(false)
  for (const role of LOGIN_ROLES) {
    expect(await valueOf(database.urls[role], 'select current_user')).toBe(roleName(role))
    expect(
      await valueOf(
        database.urls[role],
        'select rolsuper or rolcreaterole or rolcreatedb or rolbypassrls or rolreplication from pg_roles where rolname = current_user',
      ),
    ).toBe(false)
  }
  const settings = await withClient(database.superuserUrl, async (client) => {
    const { rows } = await client.query<{ name: string; setting: string }>(
      `select name, setting from pg_settings where name in ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'log_statement', 'TimeZone', 'listen_addresses')`,
    )
    return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]))
  })
  expect(settings).toEqual({
    fsync: 'on',
    full_page_writes: 'on',
    synchronous_commit: 'on',
    data_checksums: 'on',
    log_statement: 'none',
    TimeZone: 'UTC',
    listen_addresses: '127.0.0.1',
  })
  expect(
    await valueOf(
      database.urls.owner,
      "select datlocprovider::text || datlocale || pg_encoding_to_char(encoding) from pg_database where datname = 'bilezik'",
    ),
  ).toBe('bC.UTF-8UTF8')
  await expect(valueOf(database.urls.app, 'create table intruder ()')).rejects.toThrow('permission denied')
  await expect(valueOf(database.urls.app.replace(/\/bilezik$/, '/postgres'), 'select 1')).rejects.toThrow('permission denied')
  await expect(valueOf(database.urls.app.replace(/:[^:@]+@/, ':wrong@'), 'select 1')).rejects.toThrow(
    'password authentication failed',
  )

  expect((await stat(join(dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600)
  expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
  const secrets = await readSecrets(dataDir)
  expect(Buffer.from(secrets.masterKey, 'base64')).toHaveLength(32)
  expect(secrets).toEqual(database.secrets)
})

test('rows, port and secrets outlive a stop; a start while it runs joins the server', { timeout: LIMIT_MS }, async () => {
  const dataDir = await temporaryDirectory()
  const first = await startEmbedded({ dataDir, log: () => {} })
  await valueOf(first.urls.owner, 'create table kept as select 42 as answer')
  await first.stop()
  await expect(valueOf(first.urls.owner, 'select 1')).rejects.toThrow('ECONNREFUSED')
  expect(() => process.kill(first.pid, 0)).toThrow('ESRCH')

  const second = await start({ dataDir })
  expect(second.urls).toEqual(first.urls)
  expect(await valueOf(second.urls.owner, 'select answer from kept')).toBe(42)

  const third = await startEmbedded({ dataDir, log: () => {} })
  expect([third.isReused, third.pid, third.urls]).toEqual([true, second.pid, second.urls])
  await third.detach()
  expect(await valueOf(second.urls.app, 'select 1')).toBe(1)
})

test(
  'a port that another program holds is refused in one sentence, and avoided when nobody asked for it',
  { timeout: LIMIT_MS },
  async () => {
    const dataDir = await temporaryDirectory()
    const first = await startEmbedded({ dataDir, log: () => {} })
    await first.stop()
    const taken = Number(new URL(first.superuserUrl).port)
    const holder = createServer().listen(taken, '127.0.0.1')
    onTestFinished(() => void holder.close())
    await new Promise((resolve) => holder.once('listening', resolve))
    expect((holder.address() as AddressInfo).port).toBe(taken)

    await expect(startEmbedded({ dataDir, port: taken, log: () => {} })).rejects.toMatchObject({
      code: 'port-in-use',
      message: `Port ${taken} on 127.0.0.1 is used by another program or not permitted: choose another port for the database.`,
    })
    const second = await start({ dataDir })
    expect(Number(new URL(second.superuserUrl).port)).not.toBe(taken)
    expect(await valueOf(second.urls.app, 'select 1')).toBe(1)
  },
)

test('a cluster of another major version, or without its secrets, is left alone', { timeout: LIMIT_MS }, async () => {
  const dataDir = await temporaryDirectory()
  await mkdir(join(dataDir, 'cluster'), { mode: 0o700 })
  await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '16\n')
  await expect(startEmbedded({ dataDir, log: () => {} })).rejects.toMatchObject({ code: 'secrets-missing' })

  const secrets = {
    masterKey: Buffer.alloc(32).toString('base64'),
    superuserPassword: 's',
    rolePasswords: { owner: 'o', app: 'a', intake: 'i', engine: 'e' },
  }
  await writeFile(join(dataDir, 'secrets.json'), JSON.stringify(secrets))
  const refusal = startEmbedded({ dataDir, log: () => {} })
  await expect(refusal).rejects.toMatchObject({
    code: 'wrong-version',
    message: expect.stringContaining('made by PostgreSQL 16'),
  })
})

test('a data path that is a file is refused in one sentence', async () => {
  const file = join(await temporaryDirectory(), 'file')
  await writeFile(file, '')
  await expect(startEmbedded({ dataDir: join(file, 'data'), log: () => {} })).rejects.toMatchObject({ code: 'no-permission' })
})

test.runIf(process.geteuid?.() === 0)(
  "as root, the server runs as the owner of the directory, and the owner gets root's files",
  { timeout: LIMIT_MS },
  async () => {
    const nobody = 65534
    const dataDir = await temporaryDirectory()
    await chown(dataDir, nobody, nobody)
    const database = await start({ dataDir })
    expect((await stat(`/proc/${database.pid}`)).uid).toBe(nobody)
    for (const name of ['secrets.json', 'port', 'postgres.log']) expect((await stat(join(dataDir, name))).uid).toBe(nobody)
  },
)
