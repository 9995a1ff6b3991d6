import {
  type Condition,
  type DeviceId,
  type FixSource,
  type Instant,
  type LatLon,
  type LineageId,
  type OrderId,
  type PersonId,
  type Reading,
  type Rule,
  type Shape,
  type WeeklySchedule,
  instant,
  instantFromKazakhstan,
  invariant,
  minute,
} from '@bilezik/domain'
import { defaultPolicy } from '../policy.ts'
import { type WatchState, initialState } from '../state.ts'
import { step } from '../step.ts'
import type { Effect, KitDevice, WatchEvent, WatchPlan, WatchPolicy } from '../stream.ts'

export const home: LatLon = { lat: 51.13, lon: 71.43 }
export const circleAtHome: Shape = { kind: 'circle', centre: home, radiusMetres: 100 }
export const nights: WeeklySchedule = { windows: [{ days: [1, 2, 3, 4, 5, 6, 7], startMinute: 1_320, endMinute: 360 }] }
export const worn = 'worn' as DeviceId
export const carried = 'carried' as DeviceId
export const fixedUnit = 'fixed' as DeviceId
export const person = 'person' as PersonId

/** Kazakhstan time on Monday 2 November 2026 and the days after it: `clock('22:05')`, `clock('05:00', 1)`, `clock('22:05:30')`. */
export function clock(time: string, daysLater = 0): Instant {
  const [hours, minutes, seconds = 0] = time.split(':').map(Number)
  const at = instantFromKazakhstan({
    year: 2026,
    month: 11,
    day: 2 + daysLater,
    hour: hours ?? -1,
    minute: minutes ?? -1,
    second: seconds,
  })
  invariant(at !== undefined, `${time} is a time of day`)
  return at
}

/** A place so many metres to the east of another. */
export function eastOf(from: LatLon, metres: number): LatLon {
  return { lat: from.lat, lon: from.lon + metres / 70_000 }
}

export function condition(
  lineage: string,
  rule: Rule,
  from = clock('12:00'),
  until = clock('12:00', 20),
  version = 1,
): Condition {
  return { lineageId: lineage as LineageId, orderId: 'order' as OrderId, version, from, until, rule }
}

export function curfewRule(graceMs = 5 * minute, schedule = nights, shape = circleAtHome, departureGraceMs = graceMs): Rule {
  return { kind: 'curfew', zone: { name: 'home', shape }, schedule, arrivalGraceMs: graceMs, departureGraceMs }
}

export const wholeKit: readonly KitDevice[] = [
  { deviceId: worn, identifier: 'bracelet', role: 'worn', from: clock('00:00'), until: clock('00:00', 28) },
  { deviceId: carried, identifier: 'phone', role: 'carried', from: clock('00:00'), until: clock('00:00', 28) },
  { deviceId: fixedUnit, identifier: 'unit', role: 'fixed', from: clock('00:00'), until: clock('00:00', 28) },
]

export function planAt(
  at: Instant,
  conditions: readonly Condition[],
  policy: WatchPolicy = defaultPolicy,
  kit = wholeKit,
  { permits = [], daysOff = [] }: Partial<Pick<WatchPlan, 'permits' | 'daysOff'>> = {},
): WatchEvent {
  const plan: WatchPlan = { conditions, kit, policy, permits, daysOff }
  return { kind: 'plan', at, plan }
}

let serial = 0

export function reading(at: Instant, of: Reading, deviceId = worn, readingId = `r${++serial}`): WatchEvent {
  return { kind: 'reading', at, receivedAt: at, readingId, deviceId, reading: of }
}

export function fix(at: Instant, place: LatLon, source: FixSource = 'gnss', accuracyMetres = 5, deviceId = worn): WatchEvent {
  return reading(at, { kind: 'fix', ...place, accuracyMetres, isValid: true, source }, deviceId)
}

/** A fix a minute from `from`, `until` not included. */
export function staying(place: LatLon, from: Instant, until: Instant, everyMs = minute): WatchEvent[] {
  const events: WatchEvent[] = []
  for (let at: number = from; at < until; at += everyMs) events.push(fix(instant(at), place))
  return events
}

export function wake(at: Instant): WatchEvent {
  return { kind: 'wake', at }
}

export function serverBlind(at: Instant, until: Instant): WatchEvent {
  return { kind: 'server-blind', at, until }
}

/** Contact with many was lost: told at `at`, until `until`; this one was last heard at `silentSince`. */
export function fleetBlind(at: Instant, until: Instant, silentSince = at): WatchEvent {
  return { kind: 'fleet-blind', at, until, because: 'network', silentSince }
}

export interface Played {
  readonly state: WatchState
  readonly effects: readonly Effect[]
}

export function play(events: readonly WatchEvent[], from: WatchState = initialState(person)): Played {
  let state = from
  const effects: Effect[] = []
  for (const event of events) {
    const result = step(state, event)
    state = result.state
    effects.push(...result.effects)
  }
  return { state, effects }
}

export type Raised = Extract<Effect, { kind: 'raise-alert' }>

export function raisedIn(effects: readonly Effect[]): Raised[] {
  return effects.filter((effect) => effect.kind === 'raise-alert')
}

function civilTime(at: Instant): string {
  const minutes = Math.floor((at + 300 * minute) / minute) % 1_440
  return `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`
}

/** Alerts as a reader would tell them: `not-at-home 22:05`, and `… ended 22:30`, in Kazakhstan time. */
export function alertStory(effects: readonly Effect[]): string[] {
  const kinds = new Map<string, string>()
  return effects.flatMap((effect) => {
    if (effect.kind === 'raise-alert') {
      kinds.set(effect.alert.key, effect.alert.kind)
      return [`${effect.alert.kind} ${civilTime(effect.noticedAt)}`]
    }
    return effect.kind === 'end-alert' ? [`${kinds.get(effect.key)} ended ${civilTime(effect.endedAt)}`] : []
  })
}

/** `inside 21:00`, `unknown (no-contact) 22:30` … of the only zone. */
export function presenceStory(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'presence') return []
    const { presence } = effect
    const because = presence.kind === 'unknown' ? ` (${presence.because})` : ''
    return [`${presence.kind}${because} ${civilTime(effect.noticedAt)}`]
  })
}

export function knowledgeStory(effects: readonly Effect[]): string[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'knowledge') return []
    const { knowledge } = effect
    return [`${knowledge.kind === 'known' ? 'known' : knowledge.because} ${civilTime(effect.noticedAt)}`]
  })
}
