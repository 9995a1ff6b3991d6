import type { Incident } from '@bilezik/contract'
import type { ScopedTransaction, Tables } from '@bilezik/database'
import { type Instant, invariant, isoInstant } from '@bilezik/domain'
import { type SelectQueryBuilder, type Selectable, sql } from 'kysely'
import { type PersonName, shortName } from '../persons/person-name.ts'
import { type AlertFacts, headlineOf } from './headline.ts'

type IncidentQuery = SelectQueryBuilder<Tables & { i: Tables['incidents'] }, 'i', object>
type IncidentRow = Selectable<Tables['incidents']> &
  PersonName & { readonly taken_name: string | null; readonly concluded_name: string | null }

/** What the queue shows of incidents in scope, in the order that `narrow` gives. */
export async function loadIncidents(tx: ScopedTransaction, narrow: (query: IncidentQuery) => IncidentQuery): Promise<Incident[]> {
  const rows: IncidentRow[] = await narrow(tx.selectFrom('incidents as i') as unknown as IncidentQuery)
    .innerJoin('persons as p', 'p.id', 'i.person_id')
    .selectAll('i')
    .select(['p.family_name', 'p.given_name', 'p.patronymic'])
    .select(sql<string | null>`name_of_user(i.taken_by)`.as('taken_name'))
    .select(sql<string | null>`name_of_user(i.concluded_by)`.as('concluded_name'))
    .execute()
  const alerts = await factsOf(
    tx,
    rows.map((row) => row.id),
  )
  return rows.map((row) => incidentAnswer(row, alerts.get(row.id) ?? []))
}

async function factsOf(tx: ScopedTransaction, incidentIds: readonly string[]): Promise<Map<string, AlertFacts[]>> {
  if (incidentIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('alerts as a')
    .leftJoin('conditions as c', (join) =>
      join.onRef('c.lineage_id', '=', 'a.lineage_id').onRef('c.version', '=', 'a.condition_version'),
    )
    .select(['a.incident_id', 'a.kind', 'a.severity', 'a.state'])
    .select(sql<string | null>`c.rule -> 'zone' ->> 'name'`.as('zoneName'))
    .select(sql<number | null>`(a.reason -> 'path' -> -1 ->> 'distanceMetres')::float8`.as('distanceMetres'))
    .select(sql<number | null>`(a.reason ->> 'belief')::float8`.as('belief'))
    .where('a.incident_id', 'in', incidentIds)
    .orderBy('a.noticed_at')
    .orderBy('a.id')
    .execute()
  return Map.groupBy(rows, (row) => row.incident_id)
}

function iso(at: Instant | null, because: string): string {
  invariant(at !== null, because)
  return isoInstant(at)
}

function incidentAnswer(row: IncidentRow, alerts: readonly AlertFacts[]): Incident {
  const headline = headlineOf(alerts)
  invariant(headline, `incident ${row.number} has an alert: both are written in one transaction`)
  return {
    id: row.id,
    number: row.number,
    person: { id: row.person_id, name: shortName(row) },
    organisationId: row.organisation_id,
    cause: row.cause,
    severity: row.severity,
    headline: headline.kind,
    zoneName: headline.zoneName,
    state: row.state,
    isActive: alerts.some((alert) => alert.state === 'active'),
    beganAt: isoInstant(row.began_at),
    openedAt: isoInstant(row.opened_at),
    alertCount: alerts.length,
    distanceMetres: headline.distanceMetres,
    belief: headline.belief,
    taken:
      row.taken_by === null
        ? null
        : { byUserId: row.taken_by, byName: row.taken_name ?? '', at: iso(row.taken_at, 'a taken incident says when') },
    concluded:
      row.conclusion === null
        ? null
        : {
            byName: row.concluded_name,
            at: iso(row.concluded_at, 'a concluded incident says when'),
            conclusion: row.conclusion,
            note: row.conclusion_note ?? '',
          },
  }
}
