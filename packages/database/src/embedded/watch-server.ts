import { setTimeout as sleep } from 'node:timers/promises'
import { messageOf } from './embedded-error.ts'

export interface WatchInput {
  readonly isRunning: () => Promise<boolean>
  readonly restart: () => Promise<void>
  /** Runs about once a minute. */
  readonly tend: () => Promise<void>
  readonly log: (line: string) => void
}

export interface Watch {
  /** Why the server could not be started again, in one sentence; undefined while it runs. */
  readonly trouble: string | undefined
  /** Returns when a restart in progress, if any, is over. */
  stop(): Promise<void>
}

const LOOK_EVERY_MS = 200
const TEND_EVERY_MS = 60_000
/** A server that lived this long died of something new. */
const STABLE_MS = 60_000
const LONGEST_PAUSE_MS = 30_000

/**
 * Brings the server back whenever it is gone. It looks instead of listening for the child's exit, because the server
 * may have been started by another process. Pauses between failed attempts double up to half a minute; it never gives up,
 * since what stopped the server (a full disk, say) may be repaired while nobody thinks of this program.
 */
export function watchServer({ isRunning, restart, tend, log }: WatchInput): Watch {
  const stopping = new AbortController()
  const pause = (ms: number) => sleep(ms, undefined, { signal: stopping.signal, ref: false }).catch(() => {})

  let trouble: string | undefined
  const watch = async (): Promise<void> => {
    let failures = 0
    let restartedAt = Number.NEGATIVE_INFINITY
    let tendedAt = performance.now()
    while (!stopping.signal.aborted) {
      await pause(LOOK_EVERY_MS)
      if (stopping.signal.aborted) return
      try {
        if (performance.now() - tendedAt > TEND_EVERY_MS) {
          tendedAt = performance.now()
          await tend()
        }
        if (await isRunning()) {
          trouble = undefined
          continue
        }
        if (performance.now() - restartedAt > STABLE_MS) failures = 0
        if (failures > 0) await pause(Math.min(2 ** failures * 100, LONGEST_PAUSE_MS))
        if (stopping.signal.aborted) return
        log('PostgreSQL has ended unexpectedly; starting it again')
        failures++
        await restart()
        restartedAt = performance.now()
        trouble = undefined
        log('PostgreSQL is back')
      } catch (error) {
        restartedAt = performance.now()
        trouble = messageOf(error)
        log(`PostgreSQL could not be started again: ${trouble}`)
      }
    }
  }

  const watching = watch()
  return {
    get trouble() {
      return trouble
    },
    stop: async () => {
      stopping.abort()
      await watching
    },
  }
}
