import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import type { CaseEvent } from '../intake/case-events.ts'
import { episodesOf } from './episodes-of.ts'

const told: readonly CaseEvent['kind'][] = ['begin-hospitalisation', 'end-hospitalisation', 'begin-search', 'end-search', 'told']

/** In hospital or sought at this moment, with who was told: for whoever looks at an alert of this person. */
export async function openEpisodes(
  tx: ScopedTransaction,
  orderId: string,
): Promise<ResponseOf<typeof api.getPerson>['episodes']> {
  const rows = await tx
    .selectFrom('case_events')
    .select(['sequence', 'at', 'kind', 'state', 'body', 'citations'])
    .where('case_id', '=', orderId)
    .where('kind', 'in', told)
    .orderBy('sequence')
    .execute()
  // Written by this server, from these types.
  const events = rows.map((row) => ({ ...row, kind: row.kind as CaseEvent['kind'], body: row.body as CaseEvent['body'] }))
  return episodesOf(events).filter(({ until }) => until === null)
}
