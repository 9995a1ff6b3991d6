import type { ResponseOf, api } from '@bilezik/contract'
import type { ObligationNow } from '@bilezik/compliance'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, type Presence, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'

type Obligation = ResponseOf<typeof api.getPerson>['obligations'][number]

function presenceAnswer(presence: Presence | undefined): Obligation['presence'] {
  if (!presence) return null
  const since = isoInstant(presence.since)
  return presence.kind === 'unknown'
    ? { kind: 'unknown', since, because: presence.because }
    : { kind: presence.kind, since, belief: presence.belief }
}

/** The conditions in force now, each with what the engine knows of it; `unclear` while it knows nothing yet. */
export async function obligationsOf(
  tx: ScopedTransaction,
  personId: string,
  states: readonly ObligationNow[],
  now: Instant,
): Promise<Obligation[]> {
  const at = isoInstant(now)
  const conditions = await tx
    .selectFrom('conditions as c')
    .innerJoin('orders as o', 'o.id', 'c.order_id')
    .select(['c.lineage_id', 'c.order_id', 'c.rule', 'c.source_kind', 'c.citation', sql<Instant>`lower(c.during)`.as('from')])
    .where('o.person_id', '=', personId)
    .where(sql<boolean>`c.during @> ${at}::timestamptz`)
    .orderBy('c.lineage_id')
    .execute()
  const byLineage = new Map(states.map((state) => [state.lineageId as string, state]))
  return conditions.map((condition) => {
    const state = byLineage.get(condition.lineage_id)
    return {
      lineageId: condition.lineage_id,
      orderId: condition.order_id,
      // zod's output type is mutable, the domain's is not; the value is the same.
      rule: condition.rule as Obligation['rule'],
      status: state?.status ?? 'unclear',
      since: isoInstant(state?.since ?? condition.from),
      presence: presenceAnswer(state?.presence),
      nextChangeAt: state?.nextChangeAt === undefined ? null : isoInstant(state.nextChangeAt),
      source: { kind: condition.source_kind, citation: condition.citation },
    }
  })
}
