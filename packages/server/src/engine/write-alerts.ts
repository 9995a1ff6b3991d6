import { engineVersion } from '@bilezik/compliance'
import { type Alert, type AlertKind, type Instant, causeOf, isoInstant, severities, severityOf } from '@bilezik/domain'
import type pg from 'pg'
import type { PersonEffects, Subject } from './ledger.ts'

type EntryKind =
  | 'opened'
  | 'alert-added'
  | 'alert-ended'
  | 'alert-active-again'
  | 'alert-amended'
  | 'alert-withdrawn'
  | 'alert-disproved'
  | 'reopened'

/** A line in the incident's history by the system, and word of it to the live screens. */
export async function noteIncident(
  client: pg.ClientBase,
  incidentId: string,
  kind: EntryKind,
  alertKind: AlertKind,
): Promise<void> {
  await client.query('INSERT INTO incident_entries (incident_id, kind, alert_kind) VALUES ($1, $2, $3)', [
    incidentId,
    kind,
    alertKind,
  ])
  await client.query(
    `INSERT INTO feed_events (organisation_id, kind, subject_id) SELECT organisation_id, 'incident', id FROM incidents WHERE id = $1`,
    [incidentId],
  )
}

interface OpenIncident {
  readonly id: string
  readonly isNew: boolean
}

/** Alerts of one person and cause gather in one incident until it is concluded. */
async function incidentFor(client: pg.ClientBase, subject: Subject, alert: Alert): Promise<OpenIncident> {
  const cause = causeOf[alert.kind]
  const severity = severityOf[alert.kind]
  const rank = severities.indexOf(severity)
  const open = await client.query<{ id: string; severity_rank: number }>(
    `SELECT id, severity_rank FROM incidents WHERE person_id = $1 AND cause = $2 AND state <> 'concluded' FOR UPDATE`,
    [subject.personId, cause],
  )
  const [found] = open.rows
  if (found) {
    if (rank < found.severity_rank) {
      await client.query('UPDATE incidents SET severity = $2, severity_rank = $3 WHERE id = $1', [found.id, severity, rank])
    }
    return { id: found.id, isNew: false }
  }
  const made = await client.query<{ id: string }>(
    `INSERT INTO incidents (person_id, organisation_id, cause, severity, severity_rank, began_at) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id`,
    [subject.personId, subject.organisationId, cause, severity, rank, isoInstant(alert.beganAt)],
  )
  return { id: (made.rows[0] as { id: string }).id, isNew: true }
}

async function insertAlert(client: pg.ClientBase, subject: Subject, alert: Alert): Promise<void> {
  const incident = await incidentFor(client, subject, alert)
  await client.query(
    `INSERT INTO alerts (key, incident_id, person_id, order_id, lineage_id, condition_version, kind, severity, began_at, noticed_at, reason,
       engine_version)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [
      alert.key,
      incident.id,
      subject.personId,
      alert.orderId,
      alert.lineageId,
      alert.conditionVersion,
      alert.kind,
      severityOf[alert.kind],
      isoInstant(alert.beganAt),
      isoInstant(alert.noticedAt),
      JSON.stringify(alert.reason),
      engineVersion,
    ],
  )
  await noteIncident(client, incident.id, incident.isNew ? 'opened' : 'alert-added', alert.kind)
}

/** Kinds of which one alert a condition stands at a time; of the others each device has its own. */
const isOfPlaceOrSilence: Readonly<Partial<Record<AlertKind, true>>> = {
  'not-at-home': true,
  'forbidden-place': true,
  'no-contact': true,
}

/** Whether another version has raised the same episode, for a person of whom this version does not know the beginning yet. */
async function isStanding(
  client: pg.ClientBase,
  { personId, isProvisional }: Subject,
  { kind, lineageId }: Alert,
): Promise<boolean> {
  if (isProvisional !== true || isOfPlaceOrSilence[kind] !== true) return false
  const { rowCount } = await client.query(
    `SELECT FROM alerts WHERE person_id = $1 AND lineage_id = $2 AND kind = $3 AND state = 'active' AND engine_version <> $4`,
    [personId, lineageId, kind, engineVersion],
  )
  return rowCount !== 0
}

/** An alert that was overturned keeps its row and gives its key to the one that is true now. */
export async function freeKey(client: pg.ClientBase, key: string): Promise<void> {
  await client.query(
    `UPDATE alerts SET key = key || '/' || state || '/' || id WHERE key = $1 AND state IN ('withdrawn', 'disproved')`,
    [key],
  )
}

/**
 * Raised a second time (after a crash, or because a strap raised at once and again in its replay) it changes nothing; one that was
 * withdrawn or disproved and is true after all is raised anew.
 */
export async function raiseAlert(client: pg.ClientBase, subject: Subject, alert: Alert): Promise<void> {
  const known = await client.query(`SELECT FROM alerts WHERE key = $1 AND state IN ('active', 'ended')`, [alert.key])
  if (known.rowCount !== 0 || (await isStanding(client, subject, alert))) return
  await freeKey(client, alert.key)
  await insertAlert(client, subject, alert)
}

/** By its key, or by the key under which this version derives what another one raised. */
export async function endAlert(client: pg.ClientBase, key: string, endedAt: Instant, noticedAt: Instant): Promise<void> {
  const ended = await client.query<{ incident_id: string; kind: AlertKind }>(
    `UPDATE alerts SET state = 'ended', ended_at = $2, end_noticed_at = $3
     WHERE state = 'active' AND (key = $1 OR id IN (SELECT alert_id FROM engine_differences WHERE derived_key = $1 AND new_version = $4)) RETURNING incident_id, kind`,
    [key, isoInstant(endedAt), isoInstant(noticedAt), engineVersion],
  )
  for (const row of ended.rows) await noteIncident(client, row.incident_id, 'alert-ended', row.kind)
}

export async function writeAlerts(client: pg.ClientBase, derived: readonly PersonEffects[]): Promise<void> {
  for (const { subject, effects } of derived) {
    for (const effect of effects) {
      if (effect.kind === 'raise-alert') await raiseAlert(client, subject, effect.alert)
      else if (effect.kind === 'end-alert') await endAlert(client, effect.key, effect.endedAt, effect.noticedAt)
    }
  }
}
