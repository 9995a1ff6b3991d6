import type { Alert, AlertKind, AlertReason, Instant } from '@bilezik/domain'
import type pg from 'pg'
import type { Subject } from './ledger.ts'

export interface StoredAlert {
  readonly id: string
  readonly key: string
  readonly incident_id: string
  readonly kind: AlertKind
  readonly lineage_id: string
  readonly order_id: string
  readonly condition_version: number
  readonly state: 'active' | 'ended' | 'withdrawn' | 'disproved'
  readonly began_at: Instant
  readonly noticed_at: Instant
  readonly ended_at: Instant | null
  readonly end_noticed_at: Instant | null
  readonly reason: AlertReason
  readonly engine_version: string
}

/** What an alert says, as far as later data can change it. Kept before and after each amendment. */
export interface AlertFacts {
  readonly key: string
  readonly kind: AlertKind
  readonly lineageId: string
  readonly orderId: string
  readonly conditionVersion: number
  readonly state: StoredAlert['state']
  readonly beganAt: Instant
  readonly noticedAt: Instant
  readonly endedAt: Instant | null
  readonly endNoticedAt: Instant | null
  readonly reason: AlertReason
}

export interface AlertEnd {
  readonly endedAt: Instant
  readonly noticedAt: Instant
}

/** An alert as a replay has derived it. */
export interface Derived {
  readonly alert: Alert
  readonly end: AlertEnd | null
}

export function factsOfStored(stored: StoredAlert): AlertFacts {
  return {
    key: stored.key,
    kind: stored.kind,
    lineageId: stored.lineage_id,
    orderId: stored.order_id,
    conditionVersion: stored.condition_version,
    state: stored.state,
    beganAt: stored.began_at,
    noticedAt: stored.noticed_at,
    endedAt: stored.ended_at,
    endNoticedAt: stored.end_noticed_at,
    reason: stored.reason,
  }
}

export function factsOfDerived({ alert, end }: Derived): AlertFacts {
  const { key, kind, lineageId, orderId, conditionVersion, beganAt, noticedAt, reason } = alert
  const ending = { state: end ? 'ended' : 'active', endedAt: end?.endedAt ?? null, endNoticedAt: end?.noticedAt ?? null } as const
  return { key, kind, lineageId, orderId, conditionVersion, ...ending, beganAt, noticedAt, reason }
}

/** As before, with another end or none. */
export function withEnd(facts: AlertFacts, end: AlertEnd | null): AlertFacts {
  return { ...facts, state: end ? 'ended' : 'active', endedAt: end?.endedAt ?? null, endNoticedAt: end?.noticedAt ?? null }
}

/** Whatever order the keys of the reason were stored in. */
export function isSame(a: unknown, b: unknown): boolean {
  if (a === b) return true
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false
  const [left, right] = [Object.entries(a), new Map(Object.entries(b))]
  return left.length === right.size && left.every(([key, value]) => right.has(key) && isSame(value, right.get(key)))
}

const forever = Number.POSITIVE_INFINITY

/** Another key, and yet the same episode: of the same condition and kind, and at one time. */
export function isSameEpisode(a: AlertFacts, b: AlertFacts): boolean {
  if (a.lineageId !== b.lineageId || a.kind !== b.kind) return false
  return a.beganAt < (b.endedAt ?? forever) && b.beganAt < (a.endedAt ?? forever)
}

/** What stands of a person and was noticed, or ended, after a moment. */
export async function readStanding(client: pg.ClientBase, { personId }: Subject, from: string): Promise<readonly StoredAlert[]> {
  const { rows } = await client.query<StoredAlert>(
    `SELECT id, key, incident_id, kind, lineage_id, order_id, condition_version, state, began_at, noticed_at, ended_at, end_noticed_at,
       reason, engine_version FROM alerts
     WHERE person_id = $1 AND state IN ('active', 'ended') AND (noticed_at > $2 OR end_noticed_at > $2 OR state = 'active')
     ORDER BY noticed_at, id FOR UPDATE`,
    [personId, from],
  )
  return rows
}
