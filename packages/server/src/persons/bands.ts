import { type Instant, instant } from '@bilezik/domain'

/** One row of `transitions`: from `since` on the answer is `value`. */
export interface Change {
  readonly since: Instant
  readonly value: string
  readonly because: string | null
}

export interface Band extends Change {
  /** Null: it lasted when the timeline was asked for. */
  readonly until: Instant | null
}

/**
 * The bands of one chain, cut to [from, until). `changes` come in the order in which they were noticed: a later one that
 * reaches further back replaces what the earlier ones said from there on. Equal neighbours become one.
 * `lastsAt` is now: the last band is open when the period asked for reaches past it.
 */
export function bandsOf(changes: readonly Change[], from: Instant, until: Instant, lastsAt: Instant): Band[] {
  const chain: Change[] = []
  for (const change of changes) {
    while (chain.length > 0 && (chain.at(-1) as Change).since >= change.since) chain.pop()
    const last = chain.at(-1)
    if (!last || last.value !== change.value || last.because !== change.because) chain.push(change)
  }
  const bands: Band[] = []
  for (const [index, change] of chain.entries()) {
    const next = chain[index + 1]?.since
    if ((next !== undefined && next <= from) || change.since >= until) continue
    const end = next !== undefined && next < until ? next : undefined
    bands.push({
      ...change,
      since: instant(Math.max(change.since, from)),
      until: end ?? (next === undefined && until > lastsAt ? null : until),
    })
  }
  return bands
}
