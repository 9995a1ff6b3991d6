import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { writePlan } from './write-plan.ts'

export const closeOrder: Handler<'closeOrder'> = async ({ tx, params, body, now, log }) => {
  const order = await tx
    .selectFrom('orders')
    .select(['id', 'person_id', 'organisation_id', 'closed_reason'])
    .select([sql<Instant>`lower(term)`.as('from'), sql<Instant>`upper(term)`.as('until')])
    .where('id', '=', params.orderId)
    .forUpdate()
    .executeTakeFirst()
  if (!order) return refuse('not-found')
  const at = body.at === undefined ? now : instantOf(body.at, 'body.at')
  if (order.closed_reason !== null || order.until <= now || at >= order.until) refuse('order-closed')
  if (at <= order.from) refuse('term-not-a-period')
  const ending = isoInstant(at)
  await tx
    .updateTable('orders')
    .set({ term: sql<string>`tstzrange(lower(term), ${ending}, '[)')`, closed_reason: body.reason })
    .where('id', '=', order.id)
    .execute()
  await tx
    .updateTable('conditions')
    .set({ during: sql<string>`tstzrange(lower(during), ${ending}, '[)')` })
    .where('order_id', '=', order.id)
    .where(sql<boolean>`lower(during) < ${ending}::timestamptz AND upper(during) > ${ending}::timestamptz`)
    .execute()
  await log({
    personId: order.person_id,
    subjectId: order.id,
    organisationId: order.organisation_id,
    detail: { at: ending, reason: body.reason },
  })
  await writePlan(tx, order.person_id, at, now)
  return {}
}
