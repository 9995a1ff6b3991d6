import type { Alert, BlindStretch, Condition, Instant, Permit } from '@bilezik/domain'

/** What became of an alert after it was raised. */
export type AlertFate =
  | { readonly kind: 'lasts' }
  | { readonly kind: 'over'; readonly at: Instant }
  /** Later data disproved it: `withdrawn` before a person had touched it, `disproved` after. */
  | { readonly kind: 'withdrawn' | 'disproved'; readonly at: Instant }

/** A change by later data that left the alert standing. */
export interface AlertAmendment {
  readonly at: Instant
  readonly beganBefore: Instant
  readonly beganAfter: Instant
}

/** What is known around an alert and is not in it. What is absent is passed over in silence. */
export interface Around {
  /** Times without knowledge that touch the time from the first weighed fix to the alert. */
  readonly blind?: readonly BlindStretch[]
  /** Those given before the alert, of any condition; absent: not looked up. What the alert itself names goes first. */
  readonly permits?: readonly Permit[]
  readonly fate?: AlertFate
  readonly amendments?: readonly AlertAmendment[]
}

/** An alert with its reason narrowed to one kind. */
export interface Subject<Kind extends Alert['reason']['kind']> {
  readonly alert: Alert
  readonly reason: Extract<Alert['reason'], { kind: Kind }>
  readonly condition: Condition
  readonly around: Around
}
