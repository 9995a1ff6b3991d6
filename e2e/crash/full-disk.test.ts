import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, open, rm, rmdir } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { second } from '@bilezik/domain'
import { afterAll, expect, test, vi } from 'vitest'
import { hasCaughtUp } from './kept-promise.ts'
import { compareLoad, tableOf } from './load/compare.ts'
import { type LoadedServer, type Prepared, startLoaded } from './load/start-loaded.ts'
import { postmasterOf } from './served.ts'
import { readinessOf } from './readiness.ts'
import { seeded } from './seeded.ts'
import { withOwner } from './with-owner.ts'

const run = promisify(execFile)
const seed = Number(process.env['CRASH_SEED'] ?? 1)
const diskMegabytes = 512
/** How long the disk stays full: first with PostgreSQL alive, then ended by it. */
const fullMs = 6 * second
const endedMs = 6 * second
const saysSo = /\bdisk\b.* is full: free some space/

/** Why no disk of our own can be had here; undefined where it can. */
async function hindrance(): Promise<string | undefined> {
  if (process.platform !== 'linux') return 'a small disk is made by mounting a tmpfs, which is Linux'
  if (process.geteuid?.() !== 0) return 'mounting a small disk needs root'
  const probe = await mkdtemp(path.join(tmpdir(), 'bilezik-mount-'))
  try {
    await mount(probe, 1)
    await run('umount', [probe])
    return undefined
  } catch {
    return 'this root may not mount a disk'
  } finally {
    await rmdir(probe)
  }
}

async function mount(at: string, megabytes: number): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m,mode=0755`, 'tmpfs', at])
}

let server: LoadedServer | undefined
let filler: Filler | undefined
afterAll(async () => {
  await filler?.remove()
  await server?.leave()
})

async function onSmallDisk(folder: string): Promise<Prepared> {
  const disk = path.join(folder, 'disk')
  await mkdir(disk)
  await mount(disk, diskMegabytes)
  const undo = async () => {
    // Lazily: whoever still holds a file there must not keep the disk.
    await run('umount', ['-l', disk])
  }
  return { dataDir: path.join(disk, 'data'), undo }
}

/** A file that takes what is free, and what becomes free. */
class Filler {
  readonly #file: string
  #isOver = false
  #filling: Promise<void> | undefined

  constructor(file: string) {
    this.#file = file
  }

  start(): void {
    this.#filling = this.#fill()
  }

  async remove(): Promise<void> {
    this.#isOver = true
    await this.#filling
    await rm(this.#file, { force: true })
  }

  async #fill(): Promise<void> {
    const file = await open(this.#file, 'w')
    try {
      while (!this.#isOver) {
        // Ever smaller pieces, down to a page of memory.
        for (let bytes = 1024 * 1024; bytes >= 4096; bytes /= 16) await this.#until(file, Buffer.alloc(bytes))
        await sleep(50)
      }
    } finally {
      await file.close()
    }
  }

  async #until(file: Awaited<ReturnType<typeof open>>, piece: Buffer): Promise<void> {
    try {
      while (!this.#isOver) await file.write(piece)
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error
    }
  }
}

/** Nobody is told that anything is safe for so long, and the server lives and says why. */
async function nothingIsAcknowledged({ load, served, url }: LoadedServer, forMs: number): Promise<void> {
  const { acknowledged } = load
  const untilMs = Date.now() + forMs
  while (Date.now() < untilMs) {
    expect(await readinessOf(url)).toEqual({ status: 503, detail: expect.stringMatching(saysSo) })
    expect(served.isRunning).toBe(true)
    await sleep(500)
  }
  expect(load.acknowledged, 'acknowledged while the disk was full').toBe(acknowledged)
}

/** Its log needs a new file, which no disk has room for: PostgreSQL ends in a panic. */
async function endPostgres(ownerUrl: string): Promise<void> {
  const moreThanASegment = 20_000_000
  await withOwner(ownerUrl, async (owner) => {
    owner.on('error', () => undefined)
    await owner.query("SELECT pg_logical_emit_message(true, 'fill', repeat('x', $1))", [moreThanASegment])
  }).catch(() => undefined)
}

const why = await hindrance()

test.skipIf(why !== undefined)(
  `a full disk: nothing is acknowledged and nothing lost, the server says so in one sentence, and resumes by itself${why === undefined ? '' : ` (skipped: ${why})`}`,
  { timeout: 240 * second },
  async () => {
    const loaded = (server = await startLoaded({ random: seeded(seed), devicesPerTransport: 1, prepare: onSmallDisk }))
    const { load, url, dataDir } = loaded
    // Asking for it takes some bytes of room.
    const ownerUrl = await loaded.ownerUrl()
    load.start()
    await load.isFlowing(20)

    filler = new Filler(path.join(dataDir, '..', 'filler'))
    filler.start()
    const filledMs = Date.now()
    await vi.waitFor(async () => expect((await readinessOf(url)).detail).toMatch(saysSo), { timeout: 60 * second, interval: 200 })
    const saidMs = Date.now()
    await sleep(1 * second)
    await nothingIsAcknowledged(loaded, fullMs)
    const before = await postmasterOf(dataDir)
    await endPostgres(ownerUrl)
    await nothingIsAcknowledged(loaded, endedMs)

    await filler.remove()
    const freedMs = Date.now()
    await load.isFlowing(20)
    const resumedMs = Date.now()
    await vi.waitFor(async () => expect((await readinessOf(url)).status).toBe(200), { timeout: 60 * second, interval: 500 })
    load.stop()
    const compared = await withOwner(ownerUrl, async (owner) => {
      await vi.waitUntil(() => hasCaughtUp(owner), { timeout: 60 * second, interval: 200 })
      return compareLoad(owner, load)
    })
    const seconds = (ms: number) => (ms / second).toFixed(1)
    console.log(
      `full disk: said ${seconds(saidMs - filledMs)} s after it began to fill; PostgreSQL ${before === (await postmasterOf(dataDir)) ? 'recovered by itself' : 'was started again'}; ` +
        `all devices acknowledged again ${seconds(resumedMs - freedMs)} s after there was room\n${tableOf(compared)}`,
    )
    expect(compared.filter(({ lost, doubled }) => lost > 0 || doubled > 0)).toEqual([])
    const logged = loaded.served.lines.filter((line) => saysSo.test(line))
    expect(logged.length, 'said in the log').toBeGreaterThan(0)
  },
)
