import type { CareWatch } from '../state.ts'
import { type Turn, endAlerts, raise } from '../turn.ts'
import type { Heard } from './rule.ts'

/**
 * A device that finds its reception shielded or jammed raises at once, and the alert ends when it says that it is so no longer.
 * Whether somebody meant it, an official finds.
 */
export function onInterference(turn: Turn, watch: CareWatch, { reading, role, deviceId, readingId, at }: Heard): CareWatch {
  if (reading.kind !== 'interference' || role === 'fixed') return watch
  const kind = reading.cause
  if (!reading.isPresent) return endAlerts(turn, watch, (alert) => alert.kind === kind && alert.deviceId === deviceId)
  if (watch.alerts.some((alert) => alert.kind === kind && alert.deviceId === deviceId)) return watch
  const reason = { kind: 'signal', readingId, signal: kind } as const
  return raise(turn, watch, { kind, cause: readingId, beganAt: at, reason, deviceId })
}
