import {
  type Alert,
  type AlertKind,
  type AlertReason,
  type Condition,
  type DeviceId,
  type Instant,
  invariant,
} from '@bilezik/domain'
import type { OpenAlert, Watch, WatchBase, WatchState } from './state.ts'
import type { Effect } from './stream.ts'
import { never } from './time.ts'

/** One call of `step` at work: a private copy of the state's top level, whose parts are replaced and never changed. */
export interface Turn {
  readonly state: { -readonly [Key in keyof WatchState]: WatchState[Key] }
  readonly effects: Effect[]
}

export function beginTurn(state: WatchState): Turn {
  return { state: { ...state }, effects: [] }
}

export function conditionOf(state: WatchState, watch: WatchBase): Condition {
  const condition = state.plan.conditions[watch.conditionIndex]
  invariant(condition, 'a watch points at a condition of its plan')
  return condition
}

interface NewAlert {
  readonly kind: AlertKind
  /** The id of the reading that decided, or the instant of the wake-up's cause: never the start of an episode. */
  readonly cause: string
  readonly beganAt: Instant
  readonly reason: AlertReason
  readonly deviceId?: DeviceId
  readonly endsAt?: Instant
}

export function raise<W extends Watch>(turn: Turn, watch: W, alert: NewAlert): W {
  const { state } = turn
  const { lineageId, orderId, version } = conditionOf(state, watch)
  const key = `${state.personId}:${lineageId}:${alert.kind}:${alert.cause}`
  const { kind, beganAt, reason } = alert
  const raised: Alert = { key, kind, lineageId, orderId, conditionVersion: version, beganAt, noticedAt: state.at, reason }
  turn.effects.push({ kind: 'raise-alert', noticedAt: state.at, alert: raised })
  const base = { kind, key, endsAt: alert.endsAt ?? never }
  const open: OpenAlert = alert.deviceId === undefined ? base : { ...base, deviceId: alert.deviceId }
  return { ...watch, alerts: [...watch.alerts, open] }
}

export function endAlerts<W extends Watch>(turn: Turn, watch: W, isOver: (alert: OpenAlert) => boolean): W {
  if (!watch.alerts.some(isOver)) return watch
  const { at } = turn.state
  for (const { key } of watch.alerts.filter(isOver)) turn.effects.push({ kind: 'end-alert', noticedAt: at, key, endedAt: at })
  return { ...watch, alerts: watch.alerts.filter((alert) => !isOver(alert)) }
}

/** The part of `[from, from + ms)` that we shall not have heard: what is left at `from` of the time in which we were blind. */
export function blindAfter(state: WatchState, from: Instant): number {
  const { blind } = state.standing
  return blind.from <= from && from < blind.until ? blind.until - from : 0
}

/** We are in an outage of ours, or in the grace after it, and the person's devices have not been heard since it began. */
export function isDeaf({ at, standing: { blind }, heardAt }: WatchState): boolean {
  return at < blind.until && heardAt < blind.from
}
