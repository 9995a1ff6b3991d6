import type { ScopedTransaction } from '@bilezik/database'
import { hour, later } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { loadDeadlines } from './load-deadlines.ts'
import { cancelDeadline as cancel, meetDeadline as meet } from './settle-deadlines.ts'

/** A clock of somebody else may run ahead of ours by so much. */
const clockToleranceMs = hour

async function lockOpen(tx: ScopedTransaction, deadlineId: string) {
  const row = await tx
    .selectFrom('deadlines as d')
    .innerJoin('case_files as c', 'c.id', 'd.case_id')
    .select(['d.id', 'd.case_id', 'd.rule', 'd.state', 'd.missed_from', 'c.person_id', 'c.organisation_id'])
    .where('d.id', '=', deadlineId)
    .forUpdate('d')
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  if (row.state !== 'pending' && row.state !== 'missed') refuse('deadline-settled')
  return row
}

/** What no part of the system sees happen is met by who did it: when, and what shows it. */
export const meetDeadline: Handler<'meetDeadline'> = async ({ tx, params, body, now, session, log }) => {
  const deadline = await lockOpen(tx, params.deadlineId)
  const at = body.at === undefined ? now : instantOf(body.at, 'body.at')
  if (at > later(now, clockToleranceMs)) refuse('case-record-impossible', { detail: 'done in the future' })
  const evidence = { kind: 'by-hand', note: body.note, evidence: body.evidence }
  const state = await meet(tx, deadline, { done: [{ kind: 'instant', at }], at, evidence }, session.user.id)
  await log({
    personId: deadline.person_id,
    subjectId: deadline.id,
    organisationId: deadline.organisation_id,
    detail: { rule: deadline.rule, state },
  })
  const [answer] = await loadDeadlines(tx, now, (deadlines) => deadlines.where('d.id', '=', deadline.id))
  return answer ?? refuse('not-found')
}

export const cancelDeadline: Handler<'cancelDeadline'> = async ({ tx, params, body, session, log }) => {
  const deadline = await lockOpen(tx, params.deadlineId)
  await cancel(tx, deadline.id, { kind: 'by-hand', reason: body.reason, was: deadline.state }, session.user.id)
  await log({
    personId: deadline.person_id,
    subjectId: deadline.id,
    organisationId: deadline.organisation_id,
    detail: { rule: deadline.rule },
  })
  return {}
}
