import {
  type AlertKind,
  type CurfewRule,
  type ExclusionRule,
  type Instant,
  type Occurrence,
  type Zone,
  instant,
  later,
  occurrenceAtOrAfter,
} from '@bilezik/domain'
import { type Evidence } from '../presence/evidence.ts'
import { certainty, driftOf, heldUntil, noBelief, weigh } from '../presence/belief.ts'
import { causeOfSilence } from '../presence/cause.ts'
import { apartEvidenceOf } from '../presence/contact.ts'
import type { Fixed } from '../presence/place.ts'
import type { WatchBase, WatchState, ZoneBelief, ZoneWatch } from '../state.ts'
import { earliest, latest, never } from '../time.ts'
import { type Turn, blindAfter, conditionOf, endAlerts, raise } from '../turn.ts'
import { withHeardTime } from './heard-in-outage.ts'
import type { RuleWatcher } from './rule.ts'

/** What tells a curfew from an exclusion: everything else about hours and zones is the same. */
export interface ZoneDuty {
  readonly kind: ZoneWatch['kind']
  readonly notable: 'inside' | 'outside'
  readonly alertKind: AlertKind
  readonly evidenceOf: (fixed: Fixed, shape: Zone['shape']) => Evidence
}

type ZoneRule = CurfewRule | ExclusionRule

function ruleOf(state: WatchState, watch: WatchBase): ZoneRule {
  return conditionOf(state, watch).rule as ZoneRule
}

function graceMsOf(rule: ZoneRule): number {
  return rule.kind === 'curfew' ? rule.graceMs : 0
}

const noDuty: Occurrence = { from: never, until: never }

/** The hours that bind at `at` or next; those that were running when the lineage came into force count from then. */
function dutyAt(rule: ZoneRule, at: Instant, startedAt: Instant): Occurrence {
  const duty = occurrenceAtOrAfter(rule.schedule, at)
  return duty ? { from: latest(duty.from, startedAt), until: duty.until } : noDuty
}

/** When the grace that runs now is over; time in which we heard nobody does not count. */
function graceUntil(state: WatchState, watch: ZoneWatch): Instant {
  const graceMs = graceMsOf(ruleOf(state, watch))
  return graceMs === 0 ? watch.graceFrom : later(watch.graceFrom, graceMs + watch.graceBlindMs)
}

const noGrace = { graceFrom: never, graceBlindMs: 0 }

function hasAlertOf(kind: AlertKind, watch: ZoneWatch): boolean {
  return watch.alerts.some((alert) => alert.kind === kind)
}

function isBelieved(belief: ZoneBelief, kind: ZoneDuty['notable']): boolean {
  return belief.presence.kind === kind
}

/** A home unit speaks about homes, and about nothing else. */
function knownUntilOf(state: WatchState, kind: ZoneDuty['kind']): Instant {
  return kind === 'curfew' ? latest(state.knownUntil, state.apartUntil) : state.knownUntil
}

/** Old enough evidence is no evidence: the belief ends, and silence never becomes the notable answer. */
function withoutStaleBelief(turn: Turn, watch: ZoneWatch): ZoneWatch {
  const { state } = turn
  const { belief } = watch
  if (belief.presence.kind === 'unknown' || state.at < heldUntil(belief, knownUntilOf(state, watch.kind))) return watch
  const hasFixes = state.at < knownUntilOf(state, watch.kind)
  return {
    ...watch,
    belief: {
      ...belief,
      presence: { kind: 'unknown', since: state.at, because: hasFixes ? 'uncertain' : causeOfSilence(state) },
    },
  }
}

function withDuty(turn: Turn, duty: ZoneDuty, watch: ZoneWatch): ZoneWatch {
  const { state } = turn
  let now = watch
  if (state.at >= now.duty.until) {
    now = endAlerts(turn, now, (alert) => alert.kind === duty.alertKind)
    now = { ...now, duty: dutyAt(ruleOf(state, now), state.at, now.startedAt), isOnDuty: false, ...noGrace }
  }
  if (now.isOnDuty || state.at < now.duty.from) return now
  return { ...now, isOnDuty: true, ...graceRunning(state, now.duty.from) }
}

function graceRunning(state: WatchState, from: Instant): { graceFrom: Instant; graceBlindMs: number } {
  return { graceFrom: from, graceBlindMs: blindAfter(state, from) }
}

/** The grace stops for who is where the duty asks, and begins anew with an exit. */
function withGrace(turn: Turn, watch: ZoneWatch): ZoneWatch {
  const { side } = watch.belief
  if (!watch.isOnDuty) return watch
  if (side === 'notable' && watch.graceFrom === never) return { ...watch, ...graceRunning(turn.state, turn.state.at) }
  return side === 'ordinary' && watch.graceFrom !== never ? { ...watch, ...noGrace } : watch
}

/** The key's cause: the reading that decided within these hours, else their beginning. Neither moves with the start of an episode. */
function causeOf({ belief, duty }: ZoneWatch): string {
  return belief.decidedAt >= duty.from ? belief.decidedBy : String(duty.from)
}

