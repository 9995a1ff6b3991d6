import type { TechnicalIncident } from '@bilezik/contract'
import type { Tables } from '@bilezik/database'
import { invariant, isoInstant } from '@bilezik/domain'
import { type Updateable, sql } from 'kysely'
import type { Call, Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { loadTechnicalIncidents } from './load-technical-incidents.ts'

type WorkName = 'takeTechnicalIncident' | 'releaseTechnicalIncident' | 'concludeTechnicalIncident'
type Change = Updateable<Tables['technical_incidents']>

/** Locks the technical incident, lets `decide` refuse or say what changes (null: nothing), and writes it with log and feed. */
async function work<Name extends WorkName>(
  { tx, params, session, log }: Pick<Call<Name>, 'tx' | 'params' | 'session' | 'log'>,
  decide: (incident: TechnicalIncident) => Change | null,
): Promise<TechnicalIncident> {
  const { technicalIncidentId: id } = params
  const load = async () => (await loadTechnicalIncidents(tx, sql`t.id = ${id}`, session.user.id))[0]
  const locked = await tx.selectFrom('technical_incidents').select('id').where('id', '=', id).forUpdate().executeTakeFirst()
  const before = locked && (await load())
  if (!before) return refuse('not-found')
  const change = decide(before)
  if (change) {
    await tx.updateTable('technical_incidents').set(change).where('id', '=', id).execute()
    await sql`SELECT tell_of_technical_work(${id})`.execute(tx)
  }
  await log({ subjectId: id })
  const after = await load()
  invariant(after, 'a technical incident that was locked is there')
  return after
}

function refuseTaken({ taken }: TechnicalIncident): never {
  return refuse('incident-taken', taken?.byName ? { detail: taken.byName } : {})
}

function requireTaken(incident: TechnicalIncident): void {
  if (incident.state === 'concluded') refuse('incident-concluded')
  if (incident.state === 'open') refuse('incident-not-taken')
}

export const takeTechnicalIncident: Handler<'takeTechnicalIncident'> = (call) =>
  work(call, (incident) => {
    if (incident.state === 'concluded') refuse('incident-concluded')
    if (incident.state === 'taken') return incident.taken?.isYours ? null : refuseTaken(incident)
    return { state: 'taken', taken_by: call.session.user.id, taken_at: isoInstant(call.now) }
  })

/** A head may release what another has taken: who took it may be of another organisation, and off duty by now. */
export const releaseTechnicalIncident: Handler<'releaseTechnicalIncident'> = (call) =>
  work(call, (incident) => {
    requireTaken(incident)
    if (!incident.taken?.isYours && call.session.user.role !== 'head') refuseTaken(incident)
    return { state: 'open', taken_by: null, taken_at: null }
  })

/** Concluded while it lasts it would leave the screens while people are silent still. */
export const concludeTechnicalIncident: Handler<'concludeTechnicalIncident'> = (call) =>
  work(call, (incident) => {
    requireTaken(incident)
    if (!incident.taken?.isYours) refuseTaken(incident)
    if (incident.endedAt === null) refuse('outage-lasts')
    const done = { concluded_by: call.session.user.id, concluded_at: isoInstant(call.now), conclusion_note: call.body.note }
    return { state: 'concluded', ...done }
  })
