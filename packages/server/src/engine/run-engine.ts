import { setTimeout as sleep } from 'node:timers/promises'
import { connectionConfig } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'
import pg from 'pg'
import type { Logger } from 'pino'
import type { Registry } from 'prom-client'
import { engineMetrics } from './engine-metrics.ts'
import { Engine } from './engine.ts'

export interface RunEngineOptions {
  readonly engineUrl: string
  readonly log: Logger
  readonly registry: Registry
  readonly clock: () => Instant
}

export interface RunningEngine {
  /** Something was committed: look now rather than at the next tick. */
  nudge(): void
  /** Age of the engine for screens and probes; null before its first round. */
  heartbeatAt(): Instant | null
  lagMs(): number
  stop(): Promise<void>
}

/** Without news the engine looks this often: for orders, wake-ups and its heartbeat. */
const idleMs = 250
const longestBackoffMs = 5_000
const engineLock = 470_262

/** Waits a little, or until nudged. */
class Pause {
  #end: (() => void) | undefined
  #isNudged = false

  nudge(): void {
    this.#isNudged = true
    this.#end?.()
  }

  /** A nudge from now on counts for the next wait, also one that comes before it. */
  begin(): void {
    this.#isNudged = false
  }

  async wait(ms: number): Promise<void> {
    if (this.#isNudged) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#end = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#end = undefined
  }
}

/** One engine at a time works on a database: this waits for the other to end. */
async function holdLock(client: pg.Client, signal: AbortSignal): Promise<void> {
  for (;;) {
    const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [engineLock])
    if (rows[0]?.held) return
    await sleep(1_000, undefined, { signal })
  }
}

/** Runs the engine until stopped; a lost database connection makes it load itself anew. */
export function runEngine(options: RunEngineOptions): RunningEngine {
  const { log, clock } = options
  const metrics = engineMetrics(options.registry)
  const stopping = new AbortController()
  const pause = new Pause()
  let engine: Engine | undefined

  const watch = async (client: pg.Client) => {
    await client.connect()
    await holdLock(client, stopping.signal)
    const loaded = new Engine(client, { log, metrics, clock })
    await loaded.load()
    while (!stopping.signal.aborted) {
      pause.begin()
      const hasMore = await loaded.round()
      engine = loaded
      if (!hasMore && !stopping.signal.aborted) await pause.wait(idleMs)
    }
    await loaded.round(true)
  }

  const run = async () => {
    for (let backoffMs = 200; !stopping.signal.aborted; backoffMs = Math.min(backoffMs * 2, longestBackoffMs)) {
      const client = new pg.Client(connectionConfig(options.engineUrl, 'bilezik-engine'))
      client.on('error', () => undefined) // Told by the query that fails with it.
      const startedAt = clock()
      try {
        await watch(client)
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error }, 'engine: stopped by a failure; it loads itself anew')
      } finally {
        engine = undefined
        await client.end().catch(() => undefined)
      }
      if (clock() - startedAt > longestBackoffMs * 4) backoffMs = 200
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()

  return {
    nudge: () => pause.nudge(),
    heartbeatAt: () => engine?.heartbeatAt ?? null,
    lagMs: () => engine?.lagMs ?? 0,
    stop: async () => {
      stopping.abort()
      pause.nudge()
      await running
    },
  }
}
