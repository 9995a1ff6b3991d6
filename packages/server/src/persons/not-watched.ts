import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'

type Obligation = ResponseOf<typeof api.getPerson>['obligations'][number]

/** Since when the watching of the person fails by a fault of ours; null while it goes on. */
export async function notWatchedSince(tx: ScopedTransaction, personId: string): Promise<Instant | null> {
  const fault = await tx
    .selectFrom('engine_faults')
    .select('began_at')
    .where('person_id', '=', personId)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  return fault?.began_at ?? null
}

/** What the engine wrote last is no answer for now: neither kept nor breached, and nobody's fault but ours. */
export function withoutWatch(obligations: readonly Obligation[], since: Instant): Obligation[] {
  const from = isoInstant(since)
  return obligations.map((obligation) => ({
    ...obligation,
    status: 'unclear',
    since: from,
    presence: obligation.presence && { kind: 'unknown', since: from, because: 'server' },
    nextChangeAt: null,
  }))
}
