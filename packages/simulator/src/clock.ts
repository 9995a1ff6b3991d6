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

/** Turns of the event loop in which what was written to a socket of this process arrives and is answered, with room to spare. */
const turnsToSettle = 30

/**
 * A clock that stands while anything happens and then leaps to the next call: hours of behaviour as fast as the machine can go, and
 * the same on a slow one. For a device and a server in one process, whose sockets send at once (`noDelay`).
 */
export function leapingClock(from: Instant): Clock {
  interface Call {
    readonly at: Instant
    readonly callback: () => void
  }
  const calls = new Set<Call>()
  let now = from
  let isRunning = false
  const turn = (left: number): void => {
    const [first, ...rest] = calls
    isRunning = first !== undefined
    if (!first) return
    if (left > 0) return void setImmediate(turn, left - 1)
    // Of two at the same time the one that was asked for first.
    const next = rest.reduce((earliest, call) => (call.at < earliest.at ? call : earliest), first)
    calls.delete(next)
    now = instant(Math.max(now, next.at))
    setImmediate(turn, turnsToSettle)
    next.callback()
  }
  return {
    now: () => now,
    callAt(at, callback) {
      const call = { at, callback }
      calls.add(call)
      if (!isRunning) setImmediate(turn, turnsToSettle)
      isRunning = true
      return () => calls.delete(call)
    },
  }
}
