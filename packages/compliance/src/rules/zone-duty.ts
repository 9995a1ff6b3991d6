import { type Instant, instant } from '@bilezik/domain'
import { certainty, driftOf, heldUntil, noBelief, weigh } from '../presence/belief.ts'
import { apartEvidenceOf } from '../presence/contact.ts'
import { zoneEvidence } from '../presence/zone-evidence.ts'
import type { WatchBase, WatchState, ZoneBelief, ZoneWatch } from '../state.ts'
import { earliest, latest, never } from '../time.ts'
import { type Turn, conditionOf, endAlerts, raise } from '../turn.ts'
import { approachOf, withNearness } from './approach.ts'
import { dutyAt, ruleOf } from './duty.ts'
import { withHeardTime } from './heard-in-outage.ts'
import { permitsConsidered } from './permits.ts'
import type { RuleWatcher } from './rule.ts'
import {
  type ZoneDuty,
  blinded,
  causeOf,
  dutyTimes,
  graceMsOf,
  graceRunning,
  graceUntil,
  hasAlertOf,
  noGrace,
  knownUntilOf,
  withoutStale,
} from './zone-watch.ts'

function withoutStaleBelief(state: WatchState, watch: ZoneWatch): ZoneWatch {
  const belief = withoutStale(state, watch.belief, knownUntilOf(state, watch.kind))
  const { approach } = watch
  const near = approach && withoutStale(state, approach.belief, state.knownUntil)
  const isSame = belief === watch.belief && near === approach?.belief
  return isSame ? watch : { ...watch, belief, ...(approach && near ? { approach: { ...approach, belief: near } } : {}) }
}

/** The alerts of the zone; a call for help may stand under the same lineage. */
function withoutZoneAlerts(turn: Turn, duty: ZoneDuty, watch: ZoneWatch): ZoneWatch {
  return endAlerts(turn, watch, ({ kind }) => kind === duty.alertKind || kind === duty.lesser?.kind)
}

function withDuty(turn: Turn, duty: ZoneDuty, watch: ZoneWatch): ZoneWatch {
  const { state } = turn
  let now = watch
  if (state.at >= now.duty.until) {
    now = withoutZoneAlerts(turn, duty, now)
    const { approach } = now
    now = { ...now, duty: dutyAt(state, now, state.at), isOnDuty: false, ...noGrace }
    if (approach?.isTold) now = { ...now, approach: { ...approach, isTold: false } }
  }
  if (now.isOnDuty || state.at < now.duty.from) return now
  return { ...now, isOnDuty: true, ...graceRunning(state, now.duty.afterPermit ? 'permit-end' : 'arrival', now.duty.from) }
}

/** The grace stops for who is where the duty asks, and begins anew with an exit. */
function withGrace(turn: Turn, watch: ZoneWatch): ZoneWatch {
  const { side } = watch.belief
  if (!watch.isOnDuty) return watch
  if (side === 'notable' && watch.graceFrom === never)
    return { ...watch, ...graceRunning(turn.state, 'departure', turn.state.at) }
  return side === 'ordinary' && watch.graceFrom !== never ? { ...watch, ...noGrace } : watch
}

