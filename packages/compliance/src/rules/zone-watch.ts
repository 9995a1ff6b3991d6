import { type AlertKind, type Instant, later } from '@bilezik/domain'
import { heldUntil } from '../presence/belief.ts'
import { causeOfSilence } from '../presence/cause.ts'
import type { Duty, WatchBase, WatchState, ZoneBelief, ZoneWatch } from '../state.ts'
import { latest, never } from '../time.ts'
import { type Turn, blindAfter } from '../turn.ts'
import { type ZoneRule, ruleOf } from './duty.ts'

/** A lesser alert of the same watch, which the rule's own takes the place of. */
export interface LesserAlert {
  readonly kind: AlertKind
  readonly settle: (turn: Turn, watch: ZoneWatch) => ZoneWatch
  readonly dueAt: (state: WatchState, watch: ZoneWatch) => Instant
}

/** What tells the rules about zones from each other: everything else about hours and zones is the same. */
export interface ZoneDuty {
  readonly kind: ZoneWatch['kind']
  readonly alertKind: AlertKind
  readonly lesser?: LesserAlert
}

export const noGrace = { graceFrom: never, graceBlindMs: 0 }

export function graceMsOf(rule: ZoneRule, grace: ZoneWatch['grace']): number {
  if (rule.kind === 'exclusion') return 0
  if (rule.kind === 'territory') return grace === 'permit-end' ? rule.returnGraceMs : 0
  if (grace === 'arrival') return rule.arrivalGraceMs
  // The way back from where the permit led is granted as much as any: a permit must not shorten a grace that would run without it.
  return grace === 'departure' ? rule.departureGraceMs : Math.max(rule.arrivalGraceMs, rule.departureGraceMs)
}

/** When the grace that runs now is over; time in which we heard nobody does not count. */
export function graceUntil(state: WatchState, watch: ZoneWatch): Instant {
  const graceMs = graceMsOf(ruleOf(state, watch), watch.grace)
  return graceMs === 0 ? watch.graceFrom : later(watch.graceFrom, graceMs + watch.graceBlindMs)
}

export function graceRunning(
  state: WatchState,
  grace: ZoneWatch['grace'],
  from: Instant,
): Pick<ZoneWatch, 'grace' | 'graceFrom' | 'graceBlindMs'> {
  return { grace, graceFrom: from, graceBlindMs: blindAfter(state, from) }
}

/** Not any alert: a call for help may stand under the same watch, and is no breach of it. */
export function hasAlertOf(kind: AlertKind, watch: WatchBase): boolean {
  return watch.alerts.some((alert) => alert.kind === kind)
}

/** A home unit speaks about homes, and about nothing else. */
export function knownUntilOf(state: WatchState, kind: ZoneWatch['kind']): Instant {
  return kind === 'curfew' ? latest(state.knownUntil, state.standing.apartUntil) : state.knownUntil
}

/** Old enough evidence is no evidence: the belief ends, and silence never becomes the notable answer. */
export function withoutStale(state: WatchState, belief: ZoneBelief, knownUntil: Instant): ZoneBelief {
  if (belief.presence.kind === 'unknown' || state.at < heldUntil(belief, knownUntil)) return belief
  const because = state.at < knownUntil ? 'uncertain' : causeOfSilence(state)
  return { ...belief, presence: { kind: 'unknown', since: state.at, because } }
}

/** From now on we hear nobody: what was believed is known no longer. */
export function blinded(state: WatchState, belief: ZoneBelief): ZoneBelief {
  if (belief.presence.kind === 'unknown') return belief
  return {
    ...belief,
    heldUntil: state.at,
    presence: { kind: 'unknown', since: state.at, because: state.standing.blind.because },
  }
}

/**
 * The key's cause: the reading that decided within this duty, else the duty's beginning, or the moment from which a new version of
 * it binds. None of them moves with the start of an episode.
 */
export function causeOf({ decidedAt, decidedBy }: ZoneBelief, watch: ZoneWatch): string {
  if (decidedAt >= watch.duty.from) return decidedBy
  return String(watch.grace !== 'departure' && watch.graceFrom < never ? watch.graceFrom : watch.duty.from)
}

/** As the reason tells it: times alone. */
export function dutyTimes({ from, until }: Duty): { readonly from: Instant; readonly until: Instant } {
  return { from, until }
}
