import type { Instant } from '@bilezik/domain'

export interface RateWindowOptions {
  readonly most: number
  readonly windowMs: number
  /** Bound on memory: beyond it the oldest window is forgotten. */
  readonly maxKeys: number
}

interface Window {
  readonly startedAt: Instant
  count: number
}

/** Counts per key in fixed windows. */
export class RateWindow {
  readonly #options: RateWindowOptions
  readonly #windows = new Map<string, Window>()

  constructor(options: RateWindowOptions) {
    this.#options = options
  }

  /** Takes one; `undefined` when it was allowed, else after how many seconds to come back. */
  take(key: string, now: Instant): number | undefined {
    const { most, windowMs, maxKeys } = this.#options
    let window = this.#windows.get(key)
    if (!window || now - window.startedAt >= windowMs) {
      // Deleted first, so that insertion order is the order of windows' starts.
      this.#windows.delete(key)
      if (this.#windows.size >= maxKeys) this.#windows.delete(this.#windows.keys().next().value as string)
      window = { startedAt: now, count: 0 }
      this.#windows.set(key, window)
    }
    if (window.count >= most) return Math.max(1, Math.ceil((window.startedAt + windowMs - now) / 1_000))
    window.count++
    return undefined
  }

  /** Gives one back: what was counted before its outcome was known turned out not to count. */
  giveBack(key: string): void {
    const window = this.#windows.get(key)
    if (window && window.count > 0) window.count--
  }
}
