import type { Shape } from './geometry/shape.ts'
import type { Instant } from './instant.ts'
import type { LineageId, OrderId } from './ids.ts'
import type { WeeklySchedule } from './civil-time/weekly-schedule.ts'

export interface Zone {
  readonly name: string
  readonly shape: Shape
}

/** Be inside the zone during the hours of the schedule. The grace is policy: how long past the hour nothing is said. */
export interface CurfewRule {
  readonly kind: 'curfew'
  readonly zone: Zone
  readonly schedule: WeeklySchedule
  readonly graceMs: number
}

/** Do not be inside the zone during the hours of the schedule (round the clock, where the decision names no hours). */
export interface ExclusionRule {
  readonly kind: 'exclusion'
  readonly zone: Zone
  readonly schedule: WeeklySchedule
}

/** Wear the device unharmed and keep it charged. */
export interface DeviceCareRule {
  readonly kind: 'device-care'
  readonly lowBatteryPercent: number
}

/** The device is heard from at least every `everyMs`; silence beyond it is a technical state to be looked into, not an absence. */
export interface ContactRule {
  readonly kind: 'contact'
  readonly everyMs: number
}

/** Nearer than the first no fix can tell; further than the second is a territory. */
export const minDistanceMetres = 50
export const maxDistanceMetres = 10_000

/**
 * Keep at least so far from a protected person: from the places where they are usually, and from their device where they carry one.
 * Who they are stands elsewhere: whoever reads a condition need not know.
 */
export interface DistanceRule {
  readonly kind: 'distance'
  readonly metres: number
  readonly places: readonly Zone[]
}

export type Rule = DistanceRule | CurfewRule | ExclusionRule | DeviceCareRule | ContactRule
export type RuleKind = Rule['kind']

/** One obligation of an order that a machine can watch, in one version. In force half-open from `from` until `until`. */
export interface Condition {
  readonly lineageId: LineageId
  readonly orderId: OrderId
  readonly version: number
  readonly from: Instant
  readonly until: Instant
  readonly rule: Rule
}
