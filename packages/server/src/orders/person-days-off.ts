import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { dateInKazakhstan } from '../intake/check-records.ts'
import type { DayPutRight } from './days-off-of.ts'

/** With the decree that says so. */
export interface DayTaken extends DayPutRight {
  readonly id: number
  readonly decree: string
  readonly appliedAt: Instant
}

/**
 * From now on what a head took of the corrected calendar counts for this person's hours: of days that have not begun, for what was
 * judged stays judged; of all days where nothing was ever planned. Gives what counts for the first time. To be called in the scope of
 * the topmost organisation: whichever service took it, a person has one calendar.
 */
export async function takeDaysOff(tx: ScopedTransaction, personId: string, now: Instant): Promise<DayTaken[]> {
  const { rows } = await sql<{ id: number }>`
    INSERT INTO person_days_off (person_id, calendar_change_id, applied_at)
    SELECT ${personId}::uuid, c.id, ${isoInstant(now)}::timestamptz FROM calendar_changes c
    WHERE c.id <= (SELECT coalesce(max(calendar_taken_for(o.organisation_id)), 0) FROM orders o WHERE o.person_id = ${personId})
      AND (c.on_date > ${dateInKazakhstan(now)}::date OR NOT is_planned(${personId}))
    ON CONFLICT DO NOTHING RETURNING calendar_change_id AS id`.execute(tx)
  if (rows.length === 0) return []
  const fresh = new Set(rows.map(({ id }) => id))
  return (await daysOffTaken(tx, personId)).filter(({ id }) => fresh.has(id))
}

/** Every correction that counts for this person's hours, the last word on a day last. */
export async function daysOffTaken(tx: ScopedTransaction, personId: string): Promise<DayTaken[]> {
  const rows = await tx
    .selectFrom('person_days_off as p')
    .innerJoin('calendar_changes as c', 'c.id', 'p.calendar_change_id')
    .select(['c.id', 'c.on_date', 'c.is_day_off', 'c.decree', 'p.applied_at'])
    .where('p.person_id', '=', personId)
    .orderBy('c.id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    on: row.on_date,
    isDayOff: row.is_day_off,
    decree: row.decree,
    appliedAt: row.applied_at,
  }))
}
