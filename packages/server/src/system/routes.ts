import { setTimeout as sleep } from 'node:timers/promises'
import { type Instant, isoInstant, second } from '@bilezik/domain'
import { sql } from 'kysely'
import type { FastifyInstance } from 'fastify'
import type { AppContext } from '../http/context.ts'
import { isDatabaseUnavailable } from '../http/database-errors.ts'
import { type PublicHandler, implementPublic } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { storageTroubleOf } from '../storage-trouble.ts'

/** The engine says that it lives at least every second; older than this it is not well. */
const engineSilenceMs = 15 * second
const answerWithinMs = 3 * second

const getSystem: PublicHandler<'getSystem'> = async ({ context }) => {
  const { version, isDemo, mapTilesUrl, demoAccounts } = context.config
  const { rows } = await sql<{ needed: boolean }>`SELECT needs_setup() AS needed`.execute(context.db)
  return {
    version,
    isDemo,
    needsSetUp: rows[0]?.needed === true,
    mapTilesUrl,
    demoAccounts: isDemo ? demoAccounts.map((account) => ({ ...account })) : [],
  }
}

interface EngineHealth {
  /** Undefined before its first round. */
  readonly heardAt: Instant | undefined
  readonly personsNotWatched: number
  readonly oldestUnsentAt: Instant | undefined
  readonly papersStuck: number
}

interface Health {
  readonly heard_at: Instant | null
  readonly not_watched: number
  readonly oldest_unsent_at: Instant | null
  readonly stuck: number
}

/** When the engine last said that it lives, and whom it cannot watch. Who probes us does not wait for a database that stands still. */
async function engineHealth({ db }: AppContext): Promise<EngineHealth> {
  const refused = (error?: unknown) =>
    refuse('database-unavailable', { detail: storageTroubleOf(error).sentence, retryAfterSeconds: 2 })
  const waiting = new AbortController()
  const silence = sleep(answerWithinMs, 'silence' as const, { signal: waiting.signal })
  const asking = sql<Health>`
    SELECT (SELECT heartbeat_at FROM engine) AS heard_at, persons_not_watched() AS not_watched, h.oldest_unsent_at, h.stuck
    FROM sending_health() h`.execute(db)
  try {
    const heard = await Promise.race([asking, silence])
    if (heard === 'silence') return refused()
    const [found] = heard.rows
    return {
      heardAt: found?.heard_at ?? undefined,
      personsNotWatched: found?.not_watched ?? 0,
      oldestUnsentAt: found?.oldest_unsent_at ?? undefined,
      papersStuck: found?.stuck ?? 0,
    }
  } catch (error) {
    if (isDatabaseUnavailable(error)) refused(error)
    throw error
  } finally {
    waiting.abort()
  }
}

/** `extra` lets the composition root add what else must run; it returns the reason when something does not. */
function readiness(extra: () => string | undefined): PublicHandler<'getReadiness'> {
  return async ({ context, now }) => {
    const reason = extra()
    if (reason !== undefined) refuse('database-unavailable', { detail: reason, retryAfterSeconds: 5 })
    const { heardAt: engineAt, personsNotWatched, oldestUnsentAt, papersStuck } = await engineHealth(context)
    if (engineAt === undefined || now - engineAt > engineSilenceMs) {
      const since = engineAt === undefined ? 'has not run yet' : `was last heard of at ${isoInstant(engineAt)}`
      return refuse('database-unavailable', { detail: `The database answers; the engine ${since}`, retryAfterSeconds: 5 })
    }
    const oldestUnsentSeconds = oldestUnsentAt === undefined ? 0 : Math.max(0, Math.round((now - oldestUnsentAt) / second))
    return { status: 'ready', engineAt: isoInstant(engineAt), personsNotWatched, oldestUnsentSeconds, papersStuck }
  }
}

export function systemRoutes(app: FastifyInstance, context: AppContext, extraReadiness: () => string | undefined): void {
  implementPublic(app, context, 'getSystem', getSystem)
  implementPublic(app, context, 'getHealth', async () => ({ status: 'ok' }))
  implementPublic(app, context, 'getReadiness', readiness(extraReadiness))
}
