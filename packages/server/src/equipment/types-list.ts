import type { ScopedTransaction } from '@bilezik/database'
import { type EquipmentClass, type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { isOverlap } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'

const isListedOn = (date: string) => sql<boolean>`daterange(listed_from, listed_until) @> ${date}::date`

/** The classes on the list on that day in Kazakhstan. */
export async function classesListedAt(tx: ScopedTransaction, at: Instant): Promise<ReadonlySet<EquipmentClass>> {
  const rows = await tx
    .selectFrom('equipment_types')
    .select('class')
    .where(isListedOn(dateInKazakhstan(at)))
    .execute()
  return new Set(rows.map((row) => row.class))
}

export const listEquipmentTypes: Handler<'listEquipmentTypes'> = async ({ tx, now }) => {
  const today = dateInKazakhstan(now)
  const rows = await tx
    .selectFrom('equipment_types')
    .select(['id', 'class as equipmentClass', 'source', 'recorded_at as recordedAt'])
    .select([sql<string>`listed_from::text`.as('from'), sql<string | null>`listed_until::text`.as('until')])
    .select(isListedOn(today).as('isInForce'))
    .select(sql<string | null>`name_of_user(user_id)`.as('byName'))
    .orderBy('class')
    .orderBy('listed_from')
    .orderBy('recorded_at')
    .execute()
  return { today, types: rows.map((row) => ({ ...row, recordedAt: isoInstant(row.recordedAt) })) }
}

function orOverlap(error: unknown): never {
  if (isOverlap(error)) refuse('equipment-type-overlaps')
  throw error
}

export const addEquipmentType: Handler<'addEquipmentType'> = async ({ tx, body, session, log }) => {
  if (body.until !== null && body.until <= body.from) refuse('term-not-a-period')
  const { id } = await tx
    .insertInto('equipment_types')
    .values({
      class: body.equipmentClass,
      listed_from: body.from,
      listed_until: body.until,
      source: body.source,
      user_id: session.user.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch(orOverlap)
  await log({ subjectId: id, detail: body })
  return { id }
}

export const endEquipmentType: Handler<'endEquipmentType'> = async ({ tx, params, body, log }) => {
  const type = await tx
    .selectFrom('equipment_types')
    .select(['id', 'class', sql<string>`listed_from::text`.as('from')])
    .where('id', '=', params.typeId)
    .forUpdate()
    .executeTakeFirst()
  if (!type) return refuse('not-found')
  // On its own first day: it was entered by mistake, and never was on the list.
  if (body.until < type.from) return refuse('term-not-a-period')
  await tx.updateTable('equipment_types').set({ listed_until: body.until }).where('id', '=', type.id).execute().catch(orOverlap)
  await log({ subjectId: type.id, detail: { equipmentClass: type.class, from: type.from, until: body.until } })
  return {}
}
