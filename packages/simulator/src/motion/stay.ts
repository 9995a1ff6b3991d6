import type { Instant, LatLon } from '@bilezik/domain'
import type { Route } from './route.ts'

/** What surrounds the device decides what it can receive. */
export type Surroundings = 'indoor' | 'outdoor' | 'underground'

/** A time at a place, or on the way between two; half-open. */
export type Leg =
  | { readonly kind: 'stay'; readonly from: Instant; readonly until: Instant; readonly at: LatLon; readonly place: Place }
  | {
      readonly kind: 'way'
      readonly from: Instant
      readonly until: Instant
      readonly route: Route
      readonly isTunnelled: boolean
    }

export type Place = 'home' | 'work' | 'shop' | 'elsewhere' | 'forbidden'

/** Where a person truly is; no device knows it this well. */
export interface TruePosition {
  readonly lat: number
  readonly lon: number
  readonly place: Place | 'way'
  readonly surroundings: Surroundings
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
}
