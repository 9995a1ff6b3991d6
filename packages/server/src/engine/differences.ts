import { engineVersion } from '@bilezik/compliance'
import { type Instant, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import { type AlertFacts, type StoredAlert, factsOfStored } from './alert-facts.ts'
import type { Subject } from './ledger.ts'

/**
 * One version of the engine never overrules another by itself: where they differ, both are written down for a human, and what was
 * raised stands. Noted again, the same difference changes nothing.
 */
export async function noteDifference(
  client: pg.ClientBase,
  { personId }: Subject,
  stored: StoredAlert | null,
  derived: AlertFacts | null,
): Promise<void> {
  await client.query(
    `INSERT INTO engine_differences (person_id, alert_id, derived_key, old_version, new_version, stored, derived)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (new_version, person_id, alert_id, derived_key) DO UPDATE SET stored = excluded.stored, derived = excluded.derived`,
    [
      personId,
      stored?.id ?? null,
      derived?.key ?? null,
      stored?.engine_version ?? null,
      engineVersion,
      stored && JSON.stringify(factsOfStored(stored)),
      derived && JSON.stringify(derived),
    ],
  )
}

/** What this version derives of the person and no other did, for the time before it first ran: a difference, not an alert. */
export async function readOnlyDerived(client: pg.ClientBase, { personId }: Subject): Promise<readonly AlertFacts[]> {
  const { rows } = await client.query<{ derived: AlertFacts }>(
    'SELECT derived FROM engine_differences WHERE person_id = $1 AND new_version = $2 AND alert_id IS NULL',
    [personId, engineVersion],
  )
  return rows.map((row) => row.derived)
}

/** When this version first ran here; now, at its first start. */
export async function noteVersion(client: pg.ClientBase, now: Instant): Promise<Instant> {
  await client.query('INSERT INTO engine_versions (version, first_run_at) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    engineVersion,
    isoInstant(now),
  ])
  const { rows } = await client.query<{ first_run_at: Instant }>('SELECT first_run_at FROM engine_versions WHERE version = $1', [
    engineVersion,
  ])
  return rows[0]?.first_run_at ?? now
}
