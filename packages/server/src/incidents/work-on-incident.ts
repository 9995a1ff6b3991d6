import type { Incident } from '@bilezik/contract'
import type { IncidentEntriesTable, ScopedTransaction, Tables } from '@bilezik/database'
import { invariant, isoInstant } from '@bilezik/domain'
import { type Selectable, type Updateable, sql } from 'kysely'
import { isUniqueViolation } from '../http/database-errors.ts'
import type { Call, Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { loadIncidents } from './load-incidents.ts'

type IncidentRow = Selectable<Tables['incidents']>
type WorkName = 'takeIncident' | 'releaseIncident' | 'addNote' | 'concludeIncident' | 'reopenIncident'

interface Change {
  readonly set?: Updateable<Tables['incidents']>
  /** Absent: nothing happened (taking one's own again); the request itself is logged all the same. */
  readonly entry?: { readonly kind: IncidentEntriesTable['kind']; readonly text?: string }
}

/** Locks the incident, lets `decide` refuse or say what changes, and writes it with its history, the log and the feed. */
async function work<Name extends WorkName>(
  { tx, params, session, log }: Pick<Call<Name>, 'tx' | 'params' | 'session' | 'log'>,
  decide: (incident: IncidentRow, tx: ScopedTransaction) => Promise<Change> | Change,
): Promise<Incident> {
  const row = await tx.selectFrom('incidents').selectAll().where('id', '=', params.incidentId).forUpdate().executeTakeFirst()
  if (!row) return refuse('not-found')
  const { set, entry } = await decide(row, tx)
  if (set) await tx.updateTable('incidents').set(set).where('id', '=', row.id).execute()
  if (entry) {
    await tx
      .insertInto('incident_entries')
      .values({ incident_id: row.id, user_id: session.user.id, ...entry })
      .execute()
    await tx
      .insertInto('feed_events')
      .values({ organisation_id: row.organisation_id, kind: 'incident', subject_id: row.id })
      .execute()
  }
  await log({ personId: row.person_id, subjectId: row.id, organisationId: row.organisation_id })
  const [incident] = await loadIncidents(tx, (incidents) => incidents.where('i.id', '=', row.id))
  invariant(incident, 'an incident that was locked is there')
  return incident
}

async function refuseTaken(row: IncidentRow, tx: ScopedTransaction): Promise<never> {
  const { rows } = await sql<{ name: string | null }>`SELECT name_of_user(${row.taken_by}) AS name`.execute(tx)
  return refuse('incident-taken', rows[0]?.name ? { detail: rows[0].name } : {})
}

/** Only who has taken an incident goes on with it. */
async function requireOwn(row: IncidentRow, userId: string, tx: ScopedTransaction): Promise<void> {
  if (row.state === 'concluded') refuse('incident-concluded')
  if (row.state === 'open') refuse('incident-not-taken')
  if (row.taken_by !== userId) await refuseTaken(row, tx)
}

export const takeIncident: Handler<'takeIncident'> = (call) =>
  work(call, async (row, tx) => {
    const userId = call.session.user.id
    if (row.state === 'concluded') refuse('incident-concluded')
    if (row.state === 'taken') return row.taken_by === userId ? {} : refuseTaken(row, tx)
    return { set: { state: 'taken', taken_by: userId, taken_at: isoInstant(call.now) }, entry: { kind: 'taken' } }
  })

export const releaseIncident: Handler<'releaseIncident'> = (call) =>
  work(call, async (row, tx) => {
    await requireOwn(row, call.session.user.id, tx)
    return { set: { state: 'open', taken_by: null, taken_at: null }, entry: { kind: 'released' } }
  })

export const addNote: Handler<'addNote'> = (call) => work(call, () => ({ entry: { kind: 'note', text: call.body.text } }))

export const concludeIncident: Handler<'concludeIncident'> = (call) =>
  work(call, async (row, tx) => {
    await requireOwn(row, call.session.user.id, tx)
    const { conclusion, note } = call.body
    const done = { concluded_by: call.session.user.id, concluded_at: isoInstant(call.now), conclusion, conclusion_note: note }
    return { set: { state: 'concluded', ...done }, entry: { kind: 'concluded', text: note } }
  })

/** Back to whoever reopens when it was theirs, else to everybody. */
export const reopenIncident: Handler<'reopenIncident'> = (call) =>
  work(call, async (row) => {
    if (row.state !== 'concluded') return {}
    const isOwn = row.taken_by === call.session.user.id
    const undone = { concluded_by: null, concluded_at: null, conclusion: null, conclusion_note: null }
    return {
      set: { ...undone, ...(isOwn ? { state: 'taken' as const } : { state: 'open' as const, taken_by: null, taken_at: null }) },
      entry: { kind: 'reopened' },
    }
  }).catch((error: unknown) =>
    // One open incident a person and cause: a newer one has taken its place.
    isUniqueViolation(error)
      ? refuse('incident-concluded', { detail: 'a newer incident of the same person and cause is open: go on there' })
      : Promise.reject(error),
  )
