import type { DeadlineOwner, DeadlineRule, Instant, StartEvent } from '@bilezik/domain'
import type { Source } from '../finding.ts'
import type { Measure } from '../measures.ts'

/** How long: each kind counts in its own way, see `dueAt`. */
export type DeadlineLength =
  | { readonly kind: 'at-once' }
  | { readonly kind: 'hours'; readonly hours: number }
  | { readonly kind: 'calendar-days'; readonly days: number; readonly whenDayOff: WhenDayOff }
  | { readonly kind: 'working-days'; readonly days: number }
  | { readonly kind: 'months'; readonly months: number; readonly whenDayOff: WhenDayOff }

/** Whether a term whose last day is a day off goes on until the next working day. */
export type WhenDayOff = 'stays' | 'moves-on'

export interface Deadline {
  /** `package-sending`: what is due, told apart also between the measures it is due under. */
  readonly id: DeadlineRule
  readonly startsWith: StartEvent
  readonly length: DeadlineLength
  readonly owedBy: DeadlineOwner
  readonly measures: readonly Measure[]
  /** A deadline by analogy is policy and cites nothing. */
  readonly source: Source
}

/** When something happened: to the instant, or only to the day, in Kazakhstan. */
export type Moment = { readonly kind: 'instant'; readonly at: Instant } | { readonly kind: 'day'; readonly on: string }
