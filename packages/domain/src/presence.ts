import type { BlindCause } from './blind-cause.ts'
import type { Instant } from './instant.ts'

/** The engine's belief about one zone. `belief` is the probability of the stated answer, 0.5-1. */
export type Presence =
  | { readonly kind: 'inside'; readonly since: Instant; readonly belief: number }
  | { readonly kind: 'outside'; readonly since: Instant; readonly belief: number }
  | { readonly kind: 'unknown'; readonly since: Instant; readonly because: BlindCause }

export type PresenceKind = Presence['kind']
