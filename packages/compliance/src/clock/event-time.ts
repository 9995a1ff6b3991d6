import type { Instant } from '@bilezik/domain'

export interface StoredTimes {
  /** The device's own clock; for a reading without a time, the time of receipt. */
  readonly fixAt: Instant
  /** Ours. */
  readonly receivedAt: Instant
  /** Intake found the device's clock impossible (1970, 2080). */
  readonly isStray: boolean
}

/**
 * When a reading takes part in the watch: by the device's clock, but never later than we received it, for nothing is heard before
 * it happens. So a clock that runs ahead cannot push a person's time into the future, make other devices' readings late, or let an
 * alert come early. An impossible clock says nothing: then receipt counts. The reading's identity keeps the device's own time.
 */
export function eventTimeOf({ fixAt, receivedAt, isStray }: StoredTimes): Instant {
  return isStray || fixAt > receivedAt ? receivedAt : fixAt
}
