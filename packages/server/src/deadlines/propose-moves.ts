import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { dueAt } from '@bilezik/law'
import type { CalendarInForce } from './calendar-in-force.ts'
import { lengthOf, momentOf } from './moment-of.ts'
import { noteDeadline, tellOfDeadlines } from './note-deadline.ts'

/**
 * Where the corrected calendar gives another due time, it is proposed; the deadline itself stays as it is until a head decides. What
 * was missed, or met late, by a wrong calendar is proposed as well.
 */
export async function proposeMoves(
  tx: ScopedTransaction,
  { calendar, lastChangeId }: CalendarInForce,
  now: Instant,
  most: number,
): Promise<number> {
  if (lastChangeId === 0) return 0
  const unseen = await tx
    .selectFrom('deadlines')
    .select(['id', 'started_at', 'started_on', 'length', 'due_at'])
    .where('calendar_change_id', '<', lastChangeId)
    .where('state', 'in', ['pending', 'missed', 'met-late'])
    .orderBy('due_at')
    .limit(most)
    .forUpdate()
    .skipLocked()
    .execute()
  for (const one of unseen) {
    await tx
      .updateTable('deadline_moves')
      .set({ state: 'superseded' })
      .where('deadline_id', '=', one.id)
      .where('state', '=', 'open')
      .execute()
    const proposed = dueAt({ length: lengthOf(one) }, momentOf(one), calendar)
    if (proposed.at !== one.due_at) {
      const move = { wasDueAt: isoInstant(one.due_at), proposedDueAt: isoInstant(proposed.at) }
      await tx
        .insertInto('deadline_moves')
        .values({
          deadline_id: one.id,
          calendar_change_id: lastChangeId,
          was_due_at: move.wasDueAt,
          proposed_due_at: move.proposedDueAt,
          proposed_at: isoInstant(now),
        })
        .execute()
      await noteDeadline(tx, one.id, 'move-proposed', move)
      await tellOfDeadlines(tx, [one.id])
    }
    await tx.updateTable('deadlines').set({ calendar_change_id: lastChangeId }).where('id', '=', one.id).execute()
  }
  return unseen.length
}
