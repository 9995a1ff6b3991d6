import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { shortName } from '../persons/person-name.ts'
import { loadTechnicalIncidents } from './load-technical-incidents.ts'

const narrowed = {
  live: sql`t.state <> 'concluded'`,
  concluded: sql`t.state = 'concluded'`,
  all: sql`true`,
}

export const listTechnicalIncidents: Handler<'listTechnicalIncidents'> = async ({ tx, query, session }) => ({
  technicalIncidents: await loadTechnicalIncidents(tx, narrowed[query.state], session.user.id, query.limit),
})

/** The most urgent first; those sent come after all that are due, the newest first. */
export const listTechnicalNotices: Handler<'listTechnicalNotices'> = async ({ tx, query }) => {
  const rows = await tx
    .selectFrom('technical_notices as n')
    .innerJoin('technical_incidents as t', 't.outage_id', 'n.outage_id')
    .innerJoin('orders as o', 'o.id', 'n.order_id')
    .innerJoin('persons as p', 'p.id', 'n.person_id')
    .innerJoin('organisations as b', 'b.id', 'n.organisation_id')
    .select(['n.id', 'n.order_id', 'n.person_id', 'n.organisation_id', 'n.began_at', 'n.ended_at', 'n.known_at', 'n.due_at'])
    .select(['n.state', 'n.citation', 't.number', 'o.basis_number', 'b.name'])
    .select(['p.family_name', 'p.given_name', 'p.patronymic'])
    .$if(query.state === 'due', (due) => due.where('n.state', '=', 'due'))
    .orderBy(sql`n.state = 'sent'`)
    .orderBy(sql`CASE WHEN n.state = 'due' THEN n.due_at END`)
    .orderBy('n.due_at', 'desc')
    .orderBy('n.id')
    .limit(query.limit)
    .execute()
  return {
    notices: rows.map((row) => ({
      id: row.id,
      technicalIncidentNumber: row.number,
      order: { id: row.order_id, basisNumber: row.basis_number },
      person: { id: row.person_id, name: shortName(row) },
      organisation: { id: row.organisation_id, name: row.name },
      beganAt: isoInstant(row.began_at),
      endedAt: row.ended_at === null ? null : isoInstant(row.ended_at),
      knownAt: isoInstant(row.known_at),
      dueAt: isoInstant(row.due_at),
      state: row.state,
      citation: row.citation,
    })),
  }
}