function withAlert(turn: Turn, duty: ZoneDuty, watch: ZoneWatch): ZoneWatch {
  const { state } = turn
  const { belief, grace } = watch
  const { notable } = zoneEvidence[duty.kind]
  if (belief.side === 'ordinary' && watch.alerts.length > 0)
    return endAlerts(turn, watch, (alert) => alert.kind === duty.alertKind)
  const isDue = watch.isOnDuty && belief.presence.kind === notable && state.at >= graceUntil(state, watch)
  // The last fix speaks for the person, though it does not decide yet, or the last one that tells anything does: whoever has just come
  // home is not accused at that moment. The next fix decides, or silence, which is told as what it is.
  const isContradicted = belief.lean === -1 || belief.lastSpoke === -1
  if (!isDue || isContradicted || hasAlertOf(duty.alertKind, watch)) return watch
  const rule = ruleOf(state, watch)
  const { exitLogOdds } = state.plan.policy
  const graceMs = graceMsOf(rule, grace)
  const permits = permitsConsidered(state.plan, watch.lineageId, rule, state.at)
  return raise(turn, watch, {
    kind: duty.alertKind,
    cause: causeOf(belief, watch),
    beganAt: latest(watch.duty.from, belief.sideSince),
    reason: {
      kind: 'presence',
      presence: notable,
      belief: certainty(belief.score),
      thresholdLogOdds: notable === 'outside' ? exitLogOdds : -exitLogOdds,
      duty: dutyTimes(watch.duty),
      graceMs,
      ...(rule.kind === 'curfew' || graceMs > 0 ? { grace } : {}),
      ...(permits.length > 0 ? { permits } : {}),
      path: belief.path,
      drift: driftOf(notable),
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
  const rule = ruleOf(state, base)
  const approach = rule.kind === 'exclusion' ? approachOf(rule, state.at) : undefined
  const watch = { ...base, kind, belief, isOnDuty: false, grace: 'arrival', ...noGrace } as const
  return { ...watch, duty: dutyAt(state, base, state.at), ...(approach ? { approach } : {}) }
}

function renewed(turn: Turn, duty: ZoneDuty, base: WatchBase, before: ZoneWatch, isZoneUnchanged: boolean): ZoneWatch {
  const { state } = turn
  const belief = isZoneUnchanged ? before.belief : noBelief(state.at)
  let next = fresh(turn, duty.kind, base, belief)
  tellPresence(turn, before.belief, next)
  const { approach } = before
  if (isZoneUnchanged && next.approach && approach?.metres === next.approach.metres) next = { ...next, approach }
  else next = endAlerts(turn, next, (alert) => alert.kind === 'approach')
  // Hours that go on, whether or not they end earlier or later than before.
  if (isZoneUnchanged && next.duty.from === before.duty.from) {
    const { isOnDuty, grace, graceFrom, graceBlindMs } = before
    return { ...next, isOnDuty, grace, graceFrom, graceBlindMs }
  }
  // New hours or a new place bind from the moment they are set; an alert that no longer has a duty behind it ends.
  const onDuty = next.duty.from <= state.at
  const kept = onDuty && isZoneUnchanged ? next : withoutZoneAlerts(turn, duty, next)
  if (!onDuty) return kept
  const grace = next.duty.afterPermit ? 'permit-end' : 'arrival'
  return { ...kept, isOnDuty: true, ...(belief.side === 'ordinary' ? noGrace : graceRunning(state, grace, state.at)) }
}

export function zoneWatcher(duty: ZoneDuty): RuleWatcher<ZoneWatch> {
  const { notable, evidenceOf } = zoneEvidence[duty.kind]
  const settle = (turn: Turn, watch: ZoneWatch): ZoneWatch => {
    const believed = withoutStaleBelief(turn.state, watch)
    tellPresence(turn, watch.belief, believed)
    const settled = withAlert(turn, duty, withGrace(turn, withDuty(turn, duty, believed)))
    return duty.lesser ? duty.lesser.settle(turn, settled) : settled
  }
  return {
    start: (turn, base) => {
      const watch = fresh(turn, duty.kind, base, noBelief(turn.state.at))
      tellPresence(turn, undefined, watch)
      return watch
    },
    renew: (turn, base, before, isZoneUnchanged) => renewed(turn, duty, base, before, isZoneUnchanged),
    onReading: (turn, watch, heard) => {
      const { state } = turn
      const isHome = duty.kind === 'curfew'
      const fixed = heard.fixed ?? (isHome ? heard.apart : undefined)
      if (!fixed) return watch
      const { shape } = ruleOf(state, watch).zone
      const evidence = heard.fixed ? evidenceOf(fixed, shape) : apartEvidenceOf(state, fixed, shape)
      if (!evidence) return watch
      const belief = weigh(watch.belief, fixed, evidence, notable, state.plan.policy, isHome)
      const near = withNearness(state, watch, fixed)
      const weighed = belief === watch.belief ? near : { ...near, belief }
      tellPresence(turn, watch.belief, weighed)
      return withHeardTime(state, weighed, fixed, graceUntil)
    },
    onBlind: (turn, watch, from, until) => {
      const { state } = turn
      const isGraceOpen = watch.graceFrom !== never && graceUntil(state, watch) > from
      const paused = isGraceOpen ? { ...watch, graceBlindMs: watch.graceBlindMs + (until - from) } : watch
      const { approach } = paused
      const unknowing: ZoneWatch = {
        ...paused,
        belief: blinded(state, watch.belief),
        ...(approach ? { approach: { ...approach, belief: blinded(state, approach.belief) } } : {}),
      }
      tellPresence(turn, watch.belief, unknowing)
      return unknowing
    },
    settle,
    dueAt: (state, watch) => {
      const { belief } = watch
      let due = watch.isOnDuty ? watch.duty.until : watch.duty.from
      if (duty.lesser) due = earliest(due, duty.lesser.dueAt(state, watch))
      if (belief.presence.kind === 'unknown') return due
      due = earliest(due, heldUntil(belief, knownUntilOf(state, watch.kind)))
      const mayRaise =
        watch.isOnDuty && watch.graceFrom !== never && belief.presence.kind === notable && !hasAlertOf(duty.alertKind, watch)
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
