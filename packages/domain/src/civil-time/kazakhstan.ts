import { type Instant, hour, instant } from '../instant.ts'
import { type Civil, civilFromUtcMs, utcMsFromCivil } from './civil.ts'

/**
 * Kazakhstan keeps one zone, UTC+5, since 2024-03-01T00:00 local time (tzdata 2024a). Before it Almaty, Astana and most
 * regions kept UTC+6; the western regions already kept UTC+5, which this table does not tell apart:
 * nothing is monitored before 2024.
 */
const oneZoneSince = instant(1_709_229_600_000)

export function kazakhstanOffsetMs(at: Instant): number {
  return at >= oneZoneSince ? 5 * hour : 6 * hour
}

export function civilInKazakhstan(at: Instant): Civil {
  return civilFromUtcMs(at + kazakhstanOffsetMs(at))
}

/** The instant at which a wall clock in Kazakhstan shows this many milliseconds since 1970-01-01T00:00 local; the repeated hour as below. */
export function instantFromLocalMs(localMs: number): Instant {
  const older = instant(localMs - 6 * hour)
  return older < oneZoneSince ? older : instant(localMs - 5 * hour)
}

/**
 * The instant of a wall-clock time in Kazakhstan. The hour repeated on 2024-02-29/03-01 is read by the older offset.
 * Undefined when the fields name no real time.
 */
export function instantFromKazakhstan(civil: Civil): Instant | undefined {
  const localMs = utcMsFromCivil(civil)
  return localMs === undefined ? undefined : instantFromLocalMs(localMs)
}
