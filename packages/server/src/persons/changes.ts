import type { ScopedTransaction } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'
import { instantParameter } from '../http/instant-parameter.ts'
import type { Change } from './bands.ts'

export interface Period {
  readonly from: Instant
  readonly until: Instant
}

/** By lineage, in the order of noticing; '' is what is known about the person at all. With the change in force when the period begins. */
export async function changesOf(tx: ScopedTransaction, personId: string, period: Period): Promise<Map<string, Change[]>> {
  const columns = ['id', 'lineage_id', 'since', 'noticed_at', 'value', 'because'] as const
  const standing = tx
    .selectFrom('transitions')
    .select(columns)
    .where('person_id', '=', personId)
    .where('superseded_at', 'is', null)
  const rows = await standing
    .where('since', '>=', instantParameter(period.from))
    .where('since', '<', instantParameter(period.until))
    // In brackets, or the order would be that of the whole union, and what stood before the period one at random.
    .unionAll((union) =>
      union.parens(
        standing
          .where('since', '<', instantParameter(period.from))
          .distinctOn('lineage_id')
          .orderBy('lineage_id')
          .orderBy('noticed_at', 'desc')
          .orderBy('id', 'desc'),
      ),
    )
    .execute()
  const inOrder = rows.toSorted((a, b) => a.noticed_at - b.noticed_at || a.id - b.id)
  return Map.groupBy(inOrder, (row) => row.lineage_id ?? '')
}
