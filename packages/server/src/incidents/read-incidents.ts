import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { alertsOf } from './alerts.ts'
import { loadIncidents } from './load-incidents.ts'

/** Untaken and worst first, then newest. Concluded ones: newest conclusion first. */
export const listIncidents: Handler<'listIncidents'> = async ({ tx, query, session }) => {
  const { state, personId, limit } = query
  const found = await loadIncidents(tx, (incidents) =>
    incidents
      .$if(state === 'open' || state === 'concluded', (q) => q.where('i.state', '=', state as 'open' | 'concluded'))
      .$if(state === 'mine', (q) => q.where('i.state', '=', 'taken').where('i.taken_by', '=', session.user.id))
      .$if(state === 'live', (q) => q.where('i.state', '<>', 'concluded'))
      .$if(personId !== undefined, (q) => q.where('i.person_id', '=', personId as string))
      .$if(state === 'concluded', (q) => q.orderBy('i.concluded_at', 'desc'))
      .orderBy(sql`i.state = 'open'`, 'desc')
      .orderBy('i.severity_rank')
      .orderBy('i.opened_at', 'desc')
      .orderBy('i.number', 'desc')
      // One more than asked for tells whether there are more.
      .limit(limit + 1),
  )
  return { incidents: found.slice(0, limit), isTruncated: found.length > limit }
}

export const getIncident: Handler<'getIncident'> = async ({ tx, params, log }) => {
  const [incident] = await loadIncidents(tx, (incidents) => incidents.where('i.id', '=', params.incidentId))
  if (!incident) return refuse('not-found')
  const entries = await tx
    .selectFrom('incident_entries')
    .select(['at', 'kind', 'alert_kind', 'text', sql<string | null>`name_of_user(user_id)`.as('by_name')])
    .where('incident_id', '=', incident.id)
    .orderBy('id')
    .execute()
  // The reasons of its alerts hold places.
  await log({ personId: incident.person.id, subjectId: incident.id, organisationId: incident.organisationId })
  return {
    incident,
    alerts: await alertsOf(tx, (alerts) => alerts.where('a.incident_id', '=', incident.id)),
    entries: entries.map((entry) => ({
      at: isoInstant(entry.at),
      byName: entry.by_name,
      kind: entry.kind,
      alertKind: entry.alert_kind,
      text: entry.text,
    })),
  }
}
