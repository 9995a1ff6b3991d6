import { mkdir, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Client } from 'pg'
import { create, extract } from 'tar'
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest'
import { withClient } from '../embedded/probe.ts'
import { readSecrets } from '../embedded/secrets.ts'
import { type EmbeddedDatabase, startEmbedded } from '../embedded/start-embedded.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { backup } from './backup.ts'
import { restore } from './restore.ts'

const LIMIT_MS = 60_000
const ACCOUNTS = 200
const TOTAL = ACCOUNTS * 100
const log = () => {}

let root: string
let dataDir: string
let archive: string
let database: EmbeddedDatabase
let insertedBefore: number
let insertedAfter: number

// One backup, taken while two writers are at work, serves all tests below.
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'bilezik-backup-'))
  dataDir = join(root, 'data')
  archive = join(root, 'backup.tar.gz')
  database = await startEmbedded({ dataDir, log })
  await withClient(database.urls.owner, async (client) => {
    await client.query('create table account (id int primary key, amount int not null)')
    await client.query('insert into account select n, 100 from generate_series(1, $1::int) n', [ACCOUNTS])
    await client.query('create table entry (id int primary key, payload bytea not null)')
  })
  const writing = new AbortController()
  const inserts = insertInOrder(database.urls.owner, writing.signal)
  const transfers = transfer(database.urls.owner, writing.signal)
  while (inserts.count() < 20) await new Promise((resolve) => setTimeout(resolve, 5))
  insertedBefore = inserts.count()
  await backup({ dataDir, to: archive, log })
  insertedAfter = inserts.count()
  writing.abort()
  await Promise.all([inserts.finished, transfers])
}, LIMIT_MS)

afterAll(async () => {
  await database.stop()
  await rm(root, { recursive: true, force: true })
}, LIMIT_MS)

function insertInOrder(url: string, signal: AbortSignal): { count: () => number; finished: Promise<void> } {
  let count = 0
  const finished = withClient(url, async (client) => {
    while (!signal.aborted) {
      await client.query(`insert into entry select $1, decode(repeat(md5(random()::text), 256), 'hex')`, [count + 1])
      count++
    }
  })
  return { count: () => count, finished }
}

async function transfer(url: string, signal: AbortSignal): Promise<void> {
  await withClient(url, async (client) => {
    for (let round = 0; !signal.aborted; round++) {
      await client.query('update account set amount = amount + case id % 2 when 0 then 1 else -1 end where (id + 1) / 2 = $1', [
        (round % (ACCOUNTS / 2)) + 1,
      ])
    }
  })
}

test(
  'a backup taken under writes restores to one moment, with every row committed before it began',
  { timeout: LIMIT_MS },
  async () => {
    expect(insertedAfter).toBeGreaterThan(insertedBefore)
    const restored = join(await temporaryDirectory(), 'restored')
    await restore({ from: archive, dataDir: restored })
    expect(await readSecrets(restored)).toEqual(database.secrets)
    expect(await readdir(restored)).toEqual(['cluster', 'secrets.json'])

    const copy = await startEmbedded({ dataDir: restored, log })
    onTestFinished(() => copy.stop())
    expect([copy.isReused, copy.pid === database.pid]).toEqual([false, false])
    await withClient(copy.urls.owner, async (client) => {
      const sums = await client.query<{ total: number; changed: number }>(
        'select sum(amount)::int as total, count(*) filter (where amount <> 100)::int as changed from account',
      )
      expect(sums.rows[0]?.total).toBe(TOTAL)
      expect(sums.rows[0]?.changed).toBeGreaterThan(0)
      const { rows } = await client.query<{ count: number; last: number; bytes: number }>(
        'select count(*)::int as count, max(id) as last, min(length(payload)) as bytes from entry',
      )
      const [entries] = rows
      expect(entries?.count).toBe(entries?.last)
      expect(entries?.last).toBeGreaterThanOrEqual(insertedBefore)
      expect(entries?.last).toBeLessThanOrEqual(insertedAfter + 1)
      expect(entries?.bytes).toBe(4096)
      await client.query('insert into entry select max(id) + 1, $1 from entry', [Buffer.from('written after the restore')])
    })
  },
)

test('a backup is private, overwrites nothing and leaves the server as it was', { timeout: LIMIT_MS }, async () => {
  expect((await stat(archive)).mode & 0o777).toBe(0o600)
  expect((await readdir(root)).toSorted()).toEqual(['backup.tar.gz', 'data'])
  const before = await readFile(archive)
  await expect(backup({ dataDir, to: archive, log })).rejects.toMatchObject({
    code: 'backup-refused',
    message: `${archive} exists already: a backup never overwrites a file.`,
  })
  expect(Buffer.compare(await readFile(archive), before)).toBe(0)
  await withClient(database.urls.app, (client) => client.query('select 1'))
  const slots = await withClient(database.superuserUrl, (client) => client.query('select 1 from pg_replication_slots'))
  expect(slots.rowCount).toBe(0)
})

