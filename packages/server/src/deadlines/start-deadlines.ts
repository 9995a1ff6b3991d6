import { randomUUID } from 'node:crypto'
import { type StartEvent, startEvents } from '@bilezik/domain'
import { type Moment, deadlinesStartedBy } from '@bilezik/law'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { loadCaseFile, lockCaseFile } from '../intake/case-events.ts'
import { dateInKazakhstan, instantOfDecision } from '../intake/check-records.ts'
import { factsOf } from '../intake/facts-of.ts'
import { calendarInForce } from './calendar-in-force.ts'
import { noteDeadline } from './note-deadline.ts'
import { openDeadline } from './open-deadline.ts'
import { basisOfFile } from './starts-of-file.ts'

/** What the file itself starts, and the end of a term: nobody records these by hand. */
const seenByFile: ReadonlySet<StartEvent> = new Set([
  'decision-taken',
  'package-received',
  'person-registered',
  'request-received',
  'hospitalisation-known',
  'act-in-force',
  'serving-begun',
  'court-order-received',
  'register-changed',
  'term-running',
  'term-over',
])

export const listDeadlineStarts: Handler<'listDeadlineStarts'> = async ({ tx, params, now }) => {
  const basis = await loadCaseFile(tx, params.orderId).then((file) => basisOfFile(file, factsOf(file.events)))
  if (!basis) return { starts: [] }
  const dates = { decidedOn: basis.decidedOn, on: dateInKazakhstan(now) }
  const starts = startEvents
    .filter((event) => !seenByFile.has(event))
    .map((event) => ({
      event,
      opens: deadlinesStartedBy(event, basis.measure, dates).map(({ id: rule, owedBy, source }) => ({
        rule,
        owedBy,
        citation: source.kind === 'law' ? source.provision.citation : null,
      })),
    }))
  return { starts: starts.filter(({ opens }) => opens.length > 0) }
}

/** An event outside of the system: it opens what the law of its day makes due, and stands in the deadline's own history. */
export const startDeadlines: Handler<'startDeadlines'> = async ({ tx, params, body, now, session, log }) => {
  const file = await lockCaseFile(tx, params.orderId)
  if (file.state === 'closed') refuse('order-closed')
  const { event, on, hour, note } = body
  const started: Moment = hour === null ? { kind: 'day', on } : { kind: 'instant', at: instantOfDecision(on, hour) }
  if (on > dateInKazakhstan(now) || (started.kind === 'instant' && started.at > now))
    refuse('case-record-impossible', { detail: 'in the future' })
  const basis = basisOfFile(file, factsOf(file.events))
  const rules = basis ? deadlinesStartedBy(event, basis.measure, { decidedOn: basis.decidedOn, on }) : []
  if (rules.length === 0) refuse('nothing-due', { detail: event })

  const calendar = await calendarInForce(tx)
  const key = `hand:${randomUUID()}`
  for (const rule of rules) await openDeadline(tx, calendar, { caseId: file.id, rule, event, key, started })
  const opened = await tx.selectFrom('deadlines').select('id').where('case_id', '=', file.id).where('key', '=', key).execute()
  for (const { id } of opened) await noteDeadline(tx, id, 'opened', { note }, session.user.id)
  await log({ personId: file.personId, subjectId: file.id, organisationId: file.organisationId, detail: { event } })
  return { opened: opened.map(({ id }) => id) }
}
