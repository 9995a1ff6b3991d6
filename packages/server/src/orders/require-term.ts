import { type Instant, day } from '@bilezik/domain'
import { refuse } from '../http/refusal.ts'

/** No measure and no punishment that a device may watch lasts longer; a year typed wrongly would let collection go on for a life. */
const mostYears = 30

/** Half-open; collection ends by itself at its end, so that a term must have one that somebody may live to see. */
export function requireTerm(from: Instant, until: Instant): void {
  if (until <= from) refuse('term-not-a-period')
  if (until - from > mostYears * 366 * day) refuse('term-not-a-period', { detail: `at most ${mostYears} years` })
}
