import { type Instant, minute } from '@bilezik/domain'

/** A page that stands open loads itself anew every minute: that is one look, not fifteen. */
const oneLookMs = 15 * minute
/** Bound on memory: beyond it the oldest looks are forgotten, and the next is logged again. */
const maxLooks = 50_000

/** Which looks at a person were logged lately, by session and by what was looked at. */
export class RecentReads {
  readonly #loggedAt = new Map<string, Instant>()

  isLogged(look: string, now: Instant): boolean {
    const at = this.#loggedAt.get(look)
    return at !== undefined && now - at < oneLookMs
  }

  /** Only once the entry stands in the database. */
  remember(look: string, now: Instant): void {
    // Deleted first, so that insertion order is the order of time.
    this.#loggedAt.delete(look)
    if (this.#loggedAt.size >= maxLooks) this.#loggedAt.delete(this.#loggedAt.keys().next().value as string)
    this.#loggedAt.set(look, now)
  }
}
