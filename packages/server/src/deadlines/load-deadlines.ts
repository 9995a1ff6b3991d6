import type { Deadline } from '@bilezik/contract'
import type { ScopedTransaction, Tables } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { type SelectQueryBuilder, type Selectable, sql } from 'kysely'
import { type PersonName, shortName } from '../persons/person-name.ts'
import { lengthOf } from './moment-of.ts'
import { urgencyOf } from './urgency.ts'

type Read = Tables & { d: Tables['deadlines']; c: Tables['case_files'] }
type DeadlineQuery = SelectQueryBuilder<Read, 'd' | 'c', object>

interface MoveOfRow {
  readonly move_id: string | null
  readonly was_due_at: Instant | null
  readonly proposed_due_at: Instant | null
  readonly proposed_at: Instant | null
  readonly decree: string | null
}
type Row = Selectable<Tables['deadlines']> &
  PersonName & { readonly person_id: string; readonly organisation_id: string } & MoveOfRow

/** What the list shows of deadlines in scope, in the order that `narrow` gives. */
export async function loadDeadlines(
  tx: ScopedTransaction,
  now: Instant,
  narrow: (query: DeadlineQuery) => DeadlineQuery,
): Promise<Deadline[]> {
  const from = tx.selectFrom('deadlines as d').innerJoin('case_files as c', 'c.id', 'd.case_id') as unknown as DeadlineQuery
  const rows: Row[] = await narrow(from)
    .innerJoin('persons as p', 'p.id', 'c.person_id')
    .leftJoin('deadline_moves as m', (join) => join.onRef('m.deadline_id', '=', 'd.id').on('m.state', '=', 'open'))
    .leftJoin('calendar_changes as h', 'h.id', 'm.calendar_change_id')
    .selectAll('d')
    .select(['c.person_id', 'c.organisation_id', 'p.family_name', 'p.given_name', 'p.patronymic'])
    .select(['m.id as move_id', 'm.was_due_at', 'm.proposed_due_at', 'm.proposed_at', 'h.decree'])
    .execute()
  return rows.map((row) => deadlineAnswer(row, now))
}

/** How late it is, or was; whatever is due at once is late from its start, and told so as a time of waiting. */
function lateMs({ state, due_at: dueAt, met_at: metAt }: Row, now: Instant): number | null {
  if (state === 'cancelled') return null
  const until = metAt ?? now
  return until > dueAt && state !== 'met' ? until - dueAt : null
}

function moveOf({ move_id: id, was_due_at: was, proposed_due_at: proposed, proposed_at: at, decree }: Row): Deadline['move'] {
  if (id === null || was === null || proposed === null || at === null) return null
  return { id, wasDueAt: isoInstant(was), proposedDueAt: isoInstant(proposed), proposedAt: isoInstant(at), decree: decree ?? '' }
}

const isoOrNull = (at: Instant | null) => (at === null ? null : isoInstant(at))

function deadlineAnswer(row: Row, now: Instant): Deadline {
  return {
    id: row.id,
    orderId: row.case_id,
    person: { id: row.person_id, name: shortName(row) },
    organisationId: row.organisation_id,
    rule: row.rule,
    startEvent: row.start_event,
    startedAt: isoOrNull(row.started_at),
    startedOn: row.started_on,
    subject: row.key,
    isAtOnce: lengthOf(row).kind === 'at-once' && row.rule !== 'term-end',
    dueAt: isoInstant(row.due_at),
    lateMs: lateMs(row, now),
    owedBy: row.owed_by,
    citation: row.citation,
    assumptions: row.assumptions,
    state: row.state,
    urgency: urgencyOf(row.state, row.due_at, now),
    escalatedAt: isoOrNull(row.escalated_at),
    metAt: isoOrNull(row.met_at),
    evidence: row.evidence,
    move: moveOf(row),
  }
}

export const missedFirst = sql`d.state = 'missed'`
