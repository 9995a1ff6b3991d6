import type { Effect } from '@bilezik/compliance'
import { type Alert, type AlertKind, type Instant, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { ReplayOf, Subject } from './ledger.ts'
import { endAlert, noteIncident, raiseAlert } from './write-alerts.ts'

interface StoredAlert {
  readonly id: string
  readonly key: string
  readonly incident_id: string
  readonly kind: AlertKind
  readonly lineage_id: string
  readonly state: 'active' | 'ended' | 'withdrawn' | 'disproved'
  readonly began_at: Instant
  readonly noticed_at: Instant
  readonly ended_at: Instant | null
}

interface Derived {
  readonly alert: Alert
  readonly end: { readonly endedAt: Instant; readonly noticedAt: Instant } | null
}

const forever = Number.POSITIVE_INFINITY

function derivedFrom(effects: readonly Effect[]): { derived: Derived[]; endsOfOlder: Extract<Effect, { kind: 'end-alert' }>[] } {
  const derived = new Map<string, Derived>()
  const endsOfOlder: Extract<Effect, { kind: 'end-alert' }>[] = []
  for (const effect of effects) {
    if (effect.kind === 'raise-alert') derived.set(effect.alert.key, { alert: effect.alert, end: null })
    if (effect.kind !== 'end-alert') continue
    const raised = derived.get(effect.key)
    if (raised) derived.set(effect.key, { ...raised, end: effect })
    else endsOfOlder.push(effect)
  }
  return { derived: [...derived.values()], endsOfOlder }
}

function isSameEpisode(stored: StoredAlert, { alert, end }: Derived): boolean {
  if (stored.key === alert.key) return true
  if (stored.lineage_id !== alert.lineageId || stored.kind !== alert.kind) return false
  return stored.began_at < (end?.endedAt ?? forever) && alert.beganAt < (stored.ended_at ?? forever)
}

/** An alert that was overturned keeps its row and gives its key to the one that is true now. */
async function freeKey(client: pg.ClientBase, key: string): Promise<void> {
  await client.query(
    `UPDATE alerts SET key = key || '/' || state || '/' || id WHERE key = $1 AND state IN ('withdrawn', 'disproved')`,
    [key],
  )
}

/** The same episode, with what is known of it now: key and times may have moved with the late data, the alert stays the same. */
async function amend(client: pg.ClientBase, stored: StoredAlert, { alert, end }: Derived): Promise<void> {
  const state = end ? 'ended' : 'active'
  if (stored.key !== alert.key) await freeKey(client, alert.key)
  await client.query(
    `UPDATE alerts SET key = $2, state = $3, began_at = $4, noticed_at = $5, ended_at = $6, end_noticed_at = $7, reason = $8 WHERE id = $1`,
    [
      stored.id,
      alert.key,
      state,
      isoInstant(alert.beganAt),
      isoInstant(alert.noticedAt),
      end && isoInstant(end.endedAt),
      end && isoInstant(end.noticedAt),
      JSON.stringify(alert.reason),
    ],
  )
  if (state === 'ended' && stored.state === 'active') await noteIncident(client, stored.incident_id, 'alert-ended', stored.kind)
}

/**
 * Later data show that it was not so. An alert that nobody has touched is withdrawn, and an untouched incident without any other
 * alert concludes itself; one that a person has worked on stays before them, marked disproved.
 */
async function overturn(client: pg.ClientBase, stored: StoredAlert): Promise<void> {
  const incident = await client.query<{ state: string; is_touched: boolean }>(
    `SELECT state, EXISTS (SELECT FROM incident_entries e WHERE e.incident_id = i.id AND e.user_id IS NOT NULL) AS is_touched
     FROM incidents i WHERE id = $1 FOR UPDATE`,
    [stored.incident_id],
  )
  const isTouched = incident.rows[0]?.is_touched ?? false
  await client.query('UPDATE alerts SET state = $2 WHERE id = $1', [stored.id, isTouched ? 'disproved' : 'withdrawn'])
  if (!isTouched) {
    await client.query(
      `UPDATE incidents SET state = 'concluded', concluded_at = now(), conclusion = 'withdrawn', conclusion_note = ''
       WHERE id = $1 AND state = 'open' AND NOT EXISTS (SELECT FROM alerts a WHERE a.incident_id = incidents.id AND a.state <> 'withdrawn')`,
      [stored.incident_id],
    )
  }
  await noteIncident(client, stored.incident_id, isTouched ? 'alert-disproved' : 'alert-withdrawn', stored.kind)
}

/** An alert that was withdrawn or disproved and is true after all: raised anew, in the incident that is open now. */
async function revive(client: pg.ClientBase, subject: Subject, derived: Derived): Promise<void> {
  await freeKey(client, derived.alert.key)
  await raiseAlert(client, subject, derived.alert)
  if (derived.end) await endAlert(client, derived.alert.key, derived.end.endedAt, derived.end.noticedAt)
}

/** Brings the alerts noticed after `from` into line with what a replay from there derived. */
export async function reconcileAlerts(
  client: pg.ClientBase,
  { subject, from }: ReplayOf,
  effects: readonly Effect[],
): Promise<void> {
  const { derived, endsOfOlder } = derivedFrom(effects)
  const { rows } = await client.query<StoredAlert>(
    `SELECT id, key, incident_id, kind, lineage_id, state, began_at, noticed_at, ended_at FROM alerts
     WHERE person_id = $1 AND noticed_at > $2 AND state IN ('active', 'ended')
     ORDER BY noticed_at FOR UPDATE`,
    [subject.personId, isoInstant(from)],
  )
  // An older alert that ended after `from`: whether and when it ended is derived anew.
  await client.query(
    `UPDATE alerts SET state = 'active', ended_at = NULL, end_noticed_at = NULL
     WHERE person_id = $1 AND noticed_at <= $2 AND end_noticed_at > $2 AND state = 'ended' AND NOT key = ANY ($3)`,
    [subject.personId, isoInstant(from), endsOfOlder.map((end) => end.key)],
  )
  for (const end of endsOfOlder) await endOlder(client, end)
  const unmatched = new Set(rows)
  const byKeyFirst = derived.toSorted(
    (a, b) => Number(rows.some((r) => r.key === b.alert.key)) - Number(rows.some((r) => r.key === a.alert.key)),
  )
  for (const candidate of byKeyFirst) {
    const same =
      [...unmatched].find((row) => row.key === candidate.alert.key) ?? [...unmatched].find((row) => isSameEpisode(row, candidate))
    if (same) {
      unmatched.delete(same)
      await amend(client, same, candidate)
    } else await revive(client, subject, candidate)
  }
  for (const row of unmatched) await overturn(client, row)
}

async function endOlder(client: pg.ClientBase, end: Extract<Effect, { kind: 'end-alert' }>): Promise<void> {
  await client.query(`UPDATE alerts SET ended_at = $2, end_noticed_at = $3 WHERE key = $1 AND state = 'ended'`, [
    end.key,
    isoInstant(end.endedAt),
    isoInstant(end.noticedAt),
  ])
  await endAlert(client, end.key, end.endedAt, end.noticedAt)
}
