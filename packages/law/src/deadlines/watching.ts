import { type Instant, day, hour, later, minute } from '@bilezik/domain'
import type { DeadlineLength } from './deadline.ts'

/**
 * How deadlines are watched is ours, not the law's. What is due at once is due from its start; it counts as missed, and goes before
 * the head, only after this patience, since nobody writes a notice in no time.
 */
export const atOncePatienceMs = 30 * minute

/** How long before it runs out a deadline is warned of: a sixth of the hours, one day of days and months, a fortnight of a whole term. */
const warningOfDaysMs = day
export const warningOfTermEndMs = 14 * day
const warnedShareOfHours = 6

/** When a warning is due: at once for what is due at once. */
export function warnAt(length: DeadlineLength, dueAt: Instant): Instant {
  if (length.kind === 'at-once') return dueAt
  return later(dueAt, length.kind === 'hours' ? -(length.hours * hour) / warnedShareOfHours : -warningOfDaysMs)
}

/** From when it counts as missed. */
export function missedFrom(length: DeadlineLength, dueAt: Instant): Instant {
  return length.kind === 'at-once' ? later(dueAt, atOncePatienceMs) : dueAt
}
