import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'

export const getStock: Handler<'getStock'> = async ({ tx, now }) => {
  const counted = (condition: string) => sql<number>`count(*) FILTER (WHERE d.condition = ${condition})`
  const rows = await tx
    .selectFrom('devices as d')
    .leftJoin('kit_devices as k', (join) =>
      join.onRef('k.device_id', '=', 'd.id').on(sql`k.during @> ${isoInstant(now)}::timestamptz`, '=', true),
    )
    .select(['d.organisation_id as organisationId', 'd.class as equipmentClass'])
    .select([
      sql<number>`count(*) FILTER (WHERE d.condition = 'serviceable' AND k.device_id IS NULL)`.as('free'),
      sql<number>`count(k.device_id)`.as('inKits'),
      counted('faulty').as('faulty'),
      counted('in-repair').as('inRepair'),
      counted('lost').as('lost'),
      counted('written-off').as('writtenOff'),
    ])
    .groupBy(['d.organisation_id', 'd.class'])
    .orderBy('d.organisation_id')
    .orderBy('d.class')
    .execute()
  return { stock: rows }
}
