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

/** Runs the engine until stopped; a lost database connection makes it load itself anew. */
export function runEngine(options: RunEngineOptions): RunningEngine {
  const { log } = options
  const metrics = engineMetrics(options.registry)
  const stopping = new AbortController()
  let engine: Engine | undefined
  let wake: (() => void) | undefined
  let isNudged = false

  const idle = async () => {
    if (isNudged || stopping.signal.aborted) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, idleMs)
      wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    wake = undefined
  }

  const watch = async (client: pg.Client) => {
    await client.connect()
    for (let isHeld = false; !isHeld; ) {
      const { rows } = await client.query<{ held: boolean }>('SELECT pg_try_advisory_lock($1) AS held', [engineLock])
      isHeld = rows[0]?.held ?? false
      if (isHeld) break
      await sleep(1_000, undefined, { signal: stopping.signal })
    }
    const loaded = new Engine(client, { log, metrics, clock: options.clock })
    await loaded.load()
    while (!stopping.signal.aborted) {
      isNudged = false
      const hasMore = await loaded.round()
      engine = loaded
      if (!hasMore) await idle()
    }
    await loaded.round(true)
  }

  const run = async () => {
    for (let backoffMs = 200; !stopping.signal.aborted; backoffMs = Math.min(backoffMs * 2, longestBackoffMs)) {
      const client = new pg.Client(connectionConfig(options.engineUrl, 'bilezik-engine'))
      client.on('error', () => undefined) // Told by the query that fails with it.
      const startedAt = options.clock()
      try {
        await watch(client)
      } catch (error) {
        if (!stopping.signal.aborted) log.error({ err: error }, 'engine: stopped by a failure; it loads itself anew')
      } finally {
        engine = undefined
        await client.end().catch(() => undefined)
      }
      if (options.clock() - startedAt > longestBackoffMs * 4) backoffMs = 200
      await sleep(backoffMs, undefined, { signal: stopping.signal }).catch(() => undefined)
    }
  }
  const running = run()

  return {
    nudge: () => {
      isNudged = true
      wake?.()
    },
    heartbeatAt: () => engine?.heartbeatAt ?? null,
    lagMs: () => engine?.lagMs ?? 0,
    stop: async () => {
      stopping.abort()
      wake?.()
      await running
    },
  }
}