test('a database that is not running is started for its backup and stopped again', { timeout: LIMIT_MS }, async () => {
  const directory = await temporaryDirectory()
  const stopped = join(directory, 'data')
  const first = await startEmbedded({ dataDir: stopped, log })
  await withClient(first.urls.owner, (client) => client.query('create table kept as select 42 as answer'))
  await first.stop()
  await backup({ dataDir: stopped, to: join(directory, 'backup.tar.gz'), log })
  await expect(new Client({ connectionString: first.urls.owner }).connect()).rejects.toThrow('ECONNREFUSED')
  expect(await readdir(join(stopped, 'cluster'))).not.toContain('postmaster.pid')
})

test('where there is no database, or no such backup, nothing is made', async () => {
  const directory = await temporaryDirectory()
  await expect(backup({ dataDir: join(directory, 'none'), to: join(directory, 'b.tar.gz'), log })).rejects.toMatchObject({
    code: 'backup-refused',
  })
  await expect(restore({ from: join(directory, 'none.tar.gz'), dataDir: join(directory, 'data') })).rejects.toMatchObject({
    code: 'backup-refused',
  })
  expect(await readdir(directory)).toEqual([])
})

test('a restore refuses a directory with anything in it, a running database included', async () => {
  const directory = await temporaryDirectory()
  await writeFile(join(directory, 'note'), 'mine')
  const refusal = { code: 'backup-refused', message: expect.stringContaining('is not empty') }
  await expect(restore({ from: archive, dataDir: directory })).rejects.toMatchObject(refusal)
  await expect(restore({ from: archive, dataDir })).rejects.toMatchObject(refusal)
  expect(await readdir(directory)).toEqual(['note'])
  await withClient(database.urls.app, (client) => client.query('select 1'))
})

test(
  'of two restores into one directory one succeeds; a start beside an unfinished one is refused',
  { timeout: LIMIT_MS },
  async () => {
    const directory = await temporaryDirectory()
    const both = await Promise.allSettled([
      restore({ from: archive, dataDir: directory }),
      restore({ from: archive, dataDir: directory }),
    ])
    expect(both.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected'])
    expect(await readdir(directory)).toEqual(['cluster', 'secrets.json'])

    const unfinished = await temporaryDirectory()
    await writeFile(join(unfinished, 'restore-unfinished'), '')
    await expect(startEmbedded({ dataDir: unfinished, log })).rejects.toMatchObject({ code: 'restore-unfinished' })
    expect(await readdir(unfinished)).toEqual(['restore-unfinished'])
  },
)

test('a backup in which one byte was changed is refused and leaves nothing behind', { timeout: LIMIT_MS }, async () => {
  const directory = await temporaryDirectory()
  const unpacked = join(directory, 'unpacked')
  await mkdir(unpacked)
  await extract({ file: archive, cwd: unpacked, maxDecompressionRatio: Number.POSITIVE_INFINITY })
  await flipByte(join(unpacked, 'cluster/global/1262'))
  const from = join(directory, 'changed.tar.gz')
  await create({ file: from, cwd: unpacked, gzip: { level: 1 } }, await readdir(unpacked))
  const target = join(directory, 'target')
  await expect(restore({ from, dataDir: target })).rejects.toMatchObject({
    code: 'backup-damaged',
    message: `${from} is not a whole backup (global/1262 was changed).`,
  })
  expect(await readdir(target)).toEqual([])
})

async function flipByte(path: string): Promise<void> {
  const content = await readFile(path)
  content[100] = (content[100] ?? 0) ^ 1
  await writeFile(path, content)
}

test('a backup cut short, or any other file, is refused and leaves nothing behind', { timeout: LIMIT_MS }, async () => {
  const directory = await temporaryDirectory()
  const short = join(directory, 'short.tar.gz')
  await writeFile(short, await readFile(archive))
  await truncate(short, Math.floor((await stat(archive)).size / 2))
  const text = join(directory, 'text')
  await writeFile(text, 'not an archive')
  for (const from of [short, text]) {
    const target = join(directory, 'target')
    await expect(restore({ from, dataDir: target })).rejects.toMatchObject({ code: 'backup-damaged' })
    expect(await readdir(target)).toEqual([])
  }
})
