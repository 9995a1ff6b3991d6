import {
  type CurfewRule,
  type ExclusionRule,
  type Instant,
  type Occurrence,
  type Permit,
  type TerritoryRule,
  instant,
  occurrenceAtOrAfter,
} from '@bilezik/domain'
import type { Duty, WatchBase, WatchState } from '../state.ts'
import { latest, longAgo, never } from '../time.ts'
import { conditionOf } from '../turn.ts'
import { coverAtOrAfter, coverEndedBy, permitsFor } from './permits.ts'

export type ZoneRule = CurfewRule | ExclusionRule | TerritoryRule

export function ruleOf(state: WatchState, watch: WatchBase): ZoneRule {
  return conditionOf(state, watch).rule as ZoneRule
}

export const noDuty: Duty = { from: never, until: never, afterPermit: false }

const always: Occurrence = { from: longAgo, until: never }

function hoursAt(rule: ZoneRule, at: Instant, daysOff: readonly string[]): Occurrence | undefined {
  if (rule.kind !== 'territory') return occurrenceAtOrAfter(rule.schedule, at, daysOff)
  return at < never ? always : undefined
}

function coveredUntil(permits: readonly Permit[], at: Instant, daysOff: readonly string[]): Instant | undefined {
  for (const permit of permits) {
    const cover = coverAtOrAfter(permit, at, daysOff)
    if (cover && cover.from <= at) return cover.until
  }
  return undefined
}

/** What the permits leave of these hours around `at`, which they leave free. */
function pieceAround({ from, until }: Occurrence, at: Instant, permits: readonly Permit[], daysOff: readonly string[]): Duty {
  const piece = { from, until, afterPermit: false }
  for (const permit of permits) {
    const ended = coverEndedBy(permit, at, daysOff)
    if (ended !== undefined && ended > piece.from) Object.assign(piece, { from: ended, afterPermit: true })
    const next = coverAtOrAfter(permit, at, daysOff)
    if (next && next.from < piece.until) piece.until = next.from
  }
  return piece
}

/** More permits and hours than that are not passed over at once: the duty is asked for again from where the search stopped. */
const mostPieces = 500

/**
 * The time that binds at `at` or next: hours of the rule, without what permits cover, so that a permit cuts them in two.
 * Those that were running when the lineage came into force count from then.
 */
export function dutyAt(state: WatchState, watch: WatchBase, at: Instant): Duty {
  const rule = ruleOf(state, watch)
  const condition = conditionOf(state, watch)
  const { daysOff } = state.plan
  const permits = permitsFor(state.plan, watch.lineageId, rule)
  let asked = at
  for (let piece = 0; piece < mostPieces; piece++) {
    const hours = hoursAt(rule, asked, daysOff)
    if (!hours || asked >= condition.until) return noDuty
    const bound = { from: latest(hours.from, watch.startedAt), until: hours.until }
    asked = latest(asked, bound.from)
    const covered = coveredUntil(permits, asked, daysOff)
    if (covered === undefined) return pieceAround(bound, asked, permits, daysOff)
    asked = covered
  }
  return { from: instant(asked), until: instant(asked), afterPermit: false }
}
