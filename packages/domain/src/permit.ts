import type { WeeklySchedule } from './civil-time/schedule.ts'
import type { Instant } from './instant.ts'
import type { LineageId, PermitId } from './ids.ts'

/** What the competent body has to do with a leave: it was told beforehand (`notice`), or it allowed it in writing (`permission`). */
export const permitKinds = ['notice', 'permission'] as const
export type PermitKind = (typeof permitKinds)[number]

/**
 * Notice given or permission granted beforehand, bounded in time: what it covers raises nothing. It never counts for the time
 * before it was given: a later excuse is a justified reason on the incident, which a person finds.
 */
export interface Permit {
  readonly id: PermitId
  readonly kind: PermitKind
  /** The conditions that it lifts. */
  readonly lineageIds: readonly LineageId[]
  readonly givenAt: Instant
  /** Half-open. */
  readonly from: Instant
  readonly until: Instant
  /** Only in these hours of the week, for one that recurs; absent: the whole time. */
  readonly schedule?: WeeklySchedule
}
