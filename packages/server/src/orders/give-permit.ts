import { canLift } from '@bilezik/compliance'
import { type Instant, instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { mostPermits } from './permits-of.ts'
import { writePlan } from './write-plan.ts'

export const givePermit: Handler<'givePermit'> = async ({ tx, params, body, now, log }) => {
  const from = instantOf(body.from, 'body.from')
  const until = instantOf(body.until, 'body.until')
  const givenAt = instantOf(body.givenAt, 'body.givenAt')
  if (until <= from) refuse('term-not-a-period')
  // What is given only later cannot be recorded yet, and what was given when it was over covers nothing.
  if (givenAt > now || givenAt >= until) refuse('permit-covers-nothing')
  const order = await tx
    .selectFrom('orders')
    .select(['id', 'person_id', 'organisation_id', 'closed_reason', sql<Instant>`upper(term)`.as('until')])
    .where('id', '=', params.orderId)
    .executeTakeFirst()
  if (!order) return refuse('not-found')
  if (order.closed_reason !== null || order.until <= now) refuse('order-closed')
  const conditions = await tx.selectFrom('conditions').select(['lineage_id', 'rule']).where('order_id', '=', order.id).execute()
  for (const lineageId of body.lineageIds) {
    const versions = conditions.filter((condition) => condition.lineage_id === lineageId)
    if (versions.length === 0 || !versions.some(({ rule }) => canLift(body.kind, rule))) refuse('permit-not-applicable')
  }
  const { count } = await tx
    .selectFrom('permits')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('order_id', '=', order.id)
    .where(sql<boolean>`upper(during) > ${isoInstant(now)}::timestamptz`)
    .executeTakeFirstOrThrow()
  if (count >= mostPermits) refuse('too-many-permits')
  const { id } = await tx
    .insertInto('permits')
    .values({
      order_id: order.id,
      kind: body.kind,
      lineage_ids: body.lineageIds,
      during: sql<string>`tstzrange(${isoInstant(from)}, ${isoInstant(until)}, '[)')`,
      schedule: body.schedule === null ? null : JSON.stringify(body.schedule),
      given_at: isoInstant(givenAt),
      given_by: body.givenBy,
      document_number: body.documentNumber,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const coversFrom = instant(Math.max(from, givenAt))
  await log({
    personId: order.person_id,
    subjectId: id,
    organisationId: order.organisation_id,
    detail: {
      kind: body.kind,
      from: isoInstant(from),
      until: isoInstant(until),
      givenAt: isoInstant(givenAt),
      documentNumber: body.documentNumber,
    },
  })
  await writePlan(tx, order.person_id, coversFrom, now)
  return { id, coversFrom: isoInstant(coversFrom), isGivenLate: givenAt > from }
}
