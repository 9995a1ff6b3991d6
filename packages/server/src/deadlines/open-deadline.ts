import type { ScopedTransaction } from '@bilezik/database'
import { type DeadlineState, type StartEvent, isoInstant } from '@bilezik/domain'
import { type Deadline, type Due, type Moment, type Source, dueAt, missedFrom, punctualityOf, warnAt } from '@bilezik/law'
import type { CalendarInForce } from './calendar-in-force.ts'
import type { Met } from './starts-of-file.ts'
import { noteDeadline, tellOfDeadlines } from './note-deadline.ts'

export interface DeadlineToOpen {
  readonly caseId: string
  readonly rule: Pick<Deadline, 'id' | 'length' | 'owedBy' | 'source'>
  readonly event: StartEvent
  readonly key: string
  readonly started: Moment
  readonly met?: Met
}

/** The worst of what was done counts; of a day without an hour nobody is called late. */
export function stateWhenMet(lastInTime: Due['at'], { done }: Met): Extract<DeadlineState, 'met' | 'met-late'> {
  const due: Due = { at: lastInTime, assumptions: [] }
  return done.some((one) => punctualityOf(due, one) === 'late') ? 'met-late' : 'met'
}

const provisionOf = (source: Source) => (source.kind === 'law' ? source.provision : undefined)

/** Opened once: the same start a second time changes nothing. */
export async function openDeadline(
  tx: ScopedTransaction,
  { calendar, lastChangeId }: CalendarInForce,
  { caseId, rule, event, key, started, met }: DeadlineToOpen,
): Promise<void> {
  const { length, source } = rule
  const due = dueAt(rule, started, calendar)
  const lastInTime = missedFrom(length, due.at)
  const state = met ? stateWhenMet(lastInTime, met) : 'pending'
  const opened = await tx
    .insertInto('deadlines')
    .values({
      case_id: caseId,
      rule: rule.id,
      key,
      start_event: event,
      started_at: started.kind === 'instant' ? isoInstant(started.at) : null,
      started_on: started.kind === 'day' ? started.on : null,
      length: JSON.stringify(length),
      due_at: isoInstant(due.at),
      warn_at: isoInstant(warnAt(length, due.at)),
      missed_from: isoInstant(lastInTime),
      owed_by: rule.owedBy,
      citation: provisionOf(source)?.citation ?? null,
      provision_from: provisionOf(source)?.from ?? null,
      assumptions: [...due.assumptions],
      calendar_change_id: lastChangeId,
      state,
      ...(met && { met_at: isoInstant(met.at), evidence: JSON.stringify(met.evidence) }),
    })
    .onConflict((conflict) => conflict.columns(['case_id', 'rule', 'key']).doNothing())
    .returning('id')
    .executeTakeFirst()
  if (!opened) return
  await noteDeadline(tx, opened.id, 'opened', { dueAt: isoInstant(due.at) })
  if (met) await noteDeadline(tx, opened.id, 'met', { state, ...met.evidence })
  await tellOfDeadlines(tx, [opened.id])
}
