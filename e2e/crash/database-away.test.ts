import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '@bilezik/database/embedded'
import { second } from '@bilezik/domain'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { hasCaughtUp, isOurs } from './kept-promise.ts'
import { compareLoad, tableOf } from './load/compare.ts'
import { type Flood, registerFlood } from './load/flood.ts'
import { type LoadedServer, type Prepared, startLoaded } from './load/start-loaded.ts'
import { type MemoryWatch, watchMemory } from './memory.ts'
import { holdPostgres } from './postgres-processes.ts'
import { readinessOf } from './readiness.ts'
import { seeded } from './seeded.ts'
import { withOwner } from './with-owner.ts'

const seed = Number(process.env['CRASH_SEED'] ?? 1)
const awaySeconds = Number(process.env['DATABASE_AWAY_SECONDS'] ?? 20)
/** An answer that was on its way when the database went is still an answer. */
const settlingMs = 1 * second
/** The gateway calls a silence one after three seconds. */
const saidWithinMs = 6 * second
/** Fills all that the gateway lets wait of datagrams (10,000) before twenty seconds are over. */
const floodPerSecond = 800
/**
 * What the server may need beyond what it had: at most 20,000 messages or 32 MiB of them wait, each with what was read out of it
 * (some kilobytes), and the collector of rubbish lets as much again lie about.
 */
const mostMoreMegabytes = 300

let server: LoadedServer | undefined
afterEach(() => server?.leave())

interface Outage {
  readonly title: string
  readonly prepare?: (folder: string) => Promise<Prepared>
  /** Takes the database away; returns what brings it back. */
  readonly begin: (server: LoadedServer) => Promise<() => Promise<void>>
}

function stoppedCluster(): Outage {
  let again: () => Promise<() => Promise<void>> = async () => async () => undefined
  return {
    title: 'a cluster of our own is stopped and started',
    prepare: async (folder) => {
      const dataDir = path.join(folder, 'cluster-of-ours')
      const quiet = { dataDir, log: () => undefined }
      let cluster = await startEmbedded(quiet)
      // One address for everything: the server takes the roles on by itself.
      const address = new URL('/bilezik', cluster.superuserUrl)
      const port = Number(address.port)
      again = async () => {
        await cluster.stop()
        return async () => void (cluster = await startEmbedded({ ...quiet, port }))
      }
      return {
        dataDir: path.join(folder, 'data'),
        ownerUrl: address.href,
        env: { DATABASE_URL: address.href },
        undo: () => cluster.stop(),
      }
    },
    begin: () => again(),
  }
}

const heldCluster: Outage = {
  title: 'every process of PostgreSQL is held',
  begin: async ({ dataDir }) => {
    const release = await holdPostgres(dataDir)
    return async () => release()
  },
}

interface Meanwhile {
  readonly memory: MemoryWatch
  readonly datagrams: number
  /** From when it was surely away, and until when. */
  readonly fromMs: number
  readonly untilMs: number
}

const saysSo = /^The database (does not answer|has not answered for more than \d seconds)\.$/

/** The database is away for as long as it is to be: nobody is told that anything is safe, and whoever asks is told why. */
async function stayAway({ load, url, served }: LoadedServer, flood: Flood, end: () => Promise<void>): Promise<Meanwhile> {
  const fromMs = Date.now()
  const stopFlood = flood.start(floodPerSecond, 1)
  try {
    const memory = await watchMemory(served.pid, async () => {
      await sleep(settlingMs)
      const { acknowledged } = load
      await sleep(saidWithinMs)
      while (Date.now() < fromMs + awaySeconds * second) {
        expect(await readinessOf(url)).toEqual({ status: 503, detail: expect.stringMatching(saysSo) })
        await sleep(1 * second)
      }
      expect(load.acknowledged, 'acknowledged while the database was away').toBe(acknowledged)
    })
    return { memory, datagrams: stopFlood(), fromMs: fromMs + settlingMs, untilMs: Date.now() }
  } finally {
    stopFlood()
    await end()
  }
}

describe.runIf(process.platform === 'linux')(
  `the database is away for ${awaySeconds} s under load (DATABASE_AWAY_SECONDS=60 for the full minute): nothing is acknowledged, and all resumes by itself`,
  { timeout: (awaySeconds + 240) * second },
  () => {
    test.each([heldCluster, stoppedCluster()])('$title', async ({ title, prepare, begin }) => {
      const loaded = (server = await startLoaded({
        random: seeded(seed),
        devicesPerTransport: 1,
        ...(prepare && { prepare }),
      }))
      const { load, url } = loaded
      const flood = await registerFlood(loaded.service, loaded.ports['teltonika/udp'])
      load.start()
      await load.isFlowing(20)

      const end = await begin(loaded)
      const { memory, datagrams, fromMs, untilMs } = await stayAway(loaded, flood, end)

      await load.isFlowing(20)
      const resumedMs = Date.now() - untilMs
      await vi.waitFor(async () => expect((await readinessOf(url)).status).toBe(200), { timeout: 60 * second, interval: 500 })
      load.stop()
      await withOwner(await loaded.ownerUrl(), async (owner) => {
        const compared = await compareLoad(owner, load)
        console.log(
          `database away (${title}): ${datagrams} datagrams came meanwhile; memory ${memory.firstMegabytes} MB before, at most ${memory.mostMegabytes} MB; ` +
            `all devices acknowledged again ${(resumedMs / second).toFixed(1)} s after it was back\n${tableOf(compared)}`,
        )
        expect(compared.filter(({ lost, doubled }) => lost > 0 || doubled > 0)).toEqual([])
        await vi.waitUntil(() => hasCaughtUp(owner), { timeout: 60 * second, interval: 200 })
        expect(await isOurs(owner, fromMs, untilMs), 'the time is recorded as ours').toBe(true)
        const { rows } = await owner.query('SELECT kind, reason FROM alerts')
        expect(rows, 'nobody is alerted for it').toEqual([])
      })
      expect(memory.mostMegabytes).toBeLessThan(memory.firstMegabytes + mostMoreMegabytes)
    })
  },
)
