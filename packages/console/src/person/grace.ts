import { type Obligation } from '../api/queries.ts'

type Standing = Pick<Obligation, 'rule' | 'status' | 'presence' | 'since'>

/**
 * When the grace that runs now is over, as far as can be told here: it begins with the hours or with the exit, whichever is later.
 * Time in which nothing was heard is added by the engine, so it is no earlier than this. Null: none runs.
 */
export function graceEndMs({ rule, status, presence, since }: Standing): number | null {
  if (rule.kind !== 'curfew' || status !== 'kept' || presence?.kind !== 'outside') return null
  const [hoursMs, exitMs] = [Date.parse(since), Date.parse(presence.since)]
  const graceMs = exitMs > hoursMs ? rule.departureGraceMs : rule.arrivalGraceMs
  return graceMs > 0 ? Math.max(hoursMs, exitMs) + graceMs : null
}
