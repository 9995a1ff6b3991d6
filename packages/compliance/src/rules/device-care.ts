import { type DeviceId, later } from '@bilezik/domain'
import { isInKit } from '../kit.ts'
import type { CareWatch, WatchState } from '../state.ts'
import { earliest, never } from '../time.ts'
import { endAlerts, isDeaf } from '../turn.ts'
import { onPower } from './battery.ts'
import { onInterference } from './interference.ts'
import type { RuleWatcher } from './rule.ts'
import { verificationDueAt, verified, withSign } from './verify-wear.ts'
import { onWear } from './wear.ts'

function isHeard(state: WatchState): boolean {
  return state.at < state.heardAt + state.plan.policy.presenceHoldsMs && !isDeaf(state)
}

/** Wear the device unharmed and keep it charged. */
export const deviceCare: RuleWatcher<CareWatch> = {
  start: (_turn, base) => ({ ...base, kind: 'device-care', batteries: [], pending: [], suppressedAt: [] }),
  renew: (_turn, base, before) => ({ ...before, ...base }),
  onReading: (turn, watch, heard) =>
    onInterference(turn, onPower(turn, withSign(turn, onWear(turn, watch, heard), heard), heard), heard),
  onBlind: (_turn, watch) => watch,
  /** What was wrong with a device ends when the device leaves the kit. */
  settle: (turn, watch) => {
    if (watch.pending.length === 0 && watch.batteries.length === 0 && watch.alerts.length === 0) return watch
    const { at, plan } = turn.state
    const isGone = (deviceId: DeviceId) => !plan.kit.some((device) => device.deviceId === deviceId && isInKit(device, at))
    const judged = verified(turn, watch, isGone)
    const kept = judged.batteries.some((battery) => isGone(battery.deviceId))
      ? { ...judged, batteries: judged.batteries.filter((battery) => !isGone(battery.deviceId)) }
      : judged
    return endAlerts(turn, kept, (alert) => alert.kind !== 'sos' && alert.deviceId !== undefined && isGone(alert.deviceId))
  },
  dueAt: (state, watch) => {
    const quietAt = later(state.heardAt, state.plan.policy.presenceHoldsMs)
    const due = earliest(state.at < quietAt ? quietAt : never, verificationDueAt(watch))
    return state.at < state.standing.blind.until ? earliest(due, state.standing.blind.until) : due
  },
  statusOf: (state, watch) => {
    if (watch.alerts.some((alert) => alert.kind !== 'sos')) return 'breached'
    return isHeard(state) ? 'kept' : 'unclear'
  },
}
