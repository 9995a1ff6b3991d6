import { invariant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { isOrganisationInScope } from './in-scope.ts'

export const listOrganisations: Handler<'listOrganisations'> = async ({ tx, session }) => {
  const rows = await tx
    .selectFrom('organisations as o')
    .leftJoin('organisation_parents as p', (join) =>
      join.onRef('p.organisation_id', '=', 'o.id').on(sql`p.during @> now()`, '=', true),
    )
    .select(['o.id', 'o.name', 'p.parent_id as parentId'])
    .orderBy('o.id')
    .execute()
  // The root of the scope has a parent outside it, which is not this user's to see.
  return { organisations: rows.map((row) => (row.id === session.user.organisationId ? { ...row, parentId: null } : row)) }
}

export const createOrganisation: Handler<'createOrganisation'> = async ({ tx, body, log }) => {
  if (!(await isOrganisationInScope(tx, body.parentId))) refuse('parent-out-of-scope')
  const { rows } = await sql<{
    id: string
  }>`SELECT add_organisation(${JSON.stringify(body.name)}, ${body.parentId}) AS id`.execute(tx)
  const made = rows[0]
  invariant(made, 'add_organisation returns the id')
  await log({ subjectId: made.id, organisationId: made.id, detail: { parentId: body.parentId } })
  return { id: made.id }
}
