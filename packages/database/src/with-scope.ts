import type { OrganisationId } from '@bilezik/domain'
import { type Transaction, sql } from 'kysely'
import type { Database } from './connect.ts'
import type { Tables } from './tables.ts'

export type ScopedTransaction = Transaction<Tables>

/**
 * One transaction in which row-level security shows exactly the rows of this organisation and of those below it.
 * The setting is local to the transaction: a pooled connection carries nothing to the next user.
 */
export async function withScope<Result>(
  db: Database,
  organisationId: OrganisationId,
  work: (tx: ScopedTransaction) => Promise<Result>,
): Promise<Result> {
  return db.transaction().execute(async (tx) => {
    await sql`SELECT set_config('bilezik.organisation_id', ${organisationId}, true)`.execute(tx)
    return work(tx)
  })
}
