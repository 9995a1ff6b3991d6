import { type Database } from '@bilezik/database'
import { type Instant, second } from '@bilezik/domain'
import type { Logger } from 'pino'
import { loggable } from '../loggable.ts'
import { passOverTime } from './pass-over-time.ts'

/** Deadlines run in hours and days: nobody notices fifteen seconds. */
const everyMs = 15 * second

interface Passing {
  readonly db: Database
  readonly clock: () => Instant
  readonly log: Logger
}

/** Looks after the deadlines for as long as the process runs. A pass that fails is logged and made up for by the next. */
export function runPasses({ db, clock, log }: Passing): { stop(): Promise<void> } {
  let running: Promise<void> = Promise.resolve()
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const next = () => {
    running = passOverTime(db, clock())
      .catch((error: unknown) => log.error({ err: loggable(error) }, 'deadlines: a pass over time failed'))
      .finally(() => {
        if (!isStopped) timer = setTimeout(next, everyMs)
      })
  }
  next()
  return {
    stop: async () => {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
