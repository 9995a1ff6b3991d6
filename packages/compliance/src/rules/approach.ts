import type { ExclusionRule, Instant } from '@bilezik/domain'
import { certainty, driftOf, heldUntil, noBelief, weigh } from '../presence/belief.ts'
import { forbiddenEvidence } from '../presence/evidence.ts'
import type { Fixed } from '../presence/place.ts'
import type { Approach, WatchState, ZoneWatch } from '../state.ts'
import { latest, never } from '../time.ts'
import { type Turn, endAlerts, raise } from '../turn.ts'
import { ruleOf } from './duty.ts'
import { permitsConsidered } from './permits.ts'
import { type LesserAlert, causeOf, dutyTimes, hasAlertOf } from './zone-watch.ts'

const kind = 'approach'

export function approachOf(rule: ExclusionRule, at: Instant): Approach | undefined {
  return rule.approachMetres > 0 ? { metres: rule.approachMetres, belief: noBelief(at), isTold: false } : undefined
}

/** Who is near is near until they are clearly away: whoever lives on the border of nearness is told of once, not all day. */
function slackMetres(metres: number): number {
  return Math.max(50, metres / 4)
}

export function withNearness(state: WatchState, watch: ZoneWatch, fixed: Fixed): ZoneWatch {
  const { approach } = watch
  if (!approach) return watch
  const { metres, belief } = approach
  const margin = belief.side === 'notable' ? metres + slackMetres(metres) : metres
  const evidence = forbiddenEvidence(fixed, ruleOf(state, watch).zone.shape, margin)
  const weighed = weigh(belief, fixed, evidence, 'inside', state.plan.policy)
  return weighed === belief ? watch : { ...watch, approach: { ...approach, belief: weighed } }
}

function withTold(watch: ZoneWatch, isTold: boolean): ZoneWatch {
  const { approach } = watch
  return !approach || approach.isTold === isTold ? watch : { ...watch, approach: { ...approach, isTold } }
}

function told(turn: Turn, watch: ZoneWatch, { metres, belief }: Approach): ZoneWatch {
  const { state } = turn
  const permits = permitsConsidered(state.plan, watch.lineageId, ruleOf(state, watch), state.at)
  return raise(turn, withTold(watch, true), {
    kind,
    cause: causeOf(belief, watch),
    beganAt: latest(watch.duty.from, belief.sideSince),
    reason: {
      kind: 'presence',
      presence: 'inside',
      belief: certainty(belief.score),
      thresholdLogOdds: -state.plan.policy.exitLogOdds,
      duty: dutyTimes(watch.duty),
      graceMs: 0,
      approachMetres: metres,
      ...(permits.length > 0 ? { permits } : {}),
      path: belief.path,
      drift: driftOf('inside'),
    },
  })
}

/**
 * Believed nearer to a forbidden place than the rule allows, and not in it: told of once for each approach. Being in the place takes
 * its part; who leaves the place again does not approach it.
 */
export const approaching: LesserAlert = {
  kind,
  dueAt: (state, { approach }) =>
    approach && approach.belief.presence.kind !== 'unknown' ? heldUntil(approach.belief, state.knownUntil) : never,
  settle: (turn, watch) => {
    const { approach } = watch
    if (!approach) return watch
    const over = (one: ZoneWatch) => endAlerts(turn, one, (alert) => alert.kind === kind)
    if (hasAlertOf('forbidden-place', watch)) return over(withTold(watch, true))
    if (approach.belief.side === 'ordinary') return over(withTold(watch, false))
    const isNear = watch.isOnDuty && approach.belief.presence.kind === 'inside'
    return isNear && !approach.isTold ? told(turn, watch, approach) : watch
  },
}