function withAlert(turn: Turn, duty: ZoneDuty, watch: ZoneWatch): ZoneWatch {
  const { state } = turn
  if (watch.belief.side === 'ordinary' && watch.alerts.length > 0)
    return endAlerts(turn, watch, (alert) => alert.kind === duty.alertKind)
  const isDue = watch.isOnDuty && isBelieved(watch.belief, duty.notable) && state.at >= graceUntil(state, watch)
  if (!isDue || hasAlertOf(duty.alertKind, watch)) return watch
  const { belief } = watch
  const { exitLogOdds } = state.plan.policy
  return raise(turn, watch, {
    kind: duty.alertKind,
    cause: causeOf(watch),
    beganAt: latest(watch.duty.from, belief.sideSince),
    reason: {
      kind: 'presence',
      presence: duty.notable,
      belief: certainty(belief.score),
      thresholdLogOdds: duty.notable === 'outside' ? exitLogOdds : -exitLogOdds,
      duty: watch.duty,
      graceMs: graceMsOf(ruleOf(state, watch)),
      path: belief.path,
      drift: driftOf(duty.notable),
    },
  })
}

function tellPresence(turn: Turn, before: ZoneBelief | undefined, { belief, lineageId }: ZoneWatch): void {
  const { presence } = belief
  if (presence === before?.presence) return
  turn.effects.push({ kind: 'presence', noticedAt: turn.state.at, lineageId, presence })
}

function fresh(turn: Turn, kind: ZoneWatch['kind'], base: WatchBase, belief: ZoneBelief): ZoneWatch {
  const { state } = turn
  const duty = dutyAt(ruleOf(state, base), state.at, base.startedAt)
  return { ...base, kind, belief, duty, isOnDuty: false, ...noGrace }
}

export function zoneWatcher(duty: ZoneDuty): RuleWatcher<ZoneWatch> {
  const settle = (turn: Turn, watch: ZoneWatch): ZoneWatch => {
    const believed = withoutStaleBelief(turn, watch)
    tellPresence(turn, watch.belief, believed)
    return withAlert(turn, duty, withGrace(turn, withDuty(turn, duty, believed)))
  }
  return {
    start: (turn, base) => {
      const watch = fresh(turn, duty.kind, base, noBelief(turn.state.at))
      tellPresence(turn, undefined, watch)
      return watch
    },
    renew: (turn, base, before, isZoneUnchanged) => {
      const belief = isZoneUnchanged ? before.belief : noBelief(turn.state.at)
      const next = fresh(turn, duty.kind, base, belief)
      tellPresence(turn, before.belief, next)
      const isSameDuty = next.duty.from === before.duty.from && next.duty.until === before.duty.until
      if (isSameDuty && isZoneUnchanged) return { ...before, ...base }
      // New hours or a new place bind from the moment they are set; an alert that no longer has a duty behind it ends.
      const onDuty = next.duty.from <= turn.state.at
      const kept = onDuty && isZoneUnchanged ? next : endAlerts(turn, next, (alert) => alert.kind === duty.alertKind)
      return onDuty
        ? { ...kept, isOnDuty: true, ...(belief.side === 'ordinary' ? noGrace : graceRunning(turn.state, turn.state.at)) }
        : kept
    },
    onReading: (turn, watch, heard) => {
      const isHome = duty.kind === 'curfew'
      const fixed = heard.fixed ?? (isHome ? heard.apart : undefined)
      if (!fixed) return watch
      const { policy } = turn.state.plan
      const { shape } = ruleOf(turn.state, watch).zone
      const evidence = heard.fixed ? duty.evidenceOf(fixed, shape) : apartEvidenceOf(turn.state, fixed, shape)
      if (!evidence) return watch
      const belief = weigh(watch.belief, fixed, evidence, duty.notable, policy, isHome)
      const weighed = belief === watch.belief ? watch : { ...watch, belief }
      tellPresence(turn, watch.belief, weighed)
      return withHeardTime(turn.state, weighed, fixed, graceUntil)
    },
    onBlind: (turn, watch, from, until) => {
      const isGraceOpen = watch.graceFrom !== never && graceUntil(turn.state, watch) > from
      const paused = isGraceOpen ? { ...watch, graceBlindMs: watch.graceBlindMs + (until - from) } : watch
      if (watch.belief.presence.kind === 'unknown') return paused
      const presence = { kind: 'unknown', since: turn.state.at, because: turn.state.blind.because } as const
      const blinded = { ...paused, belief: { ...watch.belief, heldUntil: turn.state.at, presence } }
      tellPresence(turn, watch.belief, blinded)
      return blinded
    },
    settle,
    dueAt: (state, watch) => {
      const { belief } = watch
      let due = watch.isOnDuty ? watch.duty.until : watch.duty.from
      if (belief.presence.kind === 'unknown') return due
      due = earliest(due, heldUntil(belief, knownUntilOf(state, watch.kind)))
      const mayRaise =
        watch.isOnDuty && watch.graceFrom !== never && isBelieved(belief, duty.notable) && !hasAlertOf(duty.alertKind, watch)
      return mayRaise ? earliest(due, graceUntil(state, watch)) : due
    },
    statusOf: (_state, watch) => {
      if (!watch.isOnDuty) return 'off-duty'
      if (watch.belief.presence.kind === 'unknown') return 'unclear'
      return hasAlertOf(duty.alertKind, watch) ? 'breached' : 'kept'
    },
  }
}

/** For a caller that shows when the hours next begin or end, within the condition's own term. */
export function nextChangeOf(state: WatchState, watch: ZoneWatch): Instant | undefined {
  const change = earliest(watch.isOnDuty ? watch.duty.until : watch.duty.from, conditionOf(state, watch).until)
  return change < never ? instant(change) : undefined
}
