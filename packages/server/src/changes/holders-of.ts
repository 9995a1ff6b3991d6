import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type HandOverCause, isoInstant } from '@bilezik/domain'
import type { CaseFile } from '../intake/case-events.ts'

type Holder = ResponseOf<typeof api.getOrderChanges>['holders'][number]

/** The subdivisions that have had the order, from the first to the one that has it now. */
export async function holdersOf(tx: ScopedTransaction, file: CaseFile): Promise<Holder[]> {
  const transfers = await tx
    .selectFrom('order_transfers')
    .select(['from_organisation_id as from', 'to_organisation_id as to', 'at', 'because'])
    .where('case_id', '=', file.id)
    .orderBy('last_sequence')
    .execute()
  const ids = [transfers[0]?.from ?? file.organisationId, ...transfers.map(({ to }) => to)]
  const named = await tx.selectFrom('organisations').select(['id', 'name']).where('id', 'in', ids).execute()
  return ids.map((organisationId, i) => {
    const [came, went] = [transfers[i - 1], transfers[i]]
    return {
      organisationId,
      name: named.find(({ id }) => id === organisationId)?.name ?? null,
      from: came ? isoInstant(came.at) : null,
      until: went ? isoInstant(went.at) : null,
      // Written by the hand-over, from the closed list.
      because: came ? (came.because as HandOverCause) : null,
    }
  })
}
