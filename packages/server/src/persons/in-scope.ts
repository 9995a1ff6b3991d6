import type { ScopedTransaction } from '@bilezik/database'
import { refuse } from '../http/refusal.ts'

export interface PersonInScope {
  readonly id: string
  /** In whose log it stands who looked and who changed: the person's own organisation, where the reader's scope holds it. */
  readonly logOrganisationId: string | undefined
}

/** Out of scope and non-existent are the same answer. */
export async function requirePerson(tx: ScopedTransaction, personId: string): Promise<PersonInScope> {
  const person = await tx
    .selectFrom('persons as p')
    .leftJoin('organisations as o', 'o.id', 'p.organisation_id')
    .select(['p.id', 'o.id as organisationId'])
    .where('p.id', '=', personId)
    .executeTakeFirst()
  return person ? { id: person.id, logOrganisationId: person.organisationId ?? undefined } : refuse('not-found')
}

/** The part of a log entry that says whom it concerns. */
export function concerning(person: PersonInScope) {
  return { personId: person.id, ...(person.logOrganisationId !== undefined && { organisationId: person.logOrganisationId }) }
}
