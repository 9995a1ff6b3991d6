import type { Instant } from '@bilezik/domain'
import { sql } from 'kysely'

/** Since when the term of an order rests, where it does: its stored end is a bound of ours then, and no end by law. */
export const restsSince = (orderColumn: string) => sql<Instant | null>`(
  SELECT CASE WHEN e.kind = 'begin-term-rest' THEN e.at END FROM case_events e
  WHERE e.case_id = ${sql.ref(orderColumn)} AND e.kind IN ('begin-term-rest', 'end-term-rest')
  ORDER BY e.sequence DESC LIMIT 1)`
