import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'

export const listLog: Handler<'listLog'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('log_entries')
    .select(['at', 'action', 'person_id', 'subject_id', 'detail', sql<string | null>`name_of_user(user_id)`.as('by_name')])
    .$if(query.personId !== undefined, (q) => q.where('person_id', '=', query.personId as string))
    .orderBy('id', 'desc')
    .limit(query.limit)
    .execute()
  return {
    entries: rows.map((row) => ({
      at: isoInstant(row.at),
      byName: row.by_name,
      action: row.action,
      personId: row.person_id,
      subjectId: row.subject_id,
      detail: row.detail,
    })),
  }
}
