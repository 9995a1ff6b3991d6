import { type Instant, day, later, minute } from './instant.ts'

/** A device may send what it kept for so long; older times are a wrong clock. */
const oldestBacklogMs = 400 * day
/** Device clocks run a little ahead; further is a wrong clock. */
const fastestClockMs = 10 * minute

/** Whether a device's clock can have stood so when the reading was made: not in 1970, not in 2080. */
export function isClockBelievable(fixAt: Instant, receivedAt: Instant): boolean {
  return fixAt >= later(receivedAt, -oldestBacklogMs) && fixAt <= later(receivedAt, fastestClockMs)
}
