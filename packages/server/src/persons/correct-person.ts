import { isUniqueViolation } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { lockKnownPersons, requireFreeIin } from './known-persons.ts'
import { requirePerson } from './in-scope.ts'
import { requireBirthDate } from './require-birth-date.ts'

const columns = {
  familyName: 'family_name',
  givenName: 'given_name',
  patronymic: 'patronymic',
  iin: 'iin',
  birthOn: 'birth_on',
  language: 'language',
  phone: 'phone',
} as const
type Field = keyof typeof columns
const fields = Object.keys(columns) as Field[]

/** Both values are kept: what a decision was made by stays to be read. */
export const correctPerson: Handler<'correctPerson'> = async ({ tx, params, body, now, session, log }) => {
  requireBirthDate(body.change.birthOn ?? null, 'body.change.birthOn', now)
  const person = await requirePerson(tx, params.personId)
  // Seen through an order, registered elsewhere: the organisation that keeps the person corrects.
  if (person.logOrganisationId === undefined) refuse('forbidden')
  await lockKnownPersons(tx)
  const stored = await tx
    .selectFrom('persons')
    .select(['family_name', 'given_name', 'patronymic', 'iin', 'birth_on', 'language', 'phone'])
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  const { change } = body
  const changed = fields.filter((field) => change[field] !== undefined && change[field] !== stored[columns[field]])
  if (changed.length === 0) refuse('nothing-corrected')
  if (changed.includes('iin')) await requireFreeIin(tx, change.iin ?? null)
  const before = Object.fromEntries(changed.map((field) => [field, stored[columns[field]]]))
  const after = Object.fromEntries(changed.map((field) => [field, change[field] ?? null]))
  await tx
    .updateTable('persons')
    .set(Object.fromEntries(changed.map((field) => [columns[field], change[field] ?? null])))
    .where('id', '=', person.id)
    .execute()
    .catch((error: unknown) => (isUniqueViolation(error) ? refuse('person-known') : Promise.reject(error as Error)))
  await tx
    .insertInto('person_corrections')
    .values({
      person_id: person.id,
      user_id: session.user.id,
      reason: body.reason,
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    })
    .execute()
  await log({ personId: person.id, organisationId: person.logOrganisationId, detail: { fields: changed } })
  return {}
}
