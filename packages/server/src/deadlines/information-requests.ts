import type { ScopedTransaction } from '@bilezik/database'
import { hour, isoInstant, later } from '@bilezik/domain'
import { deadlinesStartedBy } from '@bilezik/law'
import { sql } from 'kysely'
import { isUniqueViolation } from '../http/database-errors.ts'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { loadCaseFile, lockCaseFile } from '../intake/case-events.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'
import { factsOf } from '../intake/facts-of.ts'
import { numberOf } from '../documents/journal.ts'
import { calendarInForce } from './calendar-in-force.ts'
import { openDeadline } from './open-deadline.ts'
import { basisOfFile } from './starts-of-file.ts'

const clockToleranceMs = hour

/** The hours run from the receipt of the request, whenever it is recorded here. */
export const recordInformationRequest: Handler<'recordInformationRequest'> = async (call) => {
  const { tx, params, body, now, session, log } = call
  const file = await lockCaseFile(tx, params.orderId)
  const at = body.receivedAt === undefined ? now : instantOf(body.receivedAt, 'body.receivedAt')
  if (at > later(now, clockToleranceMs)) refuse('case-record-impossible', { detail: 'received in the future' })
  const from = body.periodFrom === null ? null : instantOf(body.periodFrom, 'body.periodFrom')
  const until = body.periodUntil === null ? null : instantOf(body.periodUntil, 'body.periodUntil')
  if (from !== null && until !== null && until <= from) refuse('term-not-a-period')
  const { id } = await tx
    .insertInto('information_requests')
    .values({
      case_id: file.id,
      number: body.number,
      asked_by: body.askedBy,
      received_at: isoInstant(at),
      period_from: from === null ? null : isoInstant(from),
      period_until: until === null ? null : isoInstant(until),
      recorded_by: session.user.id,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) => {
      if (isUniqueViolation(error)) return refuse('request-exists')
      throw error
    })
  const basis = basisOfFile(file, factsOf(file.events))
  const on = dateInKazakhstan(at)
  const calendar = await calendarInForce(tx)
  const rules = basis ? deadlinesStartedBy('request-received', basis.measure, { decidedOn: basis.decidedOn, on }) : []
  for (const rule of rules) {
    const started = { kind: 'instant', at } as const
    await openDeadline(tx, calendar, { caseId: file.id, rule, event: 'request-received', key: `request:${id}`, started })
  }
  await log({ personId: file.personId, subjectId: id, organisationId: file.organisationId, detail: { number: body.number } })
  return { id }
}

/** The last report that was issued in answer to each request. */
async function answersTo(tx: ScopedTransaction, caseId: string) {
  const rows = await tx
    .selectFrom('documents')
    .select(['id', 'year', 'sequence', 'issued_at', sql<string>`asked -> 'request' ->> 'id'`.as('request')])
    .where('order_id', '=', caseId)
    .where('kind', '=', 'information-report')
    .where('issued_at', 'is not', null)
    .orderBy('issued_at')
    .execute()
  return new Map(
    rows.flatMap(({ id, year, sequence, issued_at: issuedAt, request }) =>
      issuedAt === null
        ? []
        : [
            [
              request,
              { documentId: id, number: numberOf({ sequence: sequence ?? 0, year: year ?? 0 }), issuedAt: isoInstant(issuedAt) },
            ],
          ],
    ),
  )
}

export const listInformationRequests: Handler<'listInformationRequests'> = async ({ tx, params }) => {
  const file = await loadCaseFile(tx, params.orderId)
  const rows = await tx
    .selectFrom('information_requests as r')
    .innerJoin('deadlines as d', (join) => join.onRef('d.case_id', '=', 'r.case_id').on(sql<boolean>`d.key = 'request:' || r.id`))
    .selectAll('r')
    .select(['d.due_at', 'd.state', 'd.id as deadline_id'])
    .where('r.case_id', '=', file.id)
    .orderBy('r.received_at', 'desc')
    .execute()
  const answers = await answersTo(tx, file.id)
  return {
    requests: rows.map((row) => ({
      id: row.id,
      number: row.number,
      askedBy: row.asked_by,
      receivedAt: isoInstant(row.received_at),
      periodFrom: row.period_from === null ? null : isoInstant(row.period_from),
      periodUntil: row.period_until === null ? null : isoInstant(row.period_until),
      dueAt: isoInstant(row.due_at),
      state: row.state,
      deadlineId: row.deadline_id,
      answeredBy: answers.get(row.id) ?? null,
    })),
  }
}
