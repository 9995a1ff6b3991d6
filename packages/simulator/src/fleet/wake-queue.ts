import TinyQueue from 'tinyqueue'
import type { Instant } from '@bilezik/domain'
import type { Clock } from '../clock.ts'

interface Sleeper {
  /** Of its one entry that counts. */
  queuedAt: Instant | undefined
}

/** How many are woken before the sockets have their turn again. */
const batch = 256

/** Wakes any number of sleepers with one timer: a heap of times, in which an entry overtaken by an earlier one counts no more. */
export class WakeQueue<T extends Sleeper> {
  readonly #clock: Clock
  readonly #wake: (sleeper: T) => void
  readonly #heap = new TinyQueue<{ at: Instant; sleeper: T }>([], (a, b) => a.at - b.at)
  #timerAt: Instant | undefined
  #cancel: (() => void) | undefined
  #isStopped = false

  constructor(clock: Clock, wake: (sleeper: T) => void) {
    this.#clock = clock
    this.#wake = wake
  }

  /** Wakes it at `at`, or earlier where it asked so before. */
  wakeBy(sleeper: T, at: Instant): void {
    if (this.#isStopped || (sleeper.queuedAt !== undefined && sleeper.queuedAt <= at)) return
    sleeper.queuedAt = at
    this.#heap.push({ at, sleeper })
    this.#arm()
  }

  stop(): void {
    this.#isStopped = true
    this.#cancel?.()
  }

  #arm(): void {
    const next = this.#heap.peek()
    if (!next || this.#isStopped || (this.#timerAt !== undefined && this.#timerAt <= next.at)) return
    this.#cancel?.()
    this.#timerAt = next.at
    this.#cancel = this.#clock.callAt(next.at, () => this.#turn())
  }

  #turn(): void {
    this.#timerAt = undefined
    this.#cancel = undefined
    const now = this.#clock.now()
    for (let woken = 0; woken < batch;) {
      const next = this.#heap.peek()
      if (!next || next.at > now) break
      this.#heap.pop()
      if (next.sleeper.queuedAt !== next.at) continue
      next.sleeper.queuedAt = undefined
      woken++
      this.#wake(next.sleeper)
    }
    this.#arm()
  }
}
