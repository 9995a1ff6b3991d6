import { type ContactRule, type Instant, later } from '@bilezik/domain'
import { isInKit } from '../kit.ts'
import type { ContactWatch, WatchState } from '../state.ts'
import { earliest, never } from '../time.ts'
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

function listening(state: WatchState): Pick<ContactWatch, 'silentSince' | 'silentBlindMs'> {
  return { silentSince: state.at, silentBlindMs: blindAfter(state, state.at) }
}

function ended(turn: Turn, watch: ContactWatch): ContactWatch {
  return endAlerts(turn, watch, (alert) => alert.kind === 'no-contact')
}

/**
 * The worn or carried device is heard from at least every so often. The key's cause is the last contact, not the hour at which the
 * silence was long enough: our own outages move that hour.
 */
export const contact: RuleWatcher<ContactWatch> = {
  start: ({ state }, base) => ({ ...base, kind: 'contact', hasDevice: hasDevice(state), ...listening(state) }),
  renew: (_turn, base, before) => ({ ...before, ...base }),
  onReading: (turn, watch, { role }) => (role === 'fixed' ? watch : ended(turn, { ...watch, ...listening(turn.state) })),
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
    return state.at < state.blind.until ? earliest(due, state.blind.until) : due
  },
  statusOf: (state, watch) => {
    if (watch.alerts.some((alert) => alert.kind === 'no-contact')) return 'breached'
    return !watch.hasDevice || isDeaf(state) ? 'unclear' : 'kept'
  },
}
