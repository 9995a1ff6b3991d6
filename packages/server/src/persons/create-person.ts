import type { Handler } from '../http/implement.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'

export const createPerson: Handler<'createPerson'> = async ({ tx, body, log }) => {
  await requireOrganisation(tx, body.organisationId)
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
  await log({ personId: id, organisationId: body.organisationId })
  return { id }
}
