import type { ScopedTransaction } from '@bilezik/database'
import { sql } from 'kysely'

/** Hierarchies are a handful of levels; a cycle made by a wrong reorganisation ends here too. */
const maxLevels = 32

async function setScope(tx: ScopedTransaction, organisationId: string): Promise<void> {
  await sql`SELECT set_config('bilezik.organisation_id', ${organisationId}, true)`.execute(tx)
}

/**
 * Does the work in the scope of the topmost organisation, then returns to the caller's scope. A person may have orders of
 * two services that do not see each other; what the engine watches must hold the conditions of both, whoever changed one.
 * Nothing read here may reach an answer: it goes to the engine alone.
 */
export async function withEveryOrder<Result>(tx: ScopedTransaction, work: () => Promise<Result>): Promise<Result> {
  const { rows } = await sql<{ id: string }>`SELECT scope_root() AS id`.execute(tx)
  const own = rows[0]?.id
  if (own === undefined) throw new Error('a scoped transaction has a scope')
  let top = own
  for (let level = 0; level < maxLevels; level++) {
    const parent = await tx
      .selectFrom('organisation_parents')
      .select('parent_id')
      .where('organisation_id', '=', top)
      .where(sql<boolean>`during @> now()`)
      .executeTakeFirst()
    if (!parent) break
    top = parent.parent_id
    await setScope(tx, top)
  }
  // When the work throws, the transaction is lost, and the scope with it.
  const result = await work()
  await setScope(tx, own)
  return result
}
