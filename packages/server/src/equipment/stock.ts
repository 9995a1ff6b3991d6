import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'

const nothing = { free: 0, inKits: 0, onTheWay: 0, faulty: 0, inRepair: 0, lost: 0, writtenOff: 0 }

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
      counted('on-the-way').as('onTheWay'),
      counted('faulty').as('faulty'),
      counted('in-repair').as('inRepair'),
      counted('lost').as('lost'),
      counted('written-off').as('writtenOff'),
    ])
    .groupBy(['d.organisation_id', 'd.class'])
    .orderBy('d.organisation_id')
    .orderBy('d.class')
    .execute()
  const limits = await tx
    .selectFrom('stock_limits')
    .select(['organisation_id as organisationId', 'class as equipmentClass', 'least'])
    .execute()
  const keyOf = (row: { organisationId: string; equipmentClass: string | null }) => `${row.organisationId} ${row.equipmentClass}`
  const leastOf = new Map(limits.map((limit) => [keyOf(limit), limit.least]))
  const present = new Set(rows.map(keyOf))
  return {
    stock: [
      ...rows.map((row) => ({ ...row, least: leastOf.get(keyOf(row)) ?? null })),
      // Of what is wanted and not there at all, the stock is lowest.
      ...limits.filter((limit) => !present.has(keyOf(limit))).map((limit) => ({ ...limit, ...nothing })),
    ],
  }
}

export const setStockLimit: Handler<'setStockLimit'> = async ({ tx, body, log }) => {
  const { organisationId, equipmentClass, least } = body
  await requireOrganisation(tx, organisationId)
  await tx
    .insertInto('stock_limits')
    .values({ organisation_id: organisationId, class: equipmentClass, least })
    .onConflict((conflict) => conflict.columns(['organisation_id', 'class']).doUpdateSet({ least }))
    .execute()
  await log({ organisationId, detail: { equipmentClass, least } })
  return {}
}
