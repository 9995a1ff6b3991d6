import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'

const stuck = ['failed', 'unclear', 'given-up'] as const

export const listDeliveries: Handler<'listDeliveries'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('deliveries as d')
    .innerJoin('case_files as c', 'c.id', 'd.case_id')
    .innerJoin('recipients as r', 'r.id', 'd.recipient_id')
    .select(['d.id', 'd.case_id', 'c.person_id', 'd.file_id', 'd.document_id', 'd.what', 'd.recipient_id', 'r.name'])
    .select(['d.channel', 'd.address', 'd.state', 'd.asked_at', 'd.next_at', 'd.received_by', 'd.received_at'])
    .select(['d.proof_file_id', 'd.reason', sql<string | null>`name_of_user(d.asked_by)`.as('by_name')])
    .$if(query.orderId !== undefined, (q) => q.where('d.case_id', '=', query.orderId as string))
    .$if(query.isStuck !== undefined, (q) =>
      q.where((on) =>
        on.or([on('d.state', 'in', [...stuck]), on.and([on('d.channel', '=', 'print'), on('d.state', '=', 'queued')])]),
      ),
    )
    .orderBy('d.id', 'desc')
    .limit(query.limit)
    .execute()
  const attempts =
    rows.length === 0
      ? []
      : await tx
          .selectFrom('delivery_attempts')
          .select(['delivery_id', 'number', 'began_at', 'ended_at', 'outcome', 'detail'])
          .select(sql<string | null>`name_of_user(by_user)`.as('by_name'))
          .where(
            'delivery_id',
            'in',
            rows.map(({ id }) => id),
          )
          .orderBy('number')
          .execute()
  const byDelivery = Map.groupBy(attempts, (attempt) => attempt.delivery_id)
  return {
    deliveries: rows.map((row) => ({
      id: row.id,
      orderId: row.case_id,
      personId: row.person_id,
      fileId: row.file_id,
      documentId: row.document_id,
      what: row.what,
      recipientId: row.recipient_id,
      recipientName: { ...row.name },
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
      attempts: (byDelivery.get(row.id) ?? []).map((attempt) => ({
        number: attempt.number,
        beganAt: isoInstant(attempt.began_at),
        endedAt: attempt.ended_at === null ? null : isoInstant(attempt.ended_at),
        outcome: attempt.outcome,
        detail: attempt.detail,
        byName: attempt.by_name,
      })),
    })),
  }
}
