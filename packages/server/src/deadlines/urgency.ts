import type { DeadlineUrgency } from '@bilezik/contract'
import {
  type DeadlineState,
  type Instant,
  civilInKazakhstan,
  day,
  instantFromKazakhstan,
  invariant,
  later,
} from '@bilezik/domain'

const daysOfWeekAhead = 6

/** When today ends in Kazakhstan: the midnight at which a term that runs out today is over. */
export function endOfToday(now: Instant): Instant {
  const { year, month, day: dayOfMonth } = civilInKazakhstan(later(now, day))
  const at = instantFromKazakhstan({ year, month, day: dayOfMonth, hour: 0, minute: 0, second: 0 })
  invariant(at !== undefined, 'a day has a beginning')
  return at
}

export const endOfWeekAhead = (now: Instant): Instant => later(endOfToday(now), daysOfWeekAhead * day)

/** What is due at once, and has not waited so long that it was missed, is due today. */
export function urgencyOf(state: DeadlineState, dueAt: Instant, now: Instant): DeadlineUrgency {
  if (state === 'missed') return 'missed'
  if (state !== 'pending') return 'done'
  return dueAt <= endOfToday(now) ? 'today' : dueAt <= endOfWeekAhead(now) ? 'week' : 'later'
}
