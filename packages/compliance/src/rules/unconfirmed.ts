import { type Instant, later } from '@bilezik/domain'
import type { WatchState, ZoneWatch } from '../state.ts'
import { latest, longAgo, never } from '../time.ts'
import { type Turn, endAlerts, raise } from '../turn.ts'
import { ruleOf } from './duty.ts'
import { permitsConsidered } from './permits.ts'
import { type LesserAlert, causeOf, dutyTimes, graceMsOf, graceUntil, hasAlertOf } from './zone-watch.ts'

const kind = 'not-confirmed-home'

/** Until so long after a silence that is ours or the network's nobody's silence is their own. */
function commonSilenceUntil({ standing, plan }: WatchState): Instant {
  return later(standing.blind.until, plan.policy.presenceHoldsMs)
}

/** `never` unless the person ought to be at home, was last outside, and is not heard of. */
function dueAt(state: WatchState, watch: ZoneWatch): Instant {
  const isAsked =
    watch.isOnDuty &&
    watch.graceFrom < never &&
    watch.belief.presence.kind === 'unknown' &&
    watch.belief.side === 'notable' &&
    !hasAlertOf(kind, watch) &&
    !hasAlertOf('not-at-home', watch)
  return isAsked ? latest(graceUntil(state, watch), commonSilenceUntil(state)) : never
}

/**
 * The hours have begun, the grace is over, and nothing says that a person who was out has come home. It is no word of absence:
 * silence is unknown, never outside. But staff must know at once that it is not known. It ends as soon as it is known,
 * and becomes an absence when that is believed. Who was last at home and fell silent raises nothing here: that is what the
 * contact rule is for; nor does who has not been believed anywhere since the watch began.
 */
export const unconfirmed: LesserAlert = {
  kind,
  dueAt,
  settle: (turn: Turn, watch: ZoneWatch): ZoneWatch => {
    const { state } = turn
    const { presence, path } = watch.belief
    if (presence.kind !== 'unknown') return endAlerts(turn, watch, (alert) => alert.kind === kind)
    if (state.at < dueAt(state, watch)) return watch
    const permits = permitsConsidered(state.plan, watch.lineageId, ruleOf(state, watch), state.at)
    return raise(turn, watch, {
      kind,
      cause: causeOf(watch.belief, watch),
      beganAt: latest(watch.duty.from, presence.since),
      reason: {
        kind: 'unconfirmed',
        unknownSince: presence.since,
        because: presence.because,
        lastSeenAt: latest(state.trail.last.at, path.at(-1)?.at ?? longAgo),
        duty: dutyTimes(watch.duty),
        graceMs: graceMsOf(ruleOf(state, watch), watch.grace),
        grace: watch.grace,
        ...(permits.length > 0 ? { permits } : {}),
        path,
      },
    })
  },
}
