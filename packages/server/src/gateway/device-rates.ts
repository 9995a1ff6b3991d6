import type { Instant } from '@bilezik/domain'

export interface DeviceRateLimit {
  /** Messages that may come at once: a week's backlog at one a minute. */
  readonly burst: number
  readonly perSecond: number
}

export const defaultDeviceRate: DeviceRateLimit = { burst: 10_000, perSecond: 20 }

interface Bucket {
  tokens: number
  at: Instant
}

/**
 * How fast one registered device may make us write: whoever knows its number must not fill the disk in its name. One bucket a
 * device that has spoken, so as many as devices are registered.
 */
export class DeviceRates {
  readonly #limit: DeviceRateLimit
  readonly #buckets = new Map<number, Bucket>()

  constructor(limit: DeviceRateLimit) {
    this.#limit = limit
  }

  /** Takes one message; returns after how many milliseconds it may be handled, 0 at once. */
  take(deviceNo: number, at: Instant): number {
    const { burst, perSecond } = this.#limit
    let bucket = this.#buckets.get(deviceNo)
    if (!bucket) {
      bucket = { tokens: burst, at }
      this.#buckets.set(deviceNo, bucket)
    }
    // A clock set back refills nothing.
    bucket.tokens = Math.min(burst, bucket.tokens + (Math.max(0, at - bucket.at) / 1_000) * perSecond)
    bucket.at = at
    bucket.tokens -= 1
    return bucket.tokens >= 0 ? 0 : Math.ceil((-bucket.tokens / perSecond) * 1_000)
  }

  /** Gives one back that was not handled after all. */
  giveBack(deviceNo: number): void {
    const bucket = this.#buckets.get(deviceNo)
    if (bucket) bucket.tokens = Math.min(this.#limit.burst, bucket.tokens + 1)
  }
}
