import type { ScopedTransaction } from '@bilezik/database'
import { refuse } from '../http/refusal.ts'

export async function isOrganisationInScope(tx: ScopedTransaction, organisationId: string): Promise<boolean> {
  const found = await tx.selectFrom('organisations').select('id').where('id', '=', organisationId).executeTakeFirst()
  return found !== undefined
}

/** Out of scope and non-existent are the same answer. */
export async function requireOrganisation(tx: ScopedTransaction, organisationId: string): Promise<void> {
  if (!(await isOrganisationInScope(tx, organisationId))) refuse('not-found')
}
