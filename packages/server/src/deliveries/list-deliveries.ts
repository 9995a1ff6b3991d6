import type { Delivery } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type DocumentKind, type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { numberOf } from '../documents/journal.ts'
import type { Handler } from '../http/implement.ts'
import { shortName } from '../persons/person-name.ts'

/** Refused, unclear, or given up by the server: what somebody gave up is at rest. */
const isStuck = sql<boolean>`(d.state IN ('failed', 'unclear') OR d.state = 'given-up' AND d.reason IS NULL)`
const isToHandOver = sql<boolean>`(d.channel = 'print' AND d.state = 'queued')`
const needsPerson = sql<boolean>`(${isStuck} OR ${isToHandOver})`

async function attemptsOf(tx: ScopedTransaction, ids: readonly string[]): Promise<Map<string, Delivery['attempts']>> {
  if (ids.length === 0) return new Map()
  const rows = await tx
    .selectFrom('delivery_attempts')
    .select(['delivery_id', 'number', 'began_at', 'ended_at', 'outcome', 'detail'])
    .select(sql<string | null>`name_of_user(by_user)`.as('by_name'))
    .where('delivery_id', 'in', ids)
    .orderBy('number')
    .execute()
  const attempts = rows.map((row) => ({
    deliveryId: row.delivery_id,
    number: row.number,
    beganAt: isoInstant(row.began_at),
    endedAt: row.ended_at === null ? null : isoInstant(row.ended_at),
    outcome: row.outcome,
    detail: row.detail,
    byName: row.by_name,
  }))
  return Map.groupBy(attempts, ({ deliveryId }) => deliveryId)
}

export const listDeliveries: Handler<'listDeliveries'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('deliveries as d')
    .innerJoin('case_files as c', 'c.id', 'd.case_id')
    .innerJoin('persons as p', 'p.id', 'c.person_id')
    .leftJoin('documents as o', 'o.id', 'd.document_id')
    .select(['d.id', 'd.case_id', 'd.organisation_id', 'c.person_id', 'd.file_id', 'd.document_id', 'd.what', 'd.recipient_id'])
    .select([
      'd.recipient_name',
      'd.channel',
      'd.address',
      'd.state',
      'd.asked_at',
      'd.next_at',
      'd.received_by',
      'd.received_at',
    ])
    .select(['d.proof_file_id', 'd.reason', sql<string | null>`name_of_user(d.asked_by)`.as('by_name')])
    .select(['p.family_name', 'p.given_name', 'p.patronymic', 'o.kind', 'o.sequence', 'o.year'])
    .$if(query.orderId !== undefined, (q) => q.where('d.case_id', '=', query.orderId as string))
    .$if(query.organisationId !== undefined, (q) => q.where('d.organisation_id', '=', query.organisationId as string))
    .$if(query.isStuck !== undefined, (q) => q.where(needsPerson))
    .$if(query.isOpen !== undefined, (q) => q.where(sql<boolean>`(${needsPerson} OR d.state IN ('queued', 'sending'))`))
    .orderBy('d.id', query.sort === 'oldest' ? 'asc' : 'desc')
    .limit(query.limit)
    .execute()
  const byDelivery = await attemptsOf(
    tx,
    rows.map(({ id }) => id),
  )
  return {
    deliveries: rows.map((row) => ({
      id: row.id,
      orderId: row.case_id,
      personId: row.person_id,
      personName: shortName(row),
      organisationId: row.organisation_id,
      fileId: row.file_id,
      documentId: row.document_id,
      documentKind: row.kind as DocumentKind | null,
      documentNumber: row.sequence === null || row.year === null ? null : numberOf({ sequence: row.sequence, year: row.year }),
      what: row.what,
      recipientId: row.recipient_id,
      recipientName: { ...row.recipient_name },
      channel: row.channel,
      address: row.address,
      state: row.state,
      askedAt: isoInstant(row.asked_at),
      askedByName: row.by_name,
      nextAt: row.state === 'queued' && row.channel !== 'print' ? isoInstant(row.next_at) : null,
      receivedBy: row.received_by,
      receivedAt: row.received_at === null ? null : isoInstant(row.received_at),
      proofFileId: row.proof_file_id,
      reason: row.reason,
      attempts: byDelivery.get(row.id) ?? [],
    })),
  }
}

export const countDeliveries: Handler<'countDeliveries'> = async ({ tx }) => {
  const row = await tx
    .selectFrom('deliveries as d')
    .innerJoin('case_files as c', 'c.id', 'd.case_id')
    .select([
      sql<number>`(count(*) FILTER (WHERE ${isStuck}))::int`.as('stuck'),
      sql<number>`(count(*) FILTER (WHERE ${isToHandOver}))::int`.as('to_hand_over'),
      sql<number>`(count(*) FILTER (WHERE d.channel <> 'print' AND d.state IN ('queued', 'sending')))::int`.as('unsent'),
      sql<Instant | null>`min(d.asked_at) FILTER (WHERE d.channel <> 'print' AND d.state IN ('queued', 'sending'))`.as(
        'oldest_at',
      ),
    ])
    .where('d.state', 'in', ['queued', 'sending', 'failed', 'unclear', 'given-up'])
    .executeTakeFirstOrThrow()
  return {
    stuck: row.stuck,
    toHandOver: row.to_hand_over,
    unsent: row.unsent,
    oldestUnsentAt: row.oldest_at === null ? null : isoInstant(row.oldest_at),
  }
}
