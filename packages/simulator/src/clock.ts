import { type Instant, instant } from '@bilezik/domain'

/** Time as the simulator sees it. The tests bring their own. */
export interface Clock {
  now(): Instant
  /** Calls back once at `at` or soon after it, also when `at` is past; never before returning. The answer takes it back. */
  callAt(at: Instant, callback: () => void): () => void
}

/** Node's timers hold 31 bits of milliseconds; a longer wait is cut and asked for again by who waits. */
const longestWaitMs = 0x7fff_ffff

export const systemClock: Clock = {
  now: () => instant(Date.now()),
  callAt(at, callback) {
    const timer = setTimeout(callback, Math.min(longestWaitMs, Math.max(0, at - Date.now())))
    return () => clearTimeout(timer)
  },
}

/** A clock that begins at `from` and runs `speed` times as fast as the real one: hours of behaviour in seconds. */
export function fastClock(from: Instant, speed: number): Clock {
  const startedMs = performance.now()
  const now = () => instant(Math.round(from + (performance.now() - startedMs) * speed))
  return {
    now,
    callAt(at, callback) {
      const timer = setTimeout(callback, Math.min(longestWaitMs, Math.max(0, (at - now()) / speed)))
      return () => clearTimeout(timer)
    },
  }
}
