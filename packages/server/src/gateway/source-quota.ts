import { type Instant, hour } from '@bilezik/domain'

export interface SourceQuotaOptions {
  readonly perSourceAndHour: number
  readonly perHour: number
}

const maxSources = 10_000

/** How much one source may make us write down: a flood fills a counter, not the disk. */
export class SourceQuota {
  readonly #options: SourceQuotaOptions
  #counts = new Map<string, number>()
  #total = 0
  #hour = 0

  constructor(options: SourceQuotaOptions) {
    this.#options = options
  }

  /** Whether one more entry of this source may be kept. */
  take(source: string, at: Instant): boolean {
    const thisHour = Math.floor(at / hour)
    if (thisHour !== this.#hour) {
      this.#hour = thisHour
      this.#counts.clear()
      this.#total = 0
    }
    const { perSourceAndHour, perHour } = this.#options
    const count = this.#counts.get(source) ?? 0
    const isNewAndTooMany = count === 0 && this.#counts.size >= maxSources
    if (count >= perSourceAndHour || this.#total >= perHour || isNewAndTooMany) return false
    this.#counts.set(source, count + 1)
    this.#total++
    return true
  }
}
