import type { BodyOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { isUniqueViolation } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'
import { lockKnownPersons, requireFreeIin, similarPersons } from './known-persons.ts'
import { requireBirthDate } from './require-birth-date.ts'

/** Refuses while somebody alike is known of whom nobody has said that this is another person. */
async function requireNobodyAlike(tx: ScopedTransaction, body: BodyOf<typeof api.createPerson>): Promise<void> {
  const alike = (await similarPersons(tx, body)).filter(({ id, isRefused }) => isRefused && !body.otherThan.includes(id))
  if (alike.length > 0) refuse('person-similar', { fields: alike.map(({ id }) => ({ path: 'body.otherThan', message: id })) })
}

export const createPerson: Handler<'createPerson'> = async ({ tx, body, now, log }) => {
  requireBirthDate(body.birthOn, 'body.birthOn', now)
  await requireOrganisation(tx, body.organisationId)
  await lockKnownPersons(tx)
  await requireFreeIin(tx, body.iin)
  await requireNobodyAlike(tx, body)
  const { id } = await tx
    .insertInto('persons')
    .values({
      organisation_id: body.organisationId,
      family_name: body.familyName,
      given_name: body.givenName,
      patronymic: body.patronymic,
      iin: body.iin,
      birth_on: body.birthOn,
      language: body.language,
      phone: body.phone,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    // Whoever writes beside this interface is stopped by the index.
    .catch((error: unknown) => (isUniqueViolation(error) ? refuse('person-known') : Promise.reject(error as Error)))
  await log({ personId: id, organisationId: body.organisationId })
  return { id }
}
