import type { Instant } from '@bilezik/domain'
import { hour } from '@bilezik/domain'

const perSourceAndHour = 200
const perHour = 20_000
const maxSources = 10_000

/** How much one source may put into quarantine: a flood fills a counter, not the disk. */
export class QuarantineQuota {
  #counts = new Map<string, number>()
  #total = 0
  #hour = 0

  /** Whether one more entry of this source may be kept. */
  take(source: string, at: Instant): boolean {
    const thisHour = Math.floor(at / hour)
    if (thisHour !== this.#hour) {
      this.#hour = thisHour
      this.#counts.clear()
      this.#total = 0
    }
    const count = this.#counts.get(source) ?? 0
    const isNewAndTooMany = count === 0 && this.#counts.size >= maxSources
    if (count >= perSourceAndHour || this.#total >= perHour || isNewAndTooMany) return false
    this.#counts.set(source, count + 1)
    this.#total++
    return true
  }
}
