import { type Instant, later, minute } from '@bilezik/domain'
import type { Watch } from '../state.ts'
import { type Turn, endAlerts, raise } from '../turn.ts'
import type { Heard } from './rule.ts'

/** A device repeats its call with every packet; a call that was not repeated for so long is another call. */
export const sosLastsMs = 10 * minute

/** A call for help belongs to the person, not to an obligation: it stands under device care, or else under the first lineage in force. */
function bearerOf(watches: readonly Watch[]): number {
  return Math.max(
    0,
    watches.findIndex((watch) => watch.kind === 'device-care'),
  )
}

function prolonged<W extends Watch>(watch: W, endsAt: Instant): W {
  return { ...watch, alerts: watch.alerts.map((alert) => (alert.kind === 'sos' ? { ...alert, endsAt } : alert)) }
}

export function onSos(turn: Turn, { reading, readingId, deviceId, at }: Heard): void {
  const { watches } = turn.state
  if (reading.kind !== 'sos' || watches.length === 0) return
  const endsAt = later(turn.state.at, sosLastsMs)
  const isBearing = (watch: Watch) => watch.alerts.some((alert) => alert.kind === 'sos')
  const open = watches.findIndex(isBearing)
  const index = open >= 0 ? open : bearerOf(watches)
  const bearer = watches[index] as Watch
  const reason = { kind: 'signal', readingId, signal: 'sos' } as const
  const bearing = isBearing(bearer)
    ? prolonged(bearer, endsAt)
    : raise(turn, bearer, { kind: 'sos', cause: readingId, beganAt: at, reason, deviceId, endsAt })
  turn.state.watches = watches.with(index, bearing)
}

/** Ends what ends by itself. */
export function withoutSpentAlerts<W extends Watch>(turn: Turn, watch: W): W {
  return watch.alerts.length === 0 ? watch : endAlerts(turn, watch, (alert) => alert.endsAt <= turn.state.at)
}
