import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { ResponseOf, api } from '@bilezik/contract'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'

const mostListed = 500

type Listed = ResponseOf<typeof api.listPermits>['permits'][number]

export const listPermits: Handler<'listPermits'> = async ({ tx, params }) => {
  const order = await tx.selectFrom('orders').select('id').where('id', '=', params.orderId).executeTakeFirst()
  if (!order) return refuse('not-found')
  const rows = await tx
    .selectFrom('permits')
    .selectAll()
    .select([sql<Instant>`lower(during)`.as('from'), sql<Instant>`upper(during)`.as('until')])
    .where('order_id', '=', order.id)
    .orderBy(sql`lower(during)`, 'desc')
    .limit(mostListed)
    .execute()
  return {
    permits: rows.map((row) => ({
      id: row.id,
      kind: row.kind,
      lineageIds: row.lineage_ids,
      from: isoInstant(row.from),
      until: isoInstant(row.until),
      // zod's output type is mutable, the domain's is not; the value is the same.
      schedule: row.schedule as Listed['schedule'],
      givenAt: isoInstant(row.given_at),
      givenBy: row.given_by,
      documentNumber: row.document_number,
      revokedAt: row.revoked_at === null ? null : isoInstant(row.revoked_at),
      revokedReason: row.revoked_reason,
    })),
  }
}
