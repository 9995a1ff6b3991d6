import type { TechnicalIncident } from '@bilezik/contract'
import type { ScopedTransaction, Tables } from '@bilezik/database'
import { type Instant, type Localised, invariant, isoInstant } from '@bilezik/domain'
import { type RawBuilder, type Selectable, sql } from 'kysely'

type Row = Pick<
  Selectable<Tables['technical_incidents']>,
  'id' | 'number' | 'state' | 'taken_by' | 'taken_at' | 'concluded_by' | 'concluded_at'
> &
  Pick<
    Selectable<Tables['fleet_outages']>,
    'group_kind' | 'group_values' | 'because' | 'began_at' | 'noticed_at' | 'ended_at'
  > & {
    readonly region: Localised | null
    readonly person_count: number
    readonly silent_count: number
    readonly taken_name: string | null
    readonly concluded_name: string | null
    readonly note: string | null
  }

/**
 * The technical incidents that touch persons in scope, in the order of staff: untaken first, then newest. Row-level security
 * shows the members in scope only, so the counts are of these.
 */
export async function loadTechnicalIncidents(
  tx: ScopedTransaction,
  where: RawBuilder<unknown>,
  userId: string,
  limit = 1,
): Promise<TechnicalIncident[]> {
  const { rows } = await sql<Row>`
    SELECT t.id, t.number, t.state, t.taken_by, t.taken_at, t.concluded_by, t.concluded_at, w.taken_name, w.concluded_name, w.note,
      o.group_kind, o.group_values, o.because, o.began_at, o.noticed_at, o.ended_at, m.person_count, m.silent_count,
      CASE o.group_kind WHEN 'region' THEN name_of_region((o.group_values ->> 0)::uuid)
        WHEN 'network-in-region' THEN name_of_region((o.group_values ->> 1)::uuid) END AS region
    FROM technical_incidents t
    JOIN fleet_outages o ON o.id = t.outage_id
    CROSS JOIN LATERAL technical_work_of(t.id) w
    CROSS JOIN LATERAL (
      SELECT count(DISTINCT person_id)::int AS person_count,
        (count(DISTINCT person_id) FILTER (WHERE blind_until IS NULL))::int AS silent_count
      FROM fleet_outage_members WHERE outage_id = t.outage_id) m
    WHERE ${where}
    ORDER BY t.state = 'concluded', t.state = 'taken', o.began_at DESC, t.number DESC
    LIMIT ${limit}`.execute(tx)
  return rows.map((row) => answerOf(row, userId))
}

/** A region is told by its name: its id may be of an organisation above the scope. */
function groupOf({ group_kind: kind, group_values: values, region }: Row): TechnicalIncident['group'] {
  if (kind === 'region') return { kind, values: [], region }
  if (kind === 'network-in-region') return { kind, values: values.slice(0, 1), region }
  return { kind, values: [...values], region: null }
}

function iso(at: Instant | null): string {
  invariant(at !== null, 'who has taken or concluded did so at a time')
  return isoInstant(at)
}

function answerOf(row: Row, userId: string): TechnicalIncident {
  return {
    id: row.id,
    number: row.number,
    group: groupOf(row),
    because: row.because,
    beganAt: isoInstant(row.began_at),
    noticedAt: isoInstant(row.noticed_at),
    endedAt: row.ended_at === null ? null : isoInstant(row.ended_at),
    personCount: row.person_count,
    silentCount: row.silent_count,
    state: row.state,
    taken: row.taken_by === null ? null : { isYours: row.taken_by === userId, byName: row.taken_name, at: iso(row.taken_at) },
    concluded: row.concluded_by === null ? null : { byName: row.concluded_name, at: iso(row.concluded_at), note: row.note },
  }
}
