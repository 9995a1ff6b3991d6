import { engineVersion } from '@bilezik/compliance'
import { isoInstant, minute } from '@bilezik/domain'
import type pg from 'pg'
import { type AlertFacts, type StoredAlert, factsOfStored, isSame } from './alert-facts.ts'
import type { LateCause } from './late.ts'
import { causeOf } from '@bilezik/domain'
import { freeKey, noteIncident } from './write-alerts.ts'

interface IncidentNow {
  readonly state: 'open' | 'taken' | 'concluded'
  readonly conclusion: string | null
  readonly conclusion_note: string | null
  readonly concluded_by: string | null
  readonly is_touched: boolean
}

async function lockIncident(client: pg.ClientBase, id: string): Promise<IncidentNow> {
  const { rows } = await client.query<IncidentNow>(
    `SELECT state, conclusion, conclusion_note, concluded_by,
       EXISTS (SELECT FROM incident_entries e WHERE e.incident_id = i.id AND e.user_id IS NOT NULL) AS is_touched
     FROM incidents i WHERE id = $1 FOR UPDATE`,
    [id],
  )
  return rows[0] as IncidentNow
}

/** What was known when, with what made it otherwise; the conclusion that a reopened incident had is in it, too. */
async function keepAmendment(
  client: pg.ClientBase,
  stored: StoredAlert,
  after: AlertFacts,
  incident: IncidentNow,
  causes: readonly LateCause[],
): Promise<void> {
  const { state, conclusion, conclusion_note: note, concluded_by: concludedBy } = incident
  const before = { ...factsOfStored(stored), incident: { id: stored.incident_id, state, conclusion, note, concludedBy } }
  await client.query(
    'INSERT INTO alert_amendments (alert_id, engine_version, before, after, cause) VALUES ($1, $2, $3, $4, $5)',
    [stored.id, engineVersion, JSON.stringify(before), JSON.stringify(after), JSON.stringify({ causes })],
  )
}

async function update(client: pg.ClientBase, id: string, facts: AlertFacts): Promise<void> {
  await client.query(
    `UPDATE alerts SET key = $2, state = $3, began_at = $4, noticed_at = $5, ended_at = $6, end_noticed_at = $7, reason = $8,
       order_id = $9, condition_version = $10 WHERE id = $1`,
    [
      id,
      facts.key,
      facts.state,
      isoInstant(facts.beganAt),
      isoInstant(facts.noticedAt),
      facts.endedAt === null ? null : isoInstant(facts.endedAt),
      facts.endNoticedAt === null ? null : isoInstant(facts.endNoticedAt),
      JSON.stringify(facts.reason),
      facts.orderId,
      facts.conditionVersion,
    ],
  )
}

/** Less than this says nothing else to whoever works on it. */
const tellingMs = minute

function isMoved(a: number | null, b: number | null): boolean {
  return a !== null && b !== null && Math.abs(a - b) >= tellingMs
}

/** Whether it tells another story, so that whoever has judged the first one must hear of it. That it ended is the usual course. */
function isTelling(before: AlertFacts, after: AlertFacts): boolean {
  const isAgain = before.state === 'ended' && after.state === 'active'
  const isOtherVersion = before.orderId !== after.orderId || before.conditionVersion !== after.conditionVersion
  return isAgain || isOtherVersion || isMoved(before.beganAt, after.beganAt) || isMoved(before.endedAt, after.endedAt)
}

/**
 * Brings a concluded incident back before everybody, as nobody's: it was concluded from what has changed since. When a newer
 * incident of the same person and cause is open by now, the alert goes there, where the work goes on.
 */
async function bringBack(client: pg.ClientBase, stored: StoredAlert): Promise<void> {
  const newer = await client.query<{ id: string }>(
    `SELECT n.id FROM incidents i JOIN incidents n ON n.person_id = i.person_id AND n.cause = $2 AND n.state <> 'concluded'
     WHERE i.id = $1 FOR UPDATE OF n`,
    [stored.incident_id, causeOf[stored.kind]],
  )
  const [other] = newer.rows
  if (other) {
    await client.query('UPDATE alerts SET incident_id = $2 WHERE id = $1', [stored.id, other.id])
    await noteIncident(client, other.id, 'alert-added', stored.kind)
    return
  }
  await client.query(
    `UPDATE incidents SET state = 'open', taken_by = NULL, taken_at = NULL, concluded_by = NULL, concluded_at = NULL, conclusion = NULL,
       conclusion_note = NULL WHERE id = $1`,
    [stored.incident_id],
  )
  await noteIncident(client, stored.incident_id, 'reopened', stored.kind)
}

/** The same episode, with what is known of it now: key and times may have moved with the late data, the alert stays the same. */
export async function amendAlert(
  client: pg.ClientBase,
  stored: StoredAlert,
  after: AlertFacts,
  causes: readonly LateCause[],
): Promise<void> {
  const before = factsOfStored(stored)
  if (isSame(before, after)) return
  if (before.key !== after.key) await freeKey(client, after.key)
  const incident = await lockIncident(client, stored.incident_id)
  await keepAmendment(client, stored, after, incident, causes)
  await update(client, stored.id, after)
  const isTold = isTelling(before, after)
  if (before.state === 'ended' && after.state === 'active') {
    await noteIncident(client, stored.incident_id, 'alert-active-again', stored.kind)
  } else if (before.state === 'active' && after.state === 'ended') {
    await noteIncident(client, stored.incident_id, 'alert-ended', stored.kind)
  } else if (isTold && incident.is_touched) await noteIncident(client, stored.incident_id, 'alert-amended', stored.kind)
  if (isTold && incident.state === 'concluded') await bringBack(client, stored)
}

/**
 * Later data show that it was not so. An alert that nobody has touched is withdrawn, and an untouched incident without any other
 * alert concludes itself; one that a person has worked on stays before them, marked disproved, and comes back to them if they had
 * concluded otherwise.
 */
export async function overturnAlert(client: pg.ClientBase, stored: StoredAlert, causes: readonly LateCause[]): Promise<void> {
  const incident = await lockIncident(client, stored.incident_id)
  const state = incident.is_touched ? 'disproved' : 'withdrawn'
  await keepAmendment(client, stored, { ...factsOfStored(stored), state }, incident, causes)
  await client.query('UPDATE alerts SET state = $2 WHERE id = $1', [stored.id, state])
  if (!incident.is_touched) {
    await client.query(
      `UPDATE incidents SET state = 'concluded', concluded_at = now(), conclusion = 'withdrawn', conclusion_note = ''
       WHERE id = $1 AND state = 'open' AND NOT EXISTS (SELECT FROM alerts a WHERE a.incident_id = incidents.id AND a.state <> 'withdrawn')`,
      [stored.incident_id],
    )
  }
  await noteIncident(client, stored.incident_id, incident.is_touched ? 'alert-disproved' : 'alert-withdrawn', stored.kind)
  const isOtherFinding = incident.concluded_by !== null && incident.conclusion !== 'false-alert'
  if (incident.state === 'concluded' && isOtherFinding) await bringBack(client, stored)
}
