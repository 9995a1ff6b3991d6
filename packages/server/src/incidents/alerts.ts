import type { ResponseOf, api } from '@bilezik/contract'
import type { ScopedTransaction, Tables } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { type Nullable, type SelectQueryBuilder, sql } from 'kysely'

type AlertAnswer = ResponseOf<typeof api.getIncident>['alerts'][number]

type AlertQuery = SelectQueryBuilder<Tables & { a: Tables['alerts']; c: Nullable<Tables['conditions']> }, 'a' | 'c', object>

/** Alerts in scope with their reasons, oldest first; the zone is named as it was in the version they were raised under. */
export async function alertsOf(tx: ScopedTransaction, narrow: (query: AlertQuery) => AlertQuery): Promise<AlertAnswer[]> {
  const query = tx
    .selectFrom('alerts as a')
    .leftJoin('conditions as c', (join) =>
      join.onRef('c.lineage_id', '=', 'a.lineage_id').onRef('c.version', '=', 'a.condition_version'),
    )
  const rows = await narrow(query as unknown as AlertQuery)
    .select([
      'a.id',
      'a.kind',
      'a.severity',
      'a.state',
      'a.began_at',
      'a.noticed_at',
      'a.raised_at',
      'a.ended_at',
      'a.lineage_id',
      'a.reason',
    ])
    .select(sql<string | null>`c.rule -> 'zone' ->> 'name'`.as('zone_name'))
    .orderBy('a.began_at')
    .orderBy('a.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    severity: row.severity,
    state: row.state,
    beganAt: isoInstant(row.began_at),
    noticedAt: isoInstant(row.noticed_at),
    raisedAt: isoInstant(row.raised_at),
    endedAt: row.ended_at === null ? null : isoInstant(row.ended_at),
    lineageId: row.lineage_id,
    zoneName: row.zone_name,
    // zod's output type is mutable, the domain's is not; the value is the same.
    reason: row.reason as AlertAnswer['reason'],
  }))
}
