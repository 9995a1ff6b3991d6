import { type ContactRule, type Instant, later } from '@bilezik/domain'
import { isInKit } from '../kit.ts'
import type { ContactWatch, WatchState } from '../state.ts'
import { earliest, latest, longAgo, never } from '../time.ts'
import { type Turn, blindAfter, conditionOf, endAlerts, isDeaf, raise } from '../turn.ts'
import type { RuleWatcher } from './rule.ts'

function everyMsOf(state: WatchState, watch: ContactWatch): number {
  return (conditionOf(state, watch).rule as ContactRule).everyMs
}

function silenceUntil(state: WatchState, watch: ContactWatch): Instant {
  return later(watch.silentSince, everyMsOf(state, watch) + watch.silentBlindMs)
}

function hasDevice(state: WatchState): boolean {
  return state.plan.kit.some((device) => device.role !== 'fixed' && isInKit(device, state.at))
}

function listening(state: WatchState, silentSince = state.at): Pick<ContactWatch, 'silentSince' | 'silentBlindMs'> {
  return { silentSince, silentBlindMs: blindAfter(state, silentSince) }
}

/**
 * A reading says that its device spoke at its own time, and again when we received it. A device whose clock stands behind is heard
 * from by our clock, however old its readings look: while receipts follow each other without a silence, it counts from the last of
 * them. A backlog that is handed over at once fills only the time that it tells of.
 */
function heardAt(state: WatchState, watch: ContactWatch, at: Instant, receivedAt: Instant): ContactWatch {
  const everyMs = everyMsOf(state, watch)
  const isGoingOn = receivedAt >= watch.receivedFrom && receivedAt <= later(watch.receivedUntil, everyMs)
  const receivedFrom = isGoingOn ? watch.receivedFrom : receivedAt
  const receivedUntil = isGoingOn ? latest(watch.receivedUntil, receivedAt) : receivedAt
  const isJoined = later(at, everyMs) >= receivedFrom && at <= receivedUntil
  return { ...watch, receivedFrom, receivedUntil, ...listening(state, isJoined ? receivedUntil : at) }
}

function ended(turn: Turn, watch: ContactWatch): ContactWatch {
  return endAlerts(turn, watch, (alert) => alert.kind === 'no-contact')
}

/**
 * The worn or carried device is heard from at least every so often. The key's cause is the last contact, not the hour at which the
 * silence was long enough: our own outages move that hour.
 */
export const contact: RuleWatcher<ContactWatch> = {
  start: ({ state }, base) => ({
    ...base,
    kind: 'contact',
    hasDevice: hasDevice(state),
    receivedFrom: longAgo,
    receivedUntil: longAgo,
    ...listening(state),
  }),
  renew: (_turn, base, before) => ({ ...before, ...base }),
  onReading: (turn, watch, { role, at, receivedAt }) =>
    role === 'fixed' ? watch : ended(turn, heardAt(turn.state, watch, at, receivedAt)),
  onBlind: ({ state }, watch, from, until) =>
    silenceUntil(state, watch) > from ? { ...watch, silentBlindMs: watch.silentBlindMs + (until - from) } : watch,
  settle: (turn, watch) => {
    const { state } = turn
    const isHearable = hasDevice(state)
    if (isHearable !== watch.hasDevice) return ended(turn, { ...watch, hasDevice: isHearable, ...listening(state) })
    const isSilent = isHearable && state.at >= silenceUntil(state, watch)
    if (watch.alerts.some((alert) => alert.kind === 'no-contact')) return isSilent ? watch : ended(turn, watch)
    if (!isSilent) return watch
    const { silentSince, silentBlindMs } = watch
    return raise(turn, watch, {
      kind: 'no-contact',
      cause: String(silentSince),
      beganAt: silentSince,
      reason: { kind: 'silence', lastContactAt: silentSince, everyMs: everyMsOf(state, watch), serverBlindMs: silentBlindMs },
    })
  },
  dueAt: (state, watch) => {
    const isOpen = watch.alerts.some((alert) => alert.kind === 'no-contact')
    const due = watch.hasDevice && !isOpen ? silenceUntil(state, watch) : never
    return state.at < state.standing.blind.until ? earliest(due, state.standing.blind.until) : due
  },
  statusOf: (state, watch) => {
    if (watch.alerts.some((alert) => alert.kind === 'no-contact')) return 'breached'
    return !watch.hasDevice || isDeaf(state) ? 'unclear' : 'kept'
  },
}
