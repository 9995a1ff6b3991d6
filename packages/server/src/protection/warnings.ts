import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { concerning, requirePerson } from '../persons/in-scope.ts'

const mostShown = 100

export const listWarnings: Handler<'listWarnings'> = async ({ tx, params, log }) => {
  const person = await requirePerson(tx, params.personId)
  const warnings = await tx
    .selectFrom('protected_warnings as w')
    .select(['w.id', 'w.lineage_id', 'w.due_at', 'w.given_at', 'w.means'])
    .select(sql<string | null>`name_of_user(w.given_by)`.as('given_by_name'))
    .where('w.person_id', '=', person.id)
    .orderBy('w.due_at', 'desc')
    .limit(mostShown)
    .execute()
  const lineages = [...new Set(warnings.map((warning) => warning.lineage_id))]
  const protectedPersons =
    lineages.length === 0
      ? []
      : await tx
          .selectFrom('protected_persons')
          .select(['lineage_id', 'name', 'language', 'phone'])
          .where('lineage_id', 'in', lineages)
          .orderBy('id')
          .execute()
  // Who looked up a protected person's name and number can be asked why.
  if (warnings.length > 0) await log(concerning(person))
  return {
    warnings: warnings.map((w) => ({
      id: w.id,
      dueAt: isoInstant(w.due_at),
      given: w.given_at === null ? null : { at: isoInstant(w.given_at), byName: w.given_by_name ?? '', means: w.means },
      recipients: protectedPersons
        .filter((p) => p.lineage_id === w.lineage_id)
        .map(({ name, language, phone }) => ({ name, language, phone })),
    })),
  }
}

export const giveWarning: Handler<'giveWarning'> = async ({ tx, params, body, session, now, log }) => {
  const warning = await tx
    .selectFrom('protected_warnings')
    .select(['person_id', 'given_at'])
    .where('id', '=', params.warningId)
    .forUpdate()
    .executeTakeFirst()
  if (!warning) return refuse('not-found')
  if (warning.given_at !== null) refuse('warning-given')
  const person = await requirePerson(tx, warning.person_id)
  await tx
    .updateTable('protected_warnings')
    .set({ given_at: isoInstant(now), given_by: session.user.id, means: body.means })
    .where('id', '=', params.warningId)
    .execute()
  await log({ ...concerning(person), subjectId: params.warningId })
  return {}
}
