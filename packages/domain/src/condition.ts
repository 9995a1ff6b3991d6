import type { Shape } from './geometry/shape.ts'
import type { Instant } from './instant.ts'
import type { LineageId, OrderId } from './ids.ts'
import type { WeeklySchedule } from './civil-time/schedule.ts'

export interface Zone {
  readonly name: string
  readonly shape: Shape
}

/** Be inside the zone during the hours of the schedule. The graces are policy: how long nothing is said. */
export interface CurfewRule {
  readonly kind: 'curfew'
  readonly zone: Zone
  readonly schedule: WeeklySchedule
  /** From the beginning of the hours: for coming home. */
  readonly arrivalGraceMs: number
  /** From an exit that was believed during the hours: a step outside, or leaving shortly before they end, says nothing. */
  readonly departureGraceMs: number
}

/** Do not be inside the zone during the hours of the schedule (round the clock, where the decision names no hours). */
export interface ExclusionRule {
  readonly kind: 'exclusion'
  readonly zone: Zone
  readonly schedule: WeeklySchedule
  /** Policy: whoever comes nearer than this to the zone is told of, before they are in it. 0: nobody is. */
  readonly approachMetres: number
}

/** What a territory is to the order: where the zone's border was taken from. */
export const territoryLevels = ['locality', 'administrative-unit', 'republic'] as const
export type TerritoryLevel = (typeof territoryLevels)[number]

/** What leaving asks for beforehand: telling the body, its permission, or nothing helps. */
export const leaveKinds = ['notice', 'permission', 'forbidden'] as const
export type LeaveKind = (typeof leaveKinds)[number]

/** Do not leave the territory, at any hour, unless what leaving asks for was given beforehand. */
export interface TerritoryRule {
  readonly kind: 'territory'
  readonly zone: Zone
  readonly level: TerritoryLevel
  readonly leave: LeaveKind
  /** Policy: how long after the end of a notice or permission the person may still be on the way back. */
  readonly returnGraceMs: number
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

export type Rule = CurfewRule | ExclusionRule | TerritoryRule | DistanceRule | DeviceCareRule | ContactRule
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
