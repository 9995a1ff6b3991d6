import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, type Regime, isoInstant, later } from '@bilezik/domain'
import { termDeadlinesOf, warningOfTermEndMs } from '@bilezik/law'
import type { CalendarInForce } from './calendar-in-force.ts'
import { openDeadline } from './open-deadline.ts'

export interface RunningTerm {
  readonly caseId: string
  readonly regime: Regime
  readonly until: Instant
  /** How many ends of this order were watched before: a term that was prolonged may come back to an end it had. */
  readonly watchedBefore: number
  /** The end is the bound of what may be collected while the term rests: a policy, no law. */
  readonly isResting?: boolean
}

const keyOfTerm = ({ until, watchedBefore }: RunningTerm) => `term:${watchedBefore} ${isoInstant(until)}`

/** The end of the term is watched from its beginning; whoever changes the term calls this again. */
export async function watchTerm(tx: ScopedTransaction, calendar: CalendarInForce, running: RunningTerm): Promise<void> {
  const { caseId, regime, until, isResting } = running
  const { end } = termDeadlinesOf(regime, isResting)
  const key = keyOfTerm(running)
  await openDeadline(tx, calendar, {
    caseId,
    rule: { ...end, length: { kind: 'at-once' } },
    event: end.startsWith,
    key,
    started: { kind: 'instant', at: until },
  })
  await tx
    .updateTable('deadlines')
    .set({ warn_at: isoInstant(later(until, -warningOfTermEndMs)), missed_from: isoInstant(until) })
    .where('case_id', '=', caseId)
    .where('rule', '=', end.id)
    .where('key', '=', key)
    .where('state', '=', 'pending')
    .execute()
}

/** The term is over: before trial the body’s act is awaited, of a convicted person the order is to be closed as served. */
export async function watchAfterTerm(
  tx: ScopedTransaction,
  calendar: CalendarInForce,
  { caseId, regime, until, key }: Omit<RunningTerm, 'watchedBefore'> & { readonly key: string },
): Promise<void> {
  const { after } = termDeadlinesOf(regime)
  await openDeadline(tx, calendar, {
    caseId,
    rule: { ...after, length: { kind: 'at-once' } },
    event: after.startsWith,
    key,
    started: { kind: 'instant', at: until },
  })
}
