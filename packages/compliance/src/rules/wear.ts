import type { AlertKind, WearSignal } from '@bilezik/domain'
import type { CareWatch } from '../state.ts'
import { type Turn, endAlerts, raise } from '../turn.ts'
import type { Heard } from './rule.ts'

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

/** A signal of the strap or the case raises at once, once for each device and kind until it is ended by its counterpart. */
export function onWear(turn: Turn, watch: CareWatch, { reading, role, deviceId, readingId, at }: Heard): CareWatch {
  if (reading.kind !== 'wear' || role !== 'worn') return watch
  const { signal } = reading
  const ended = ends[signal]
  if (ended) return endAlerts(turn, watch, (alert) => alert.deviceId === deviceId && ended.includes(alert.kind))
  const kind = raises[signal]
  const isOpen = watch.alerts.some((alert) => alert.kind === kind && alert.deviceId === deviceId)
  if (kind === undefined || isOpen) return watch
  return raise(turn, watch, { kind, cause: readingId, beganAt: at, reason: { kind: 'signal', readingId, signal }, deviceId })
}
