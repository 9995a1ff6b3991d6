import { type Instant, isoInstant } from '@bilezik/domain'
import { type RawBuilder, sql } from 'kysely'

/** An instant to compare a timestamptz column with. */
export function instantParameter(at: Instant): RawBuilder<Instant> {
  return sql<Instant>`${isoInstant(at)}::timestamptz`
}
