import type { Instant } from '@bilezik/domain'
import { invariant } from '@bilezik/domain'
import type { DeadlineLength, Moment } from '@bilezik/law'

interface StoredTerm {
  readonly started_at: Instant | null
  readonly started_on: string | null
  readonly length: unknown
}

/** As it was written by `openDeadline`, and by nobody else. */
export function momentOf({ started_at: at, started_on: on }: StoredTerm): Moment {
  if (at !== null) return { kind: 'instant', at }
  invariant(on !== null, 'a deadline has a start')
  return { kind: 'day', on }
}

export const lengthOf = ({ length }: StoredTerm) => length as DeadlineLength
