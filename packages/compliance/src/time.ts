import { type Instant, instant, parseInstant } from '@bilezik/domain'

/** Sentinels instead of infinities: a state must survive JSON. The first and last instants that `parseInstant` accepts. */
export const never: Instant = instant(253_402_300_799_999)
export const longAgo: Instant = instant(-62_135_596_800_000)

export function earliest(a: Instant, b: Instant): Instant {
  return a < b ? a : b
}

export function latest(a: Instant, b: Instant): Instant {
  return a > b ? a : b
}

/** A time from outside, or the other one where it is none: a state holds no number that is lost in JSON, -0 among them. */
export function instantOr(at: Instant, otherwise: Instant): Instant {
  return parseInstant(at).ok ? instant(at + 0) : otherwise
}
