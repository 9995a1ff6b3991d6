import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, type LineageId, type Permit, type PermitId, day, isoInstant, later } from '@bilezik/domain'
import { sql } from 'kysely'

/** Running or coming permits of one order: more than one for each night of a month, and a bound for the engine's state. */
export const mostPermits = 50

/** An alert names permits that have just ended: those of the last month are enough. */
const rememberedMs = 30 * day

/** The permits of a person from `at` on, for the engine: cut where they were revoked. */
export async function permitsOf(tx: ScopedTransaction, personId: string, at: Instant): Promise<Permit[]> {
  const rows = await tx
    .selectFrom('permits as p')
    .innerJoin('orders as o', 'o.id', 'p.order_id')
    .select(['p.id', 'p.kind', 'p.lineage_ids', 'p.schedule', 'p.given_at', 'p.revoked_at'])
    .select([sql<Instant>`lower(p.during)`.as('from'), sql<Instant>`upper(p.during)`.as('until')])
    .where('o.person_id', '=', personId)
    .where(sql<boolean>`upper(p.during) > ${isoInstant(later(at, -rememberedMs))}::timestamptz`)
    .orderBy('p.id')
    .execute()
  return rows.flatMap((row) => {
    const until = row.revoked_at !== null && row.revoked_at < row.until ? row.revoked_at : row.until
    if (until <= row.from) return []
    return [
      {
        id: row.id as PermitId,
        kind: row.kind,
        lineageIds: row.lineage_ids as LineageId[],
        givenAt: row.given_at,
        from: row.from,
        until,
        ...(row.schedule ? { schedule: row.schedule } : {}),
      },
    ]
  })
}
