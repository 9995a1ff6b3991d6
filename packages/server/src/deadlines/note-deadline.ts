import type { ScopedTransaction, Tables } from '@bilezik/database'
import { type Insertable, sql } from 'kysely'

type EntryKind = Insertable<Tables['deadline_entries']>['kind']

/** A line in the deadline's own history; without a user it was the system. */
export async function noteDeadline(
  tx: ScopedTransaction,
  deadlineId: string,
  kind: EntryKind,
  detail: Readonly<Record<string, unknown>> = {},
  userId: string | null = null,
): Promise<void> {
  await tx
    .insertInto('deadline_entries')
    .values({ deadline_id: deadlineId, user_id: userId, kind, detail: JSON.stringify(detail) })
    .execute()
}

/** Word to the live screens of the organisations whose cases these are. */
export async function tellOfDeadlines(tx: ScopedTransaction, deadlineIds: readonly string[]): Promise<void> {
  if (deadlineIds.length === 0) return
  await sql`INSERT INTO feed_events (organisation_id, kind, subject_id)
    SELECT c.organisation_id, 'deadline', d.id FROM deadlines d JOIN case_files c ON c.id = d.case_id
    WHERE d.id = ANY(${deadlineIds}::uuid[])`.execute(tx)
}
