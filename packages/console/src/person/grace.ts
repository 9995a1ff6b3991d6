import { type Obligation } from '../api/queries.ts'

type Standing = Pick<Obligation, 'rule' | 'status' | 'presence' | 'since'>

/**
 * When the grace that runs now is over, as far as can be told here: it begins with the hours or with the exit, whichever is later.
 * Time in which nothing was heard is added by the engine, so it is no earlier than this. Null: none runs.
 */
export function graceEndMs({ rule, status, presence, since }: Standing): number | null {
  const isRunning = rule.kind === 'curfew' && rule.graceMs > 0 && status === 'kept' && presence?.kind === 'outside'
  return isRunning ? Math.max(Date.parse(since), Date.parse(presence.since)) + rule.graceMs : null
}
