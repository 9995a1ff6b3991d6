import { type ObligationNow, obligationsNow } from '@bilezik/compliance'
import { columnsOfReading } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import type pg from 'pg'
import type { Watched } from './watched.ts'

export type Standing = ObligationNow['status']

const worstFirst: readonly Standing[] = ['breached', 'unclear', 'kept', 'off-duty']

/** The worst answer over all obligations; `off-duty` when nothing binds. */
export function standingOf(obligations: readonly ObligationNow[]): Standing {
  return worstFirst.find((status) => obligations.some((obligation) => obligation.status === status)) ?? 'off-duty'
}

/** What an operator would see change: not every moved belief. */
export function statusKey(obligations: readonly ObligationNow[]): string {
  return JSON.stringify(obligations.map((o) => [o.lineageId, o.status, o.since, o.presence?.kind, o.nextChangeAt]))
}

function statusRow(watched: Watched, obligations: readonly ObligationNow[]) {
  const { fix, contactAt, battery } = watched.latest
  const columns = fix && columnsOfReading(fix.reading)
  return {
    person_id: watched.personId,
    organisation_id: watched.organisationId,
    lat_e7: columns?.lat_e7 ?? null,
    lon_e7: columns?.lon_e7 ?? null,
    accuracy_dm: columns?.accuracy_dm ?? null,
    source: columns?.source ?? null,
    fix_is_valid: fix?.reading.isValid ?? null,
    fix_at: fix && isoInstant(fix.at),
    fix_received_at: fix && isoInstant(fix.receivedAt),
    contact_at: contactAt && isoInstant(contactAt),
    battery_percent: battery?.levelPercent ?? null,
    is_charging: battery?.isCharging ?? null,
    standing: standingOf(obligations),
    knowledge: watched.state.knowledge,
    obligations,
    visible_until: isoInstant(watched.visibleUntil),
  }
}

const columnTypes = `person_id uuid, organisation_id uuid, lat_e7 integer, lon_e7 integer, accuracy_dm integer, source smallint,
  fix_is_valid boolean, fix_at timestamptz, fix_received_at timestamptz, contact_at timestamptz, battery_percent smallint, is_charging boolean,
  standing text, knowledge jsonb, obligations jsonb, visible_until timestamptz`
const columnNames = columnTypes.split(',').map((column) => column.trim().split(' ')[0] ?? '')

/** The panel's row of each of these persons, and a feed event for those whose obligations changed since `known`. */
export async function writeStatus(
  client: pg.ClientBase,
  people: readonly Watched[],
  known: Map<string, string>,
  now: Instant,
): Promise<void> {
  if (people.length === 0) return
  const rows = people.map((watched) => {
    const obligations = obligationsNow(watched.state, now)
    return { row: statusRow(watched, obligations), key: statusKey(obligations) }
  })
  await client.query(
    `INSERT INTO person_status (${columnNames.join(', ')}) SELECT * FROM jsonb_to_recordset($1::jsonb) AS r (${columnTypes})
     ON CONFLICT (person_id) DO UPDATE SET ${columnNames
       .slice(1)
       .map((name) => `${name} = excluded.${name}`)
       .join(', ')}, updated_at = clock_timestamp()`,
    [JSON.stringify(rows.map(({ row }) => row))],
  )
  const changed = rows.filter(({ row, key }) => known.get(row.person_id) !== key)
  if (changed.length === 0) return
  await client.query(
    `INSERT INTO feed_events (organisation_id, kind, subject_id)
     SELECT organisation_id, 'obligation', person_id FROM unnest($1::uuid[], $2::uuid[]) AS c (organisation_id, person_id)`,
    [changed.map(({ row }) => row.organisation_id), changed.map(({ row }) => row.person_id)],
  )
  for (const { row, key } of changed) known.set(row.person_id, key)
}
