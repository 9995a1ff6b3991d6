import { isoInstant, maskedIin } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { requirePerson } from './in-scope.ts'

type Values = Record<string, string | null>

const masked = (values: Values): Values => ({ ...values, ...(values['iin'] && { iin: maskedIin(values['iin']) }) })

export const listCorrections: Handler<'listCorrections'> = async ({ tx, params }) => {
  const person = await requirePerson(tx, params.personId)
  const rows = await tx
    .selectFrom('person_corrections')
    .select(['recorded_at', 'reason', 'before', 'after', sql<string | null>`name_of_user(user_id)`.as('by_name')])
    .where('person_id', '=', person.id)
    .orderBy('recorded_at', 'desc')
    .limit(200)
    .execute()
  return {
    corrections: rows.map((row) => ({
      at: isoInstant(row.recorded_at),
      byName: row.by_name ?? '',
      reason: row.reason,
      before: masked(row.before),
      after: masked(row.after),
    })),
  }
}
