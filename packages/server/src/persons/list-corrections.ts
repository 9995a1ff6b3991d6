import { isoInstant, maskedIin } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { concerning, requirePerson } from './in-scope.ts'

type Values = Record<string, string | null>

const masked = (values: Values): Values => ({ ...values, ...(values['iin'] && { iin: maskedIin(values['iin']) }) })

export const listCorrections: Handler<'listCorrections'> = async ({ tx, params, log }) => {
  const person = await requirePerson(tx, params.personId)
  const rows = await tx
    .selectFrom('person_corrections')
    .select(['recorded_at', 'reason', 'before', 'after', sql<string | null>`name_of_user(user_id)`.as('by_name')])
    .where('person_id', '=', person.id)
    .orderBy('recorded_at', 'desc')
    .limit(200)
    .execute()
  const current = await tx
    .selectFrom('persons')
    .select(['family_name', 'given_name', 'patronymic', 'iin', 'birth_on', 'language', 'phone'])
    .where('id', '=', person.id)
    .executeTakeFirstOrThrow()
  await log(concerning(person))
  return {
    current: {
      familyName: current.family_name,
      givenName: current.given_name,
      patronymic: current.patronymic,
      iinMasked: current.iin === null ? null : maskedIin(current.iin),
      birthOn: current.birth_on,
      language: current.language,
      phone: current.phone,
    },
    corrections: rows.map((row) => ({
      at: isoInstant(row.recorded_at),
      byName: row.by_name ?? '',
      reason: row.reason,
      before: masked(row.before),
      after: masked(row.after),
    })),
  }
}
