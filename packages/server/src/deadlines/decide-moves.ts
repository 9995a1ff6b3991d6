import { isoInstant } from '@bilezik/domain'
import { missedFrom, warnAt } from '@bilezik/law'
import { sql } from 'kysely'
import type { Call, Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { loadDeadlines } from './load-deadlines.ts'
import { lengthOf } from './moment-of.ts'
import { noteDeadline, tellOfDeadlines } from './note-deadline.ts'

export const listDeadlineMoves: Handler<'listDeadlineMoves'> = async ({ tx, query, now }) => {
  const moves = await tx
    .selectFrom('deadline_moves as m')
    .innerJoin('calendar_changes as h', 'h.id', 'm.calendar_change_id')
    .selectAll('m')
    .select(['h.decree', sql<string | null>`name_of_user(m.decided_by)`.as('byName')])
    .$if(query.state === 'open', (open) => open.where('m.state', '=', 'open'))
    .orderBy(sql`m.state = 'open'`, 'desc')
    .orderBy('m.id', 'desc')
    .limit(query.limit)
    .execute()
  const ids = moves.map((move) => move.deadline_id)
  const deadlines = ids.length === 0 ? [] : await loadDeadlines(tx, now, (of) => of.where('d.id', 'in', ids))
  const byId = new Map(deadlines.map((deadline) => [deadline.id, deadline]))
  return {
    moves: moves.flatMap((move) => {
      const deadline = byId.get(move.deadline_id)
      if (!deadline) return []
      return {
        id: move.id,
        deadline,
        wasDueAt: isoInstant(move.was_due_at),
        proposedDueAt: isoInstant(move.proposed_due_at),
        proposedAt: isoInstant(move.proposed_at),
        decree: move.decree,
        state: move.state,
        decidedAt: move.decided_at === null ? null : isoInstant(move.decided_at),
        decidedBy: move.byName,
        note: move.note,
      }
    }),
  }
}

type Deciding = Pick<Call<'takeDeadlineMove' | 'refuseDeadlineMove'>, 'tx' | 'params' | 'body' | 'now' | 'session' | 'log'>

async function decide({ tx, params, body, now, session, log }: Deciding, state: 'taken' | 'refused') {
  const move = await tx
    .selectFrom('deadline_moves as m')
    .innerJoin('deadlines as d', 'd.id', 'm.deadline_id')
    .innerJoin('case_files as c', 'c.id', 'd.case_id')
    .select(['m.id', 'm.state as move_state', 'm.proposed_due_at', 'c.person_id', 'c.organisation_id'])
    .select(['d.id as deadline_id', 'd.state', 'd.length', 'd.started_at', 'd.started_on', 'd.met_at', 'd.due_at'])
    .where('m.id', '=', params.moveId)
    .forUpdate(['m', 'd'])
    .executeTakeFirst()
  if (!move) return refuse('not-found')
  if (move.move_state !== 'open') refuse('move-decided')
  await tx
    .updateTable('deadline_moves')
    .set({ state, decided_by: session.user.id, decided_at: isoInstant(now), note: body.note })
    .where('id', '=', move.id)
    .execute()
  await log({
    personId: move.person_id,
    subjectId: move.deadline_id,
    organisationId: move.organisation_id,
    detail: { was: isoInstant(move.due_at), proposed: isoInstant(move.proposed_due_at) },
  })
  return move
}

/** The head's word moves it; what it would have been missed by, or met late, is judged by the new time. */
export const takeDeadlineMove: Handler<'takeDeadlineMove'> = async (call) => {
  const { tx, body, now, session } = call
  const move = await decide(call, 'taken')
  const dueAt = move.proposed_due_at
  const length = lengthOf(move)
  const lastInTime = missedFrom(length, dueAt)
  const state =
    move.met_at !== null
      ? move.met_at <= lastInTime
        ? ('met' as const)
        : ('met-late' as const)
      : move.state === 'cancelled'
        ? move.state
        : now > lastInTime
          ? ('missed' as const)
          : ('pending' as const)
  await tx
    .updateTable('deadlines')
    .set({
      due_at: isoInstant(dueAt),
      warn_at: isoInstant(warnAt(length, dueAt)),
      missed_from: isoInstant(lastInTime),
      state,
      ...(state === 'missed' ? {} : { escalated_at: null }),
    })
    .where('id', '=', move.deadline_id)
    .execute()
  const detail = { wasDueAt: isoInstant(move.due_at), dueAt: isoInstant(dueAt), was: move.state, state, note: body.note }
  await noteDeadline(tx, move.deadline_id, 'moved', detail, session.user.id)
  await tellOfDeadlines(tx, [move.deadline_id])
  return {}
}

export const refuseDeadlineMove: Handler<'refuseDeadlineMove'> = async (call) => {
  const { tx, body, session } = call
  const move = await decide(call, 'refused')
  await noteDeadline(
    tx,
    move.deadline_id,
    'move-refused',
    { proposedDueAt: isoInstant(move.proposed_due_at), note: body.note },
    session.user.id,
  )
  await tellOfDeadlines(tx, [move.deadline_id])
  return {}
}
