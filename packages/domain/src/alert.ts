import type { BlindCause } from './blind-cause.ts'
import type { Instant } from './instant.ts'
import type { LineageId, OrderId, PermitId } from './ids.ts'
import type { PermitKind } from './permit.ts'
import type { PresenceKind } from './presence.ts'
import type { FixSource } from './reading.ts'

/** What the engine can raise. An alert states facts; whether they are a violation, an official finds. */
export const alertKinds = [
  'not-at-home',
  'not-confirmed-home',
  'forbidden-place',
  'near-protected',
  'approach',
  'left-territory',
  'strap-cut',
  'strap-open',
  'case-open',
  'shielded',
  'jammed',
  'no-contact',
  'low-battery',
  'sos',
] as const
export type AlertKind = (typeof alertKinds)[number]

/** ▲ critical, ■ high, ◆ medium, ● low. */
export const severities = ['critical', 'high', 'medium', 'low'] as const
export type Severity = (typeof severities)[number]

export const severityOf: Readonly<Record<AlertKind, Severity>> = {
  'strap-cut': 'critical',
  'strap-open': 'critical',
  'case-open': 'critical',
  'forbidden-place': 'critical',
  'near-protected': 'critical',
  sos: 'critical',
  'not-at-home': 'high',
  'left-territory': 'high',
  shielded: 'high',
  jammed: 'medium',
  'no-contact': 'medium',
  'not-confirmed-home': 'medium',
  approach: 'medium',
  'low-battery': 'low',
}

/** Which incident an alert belongs to: alerts of one person and one cause gather in one open incident. */
export const incidentCauses = [
  'home',
  'forbidden-place',
  'protected-person',
  'territory',
  'device-integrity',
  'contact',
  'battery',
  'sos',
] as const
export type IncidentCause = (typeof incidentCauses)[number]

export const causeOf: Readonly<Record<AlertKind, IncidentCause>> = {
  'strap-cut': 'device-integrity',
  'strap-open': 'device-integrity',
  'case-open': 'device-integrity',
  shielded: 'device-integrity',
  jammed: 'device-integrity',
  'forbidden-place': 'forbidden-place',
  'near-protected': 'protected-person',
  approach: 'forbidden-place',
  'left-territory': 'territory',
  sos: 'sos',
  'not-at-home': 'home',
  'not-confirmed-home': 'home',
  'no-contact': 'contact',
  'low-battery': 'battery',
}

/** One fix as it was weighed for an alert. */
export interface WeighedFix {
  readonly readingId: string
  readonly at: Instant
  readonly lat: number
  readonly lon: number
  readonly sigmaMetres: number
  /** Negative inside the zone. */
  readonly distanceMetres: number
  /** Log-odds that this fix added for `outside`. */
  readonly weight: number
  /** Log-odds of `outside` after it. */
  readonly logOdds: number
  // Absent in alerts of `compliance-2` and before.
  /** Log-odds of `outside` just before it: `beforeLogOdds + weight = logOdds`. */
  readonly beforeLogOdds?: number
  readonly source?: FixSource
  /** As the device stated it; null: it stated none. */
  readonly statedMetres?: number | null
  /** Log-odds for `outside` that it would have added as the only witness of its moment. */
  readonly aloneLogOdds?: number
  /** 0-1: how much of a new witness it is beside the fixes before it, whose errors it shares. */
  readonly newShare?: number
  /** What it is: a position; the meeting of the bracelet with a home unit, told as the unit's place; or the unit's word that they are apart. */
  readonly evidence?: 'position' | 'contact' | 'no-contact'
  /** Log-odds that fixes like this one cannot exceed together, because an error may last; absent: no such bound. */
  readonly mostLogOdds?: number
}

/** Without a word belief comes to rest here: of its distance from `restLogOdds` a share of 1/e is left after `lastsMs`. */
export interface BeliefDrift {
  /** Log-odds of `outside`. */
  readonly restLogOdds: number
  readonly lastsMs: number
}

/** Which grace had run before an alert: for coming home, after an exit, or for the way back when a permit ended. */
export const graceKinds = ['arrival', 'departure', 'permit-end'] as const
export type GraceKind = (typeof graceKinds)[number]

/** Why a permit that names the condition did not cover the moment. */
export const permitShortfalls = ['kind', 'not-begun', 'over', 'not-yet-given', 'other-hours'] as const
export type PermitShortfall = (typeof permitShortfalls)[number]

/** A permit that was looked at before an alert was raised; one that covered would have kept it from being raised. */
export interface ConsideredPermit {
  readonly permitId: PermitId
  readonly kind: PermitKind
  readonly from: Instant
  readonly until: Instant
  readonly shortfall: PermitShortfall
}

/** Why an alert was raised: enough to follow the decision by hand. */
export type AlertReason =
  | {
      readonly kind: 'presence'
      readonly presence: PresenceKind
      readonly belief: number
      readonly thresholdLogOdds: number
      /** The hours of duty that the alert falls into. */
      readonly duty: { readonly from: Instant; readonly until: Instant }
      readonly graceMs: number
      /** Absent where there is no grace, and in alerts from before it was told. */
      readonly grace?: GraceKind
      /** For an approach: how near to the zone is too near. The distances in the path are from the zone itself. */
      readonly approachMetres?: number
      /** The permits that name the condition and did not cover; absent when there were none. At most eight, the latest. */
      readonly permits?: readonly ConsideredPermit[]
      /** The last fixes that moved the belief, oldest first; at most twelve. */
      readonly path: readonly WeighedFix[]
      /** How belief moves between them; absent in alerts of `compliance-2` and before. */
      readonly drift?: BeliefDrift
    }
  /** The hours have begun, the grace is over, and nothing says that the person came home: what is not known, never an absence. */
  | {
      readonly kind: 'unconfirmed'
      /** Since when presence is not known, and why. */
      readonly unknownSince: Instant
      readonly because: BlindCause
      /** The last position, or the last evidence that moved the belief. */
      readonly lastSeenAt: Instant
      readonly duty: { readonly from: Instant; readonly until: Instant }
      readonly graceMs: number
      readonly grace: GraceKind
      readonly permits?: readonly ConsideredPermit[]
      readonly path: readonly WeighedFix[]
    }
  | { readonly kind: 'signal'; readonly readingId: string; readonly signal: string }
  | { readonly kind: 'silence'; readonly lastContactAt: Instant; readonly everyMs: number; readonly serverBlindMs: number }
  | { readonly kind: 'battery'; readonly readingId: string; readonly levelPercent: number | null; readonly limitPercent: number }

/** What the engine raises. */
export interface Alert {
  /**
   * Same evidence, same key: person, lineage, kind and the reading or wake-up that decided it.
   * Never made from the start of an episode, which late readings may move.
   */
  readonly key: string
  readonly kind: AlertKind
  readonly lineageId: LineageId
  readonly orderId: OrderId
  readonly conditionVersion: number
  /** Best estimate of when it began, by the device's clock. */
  readonly beganAt: Instant
  /** Event time at which the evidence was enough. */
  readonly noticedAt: Instant
  readonly reason: AlertReason
}
