import type { ScopedTransaction } from '@bilezik/database'
import { type AlertKind, type BlindCause, type Instant, type Permit, blindCauses, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { permitsOf } from '../../orders/permits-of.ts'
import { type Band, bandsOf } from '../../persons/bands.ts'
import { type Period, changesOf } from '../../persons/changes.ts'
import type { DutyVersion } from './duty-hours.ts'

/** What the answer to a request can tell of single events. */
export const mostEvents = 1_000

export interface StoredAlert {
  readonly lineageId: string
  readonly kind: AlertKind
  readonly from: Instant
  readonly until: Instant | null
  readonly conclusion: 'confirmed' | 'justified' | 'equipment-fault' | 'false-alert' | 'withdrawn' | null
}

export interface Duty extends DutyVersion {
  readonly sourceKind: 'law' | 'order' | 'policy'
  readonly citation: string | null
}

/** What the engine stored of one order in a period, as it knows it now. */
export interface Story {
  readonly duties: readonly Duty[]
  readonly permits: readonly Permit[]
  readonly alerts: readonly StoredAlert[]
  readonly bandsOf: (lineageId: string) => readonly Band[]
  readonly blind: readonly { readonly cause: BlindCause; readonly from: Instant; readonly until: Instant }[]
}

async function dutiesOf(tx: ScopedTransaction, orderId: string, period: Period): Promise<Duty[]> {
  const rows = await tx
    .selectFrom('conditions')
    .select(['lineage_id', 'version', 'rule', 'source_kind', 'citation'])
    .select([sql<Instant>`lower(during)`.as('from'), sql<Instant>`upper(during)`.as('until')])
    .where('order_id', '=', orderId)
    .where(sql<boolean>`during && tstzrange(${isoInstant(period.from)}, ${isoInstant(period.until)})`)
    .orderBy('lineage_id')
    .orderBy('version')
    .execute()
  return rows.map((row) => ({
    lineageId: row.lineage_id,
    rule: row.rule,
    from: row.from,
    until: row.until,
    sourceKind: row.source_kind,
    citation: row.citation,
  }))
}

/** Withdrawn and disproved ones are no facts. */
async function alertsOf(tx: ScopedTransaction, orderId: string, period: Period): Promise<StoredAlert[]> {
  const rows = await tx
    .selectFrom('alerts as a')
    .innerJoin('incidents as i', 'i.id', 'a.incident_id')
    .select(['a.lineage_id', 'a.kind', 'a.began_at', 'a.ended_at', 'i.conclusion'])
    .where('a.order_id', '=', orderId)
    .where('a.state', 'in', ['active', 'ended'])
    .where(
      sql<boolean>`a.began_at < ${isoInstant(period.until)}::timestamptz AND coalesce(a.ended_at, 'infinity') >= ${isoInstant(period.from)}::timestamptz`,
    )
    .orderBy('a.began_at')
    .orderBy('a.id')
    .limit(mostEvents + 1)
    .execute()
  return rows.map((row) => ({
    lineageId: row.lineage_id,
    kind: row.kind,
    from: row.began_at,
    until: row.ended_at,
    conclusion: row.conclusion,
  }))
}

export async function loadStory(
  tx: ScopedTransaction,
  { orderId, personId, now }: { readonly orderId: string; readonly personId: string; readonly now: Instant },
  period: Period,
): Promise<Story> {
  const changes = await changesOf(tx, personId, period)
  const bands = (chain: string) => bandsOf(changes.get(chain) ?? [], period.from, period.until, now)
  return {
    duties: await dutiesOf(tx, orderId, period),
    permits: await permitsOf(tx, personId, period.from),
    alerts: await alertsOf(tx, orderId, period),
    bandsOf: bands,
    blind: bands('').flatMap((band) => {
      const cause = blindCauses.find((one) => one === band.because)
      return band.value === 'blind' && cause ? [{ cause, from: band.since, until: band.until ?? now }] : []
    }),
  }
}
