import type { ScopedTransaction, Tables } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import type { Selectable } from 'kysely'
import { noteDeadline, tellOfDeadlines } from './note-deadline.ts'
import { stateWhenMet } from './open-deadline.ts'
import type { Evidence, Met } from './starts-of-file.ts'

type Settled = Pick<Selectable<Tables['deadlines']>, 'id' | 'missed_from'>

/** In time or late, as the moment says; what was missed and is met now was met late. */
export async function meetDeadline(
  tx: ScopedTransaction,
  deadline: Settled,
  met: Met,
  userId: string | null = null,
): Promise<'met' | 'met-late'> {
  const state = stateWhenMet(deadline.missed_from, met)
  await tx
    .updateTable('deadlines')
    .set({ state, met_at: isoInstant(met.at), evidence: JSON.stringify(met.evidence) })
    .where('id', '=', deadline.id)
    .execute()
  await noteDeadline(tx, deadline.id, 'met', { state, at: isoInstant(met.at), ...met.evidence }, userId)
  await tellOfDeadlines(tx, [deadline.id])
  return state
}

/** What had started it fell away; it is kept, with the reason. */
export async function cancelDeadline(
  tx: ScopedTransaction,
  deadlineId: string,
  evidence: Evidence,
  userId: string | null = null,
): Promise<void> {
  await tx
    .updateTable('deadlines')
    .set({ state: 'cancelled', met_at: null, evidence: JSON.stringify(evidence) })
    .where('id', '=', deadlineId)
    .execute()
  await noteDeadline(tx, deadlineId, 'cancelled', evidence, userId)
  await tellOfDeadlines(tx, [deadlineId])
}
