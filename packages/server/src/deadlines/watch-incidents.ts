import type { ScopedTransaction } from '@bilezik/database'
import type { IncidentCause, Instant, Regime, StartEvent } from '@bilezik/domain'
import { deadlinesStartedBy } from '@bilezik/law'
import { sql } from 'kysely'
import { dateInKazakhstan } from '../intake/check-records.ts'
import type { CalendarInForce } from './calendar-in-force.ts'
import { openDeadline } from './open-deadline.ts'
import { cancelDeadline } from './settle-deadlines.ts'

/** What an incident is to the law: information of a breach, a removal or a failure; a signal of the device sends staff besides. */
const startedByCause: Readonly<Record<IncidentCause, readonly StartEvent[]>> = {
  home: ['information-received'],
  'forbidden-place': ['information-received'],
  'protected-person': ['information-received'],
  territory: ['information-received'],
  contact: ['information-received'],
  'device-integrity': ['information-received', 'signal-received'],
  // A low battery is the person’s to charge, and a call for help is no breach.
  battery: [],
  sos: [],
}
const relevantCauses = (Object.keys(startedByCause) as IncidentCause[]).filter((cause) => startedByCause[cause].length > 0)

interface FreshIncident {
  readonly id: string
  readonly cause: IncidentCause
  readonly opened_at: Instant
  readonly order_id: string
  readonly regime: Regime
  readonly decided_at: Instant
}

/**
 * The engine opens incidents in a process that imports no law; what they start is opened here, seconds later, and runs from the
 * incident's own instant. What the engine withdrew, because the readings told otherwise, is nobody's to report.
 */
export async function watchIncidents(tx: ScopedTransaction, calendar: CalendarInForce, most: number): Promise<number> {
  const { rows } = await sql<FreshIncident>`
    SELECT i.id, i.cause, i.opened_at, o.id AS order_id, o.regime, o.decided_at
    FROM incidents i
    JOIN LATERAL (SELECT a.order_id FROM alerts a WHERE a.incident_id = i.id ORDER BY a.raised_at LIMIT 1) a ON true
    JOIN orders o ON o.id = a.order_id JOIN case_files c ON c.id = o.id
    WHERE i.opened_at >= (SELECT greatest(since, now() - interval '2 days') FROM deadline_watch)
      AND i.cause = ANY(${relevantCauses}) AND i.conclusion IS DISTINCT FROM 'withdrawn'
      AND NOT EXISTS (SELECT FROM deadlines d WHERE d.case_id = o.id AND d.key = 'incident:' || i.id)
    ORDER BY i.opened_at LIMIT ${most}`.execute(tx)
  for (const { id, cause, opened_at: at, order_id: caseId, regime, decided_at: decidedAt } of rows) {
    const dates = { decidedOn: dateInKazakhstan(decidedAt), on: dateInKazakhstan(at) }
    for (const event of startedByCause[cause]) {
      for (const rule of deadlinesStartedBy(event, regime, dates)) {
        await openDeadline(tx, calendar, { caseId, rule, event, key: `incident:${id}`, started: { kind: 'instant', at } })
      }
    }
  }
  const withdrawn = await sql<{ id: string }>`
    SELECT d.id FROM deadlines d JOIN incidents i ON i.id = CASE WHEN d.key LIKE 'incident:%' THEN substr(d.key, 10)::uuid END
    WHERE d.state IN ('pending', 'missed') AND i.conclusion = 'withdrawn' LIMIT ${most}`.execute(tx)
  for (const { id } of withdrawn.rows) await cancelDeadline(tx, id, { kind: 'alert-withdrawn' })
  return Math.max(rows.length, withdrawn.rows.length)
}
