import { once } from 'node:events'
import { join } from 'node:path'
import { Client } from 'pg'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startInProcess, stopProcess } from '../testing/embedded-process.ts'
import { temporaryDirectory } from '../testing/temporary-directory.ts'
import { isRunning } from './postmaster.ts'
import { withClient } from './probe.ts'
import { startEmbedded } from './start-embedded.ts'

const LIMIT_MS = 60_000

async function answersAgain(url: string): Promise<void> {
  await vi.waitFor(() => withClient(url, (client) => client.query('select 1')), { timeout: 30_000, interval: 50 })
}

test('a killed server is back on the same port with every committed row', { timeout: LIMIT_MS }, async () => {
  const log: string[] = []
  const database = await startEmbedded({ dataDir: await temporaryDirectory(), log: (line) => log.push(line) })
  onTestFinished(() => database.stop())
  await withClient(database.urls.owner, (client) => client.query('create table kept (id int)'))
  for (let round = 1; round <= 3; round++) {
    const before = database.pid
    await withClient(database.urls.owner, (client) => client.query('insert into kept values ($1)', [round]))
    process.kill(before, 'SIGKILL')
    await vi.waitUntil(() => database.pid !== before, { timeout: 30_000 })
    await answersAgain(database.urls.owner)
    const { rows } = await withClient(database.urls.owner, (client) => client.query('select id from kept order by id'))
    expect(rows.map(({ id }) => id)).toEqual(Array.from({ length: round }, (_, index) => index + 1))
  }
  expect(log.filter((line) => line === 'PostgreSQL has ended unexpectedly; starting it again')).toHaveLength(3)
})

test.runIf(process.platform === 'linux')(
  'a killed server is back although one of its processes is too busy to notice',
  { timeout: LIMIT_MS },
  async () => {
    const log: string[] = []
    const dataDir = await temporaryDirectory()
    const database = await startEmbedded({ dataDir, log: (line) => log.push(line) })
    onTestFinished(() => database.stop())
    const busy = new Client({ connectionString: database.urls.engine })
    const lost = once(busy, 'error')
    await busy.connect()
    const { rows } = await busy.query<{ pid: number }>('select pg_backend_pid() as pid')
    const forever = busy.query('do $$ begin loop end loop; end $$').catch((error: Error) => error)
    const before = database.pid
    process.kill(before, 'SIGKILL')
    await vi.waitUntil(() => database.pid !== before, { timeout: 30_000 })
    await answersAgain(database.urls.app)
    expect(await forever).toBeInstanceOf(Error)
    await lost
    expect(await isRunning(rows[0]?.pid ?? 0, join(dataDir, 'cluster'))).toBe(false)
    expect(log.some((line) => line.includes('left over from a PostgreSQL server that was killed'))).toBe(true)
  },
)

test('a server whose launcher was killed is joined, and brought back when it is killed too', { timeout: LIMIT_MS }, async () => {
  const dataDir = await temporaryDirectory()
  const { child, report } = await startInProcess(dataDir)
  if (report.kind !== 'started') throw new Error(report.message)
  const ended = once(child, 'exit')
  child.kill('SIGKILL')
  await ended

  const database = await startEmbedded({ dataDir, log: () => {} })
  onTestFinished(() => database.stop())
  expect([database.isReused, database.pid]).toEqual([true, report.pid])
  process.kill(report.pid, 'SIGKILL')
  await vi.waitUntil(() => database.pid !== report.pid, { timeout: 30_000 })
  await answersAgain(report.ownerUrl)
})

test(
  'two processes that start at the same moment share one server, on a new directory and on one left by a killed server',
  { timeout: LIMIT_MS },
  async () => {
    const dataDir = await temporaryDirectory()
    for (const situation of ['new', 'killed']) {
      const both = await Promise.all([startInProcess(dataDir), startInProcess(dataDir)])
      const reports = both.map(({ report }) => report)
      expect(
        reports
          .map((report) => (report.kind === 'started' ? String(report.isReused) : report.message))
          .toSorted((a, b) => a.localeCompare(b)),
        situation,
      ).toEqual(['false', 'true'])
      const [one, other] = reports
      if (one?.kind !== 'started' || other?.kind !== 'started') throw new Error('unreachable')
      expect([other.pid, other.ownerUrl], situation).toEqual([one.pid, one.ownerUrl])
      if (situation === 'killed') {
        for (const { child } of both) await stopProcess(child)
        continue
      }
      const ended = both.map(({ child }) => once(child, 'exit'))
      for (const { child } of both) child.kill('SIGKILL')
      await Promise.all(ended)
      process.kill(one.pid, 'SIGKILL')
    }
  },
)

test('a start right after the server was killed succeeds', { timeout: LIMIT_MS }, async () => {
  const dataDir = await temporaryDirectory()
  const first = await startEmbedded({ dataDir, log: () => {} })
  await first.detach()
  process.kill(first.pid, 'SIGKILL')
  const second = await startEmbedded({ dataDir, log: () => {} })
  onTestFinished(() => second.stop())
  expect([second.isReused, second.urls]).toEqual([false, first.urls])
})
