import type { AlertKind, DeviceId, WearSignal } from '@bilezik/domain'
import type { CareWatch } from '../state.ts'
import { type Turn, endAlerts, raise } from '../turn.ts'
import type { Heard } from './rule.ts'
import { raisedAtOnce, withCounter, withSignal } from './verify-wear.ts'

const raises: Readonly<Partial<Record<WearSignal, AlertKind>>> = {
  'strap-cut': 'strap-cut',
  'strap-open': 'strap-open',
  removed: 'strap-open',
  'case-open': 'case-open',
}

const ends: Readonly<Partial<Record<WearSignal, readonly AlertKind[]>>> = {
  'strap-closed': ['strap-cut', 'strap-open'],
  worn: ['strap-cut', 'strap-open'],
  'case-closed': ['case-open'],
}

/** Whether a signal says that something was done to the device, not that it was put right. */
export function isBreach(signal: WearSignal): boolean {
  return raises[signal] !== undefined
}

function isOpen(watch: CareWatch, kind: AlertKind, deviceId: DeviceId): boolean {
  return watch.alerts.some((alert) => alert.kind === kind && alert.deviceId === deviceId)
}

/**
 * A cut strap and an opened case raise at once, an open strap when its verification is over (`verify-wear.ts`): once for each device
 * and kind until its counterpart ends it.
 */
export function onWear(turn: Turn, watch: CareWatch, heard: Heard): CareWatch {
  const { reading, role, deviceId, readingId, at } = heard
  if (reading.kind !== 'wear' || role !== 'worn') return watch
  const { signal } = reading
  const ended = ends[signal]
  if (ended) {
    const closed = endAlerts(turn, watch, (alert) => alert.deviceId === deviceId && ended.includes(alert.kind))
    return signal === 'strap-closed' || signal === 'worn' ? withCounter(closed, heard, signal) : closed
  }
  const kind = raises[signal]
  if (kind === undefined || isOpen(watch, kind, deviceId)) return watch
  if (signal === 'strap-open' || signal === 'removed') return withSignal(turn, watch, heard, signal)
  // Beside a cut nothing is a flicker.
  const sure = kind === 'strap-cut' ? raisedAtOnce(turn, watch, deviceId) : watch
  return raise(turn, sure, { kind, cause: readingId, beganAt: at, reason: { kind: 'signal', readingId, signal }, deviceId })
}
