import type { ScopedTransaction } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'

export interface RecordedRequest {
  readonly id: string
  readonly number: string
  readonly askedBy: string
  readonly receivedAt: Instant
  readonly from: Instant | null
  readonly until: Instant | null
}

/** The body's requests for information on an order, the latest first. */
export function requestsOf(tx: ScopedTransaction, caseId: string): Promise<RecordedRequest[]> {
  return tx
    .selectFrom('information_requests')
    .select(['id', 'number', 'asked_by as askedBy', 'received_at as receivedAt'])
    .select(['period_from as from', 'period_until as until'])
    .where('case_id', '=', caseId)
    .orderBy('received_at', 'desc')
    .limit(200)
    .execute()
}
