import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { loadDeadlines, missedFirst } from './load-deadlines.ts'
import { endOfToday, endOfWeekAhead } from './urgency.ts'

export const listDeadlines: Handler<'listDeadlines'> = async ({ tx, query, now }) => {
  const { state, owedBy, organisationId, orderId, personId, limit } = query
  const dueBefore = query.dueBefore === undefined ? undefined : isoInstant(instantOf(query.dueBefore, 'query.dueBefore'))
  const found = await loadDeadlines(tx, now, (deadlines) =>
    deadlines
      .$if(state === 'open', (open) => open.where('d.state', 'in', ['pending', 'missed']))
      .$if(state !== 'open' && state !== 'all', (of) => of.where('d.state', '=', state as 'pending'))
      .$if(owedBy !== undefined, (of) => of.where('d.owed_by', '=', owedBy ?? 'body'))
      .$if(organisationId !== undefined, (of) => of.where('c.organisation_id', '=', organisationId ?? ''))
      .$if(orderId !== undefined, (of) => of.where('d.case_id', '=', orderId ?? ''))
      .$if(personId !== undefined, (of) => of.where('c.person_id', '=', personId ?? ''))
      .$if(dueBefore !== undefined, (of) => of.where(sql<boolean>`d.due_at < ${dueBefore}::timestamptz`))
      .orderBy(missedFirst, 'desc')
      .orderBy('d.due_at')
      .orderBy('d.id')
      .limit(limit + 1),
  )
  return { deadlines: found.slice(0, limit), hasMore: found.length > limit }
}

export const countDeadlines: Handler<'countDeadlines'> = async ({ tx, now }) => {
  const today = isoInstant(endOfToday(now))
  const { rows } = await sql<{ missed: number; today: number; week: number; moves: number; passedAt: Instant | null }>`
    SELECT count(*) FILTER (WHERE state = 'missed')::int AS missed,
      count(*) FILTER (WHERE state = 'pending' AND due_at <= ${today}::timestamptz)::int AS today,
      count(*) FILTER (WHERE state = 'pending' AND due_at > ${today}::timestamptz)::int AS week,
      (SELECT count(*)::int FROM deadline_moves WHERE state = 'open') AS moves,
      (SELECT passed_at FROM deadline_watch) AS "passedAt"
    FROM deadlines WHERE state IN ('pending', 'missed') AND due_at <= ${isoInstant(endOfWeekAhead(now))}::timestamptz`.execute(tx)
  const counts = rows[0] ?? { missed: 0, today: 0, week: 0, moves: 0, passedAt: null }
  return { ...counts, passedAt: counts.passedAt === null ? null : isoInstant(counts.passedAt) }
}

export const getDeadline: Handler<'getDeadline'> = async ({ tx, params, now }) => {
  const [deadline] = await loadDeadlines(tx, now, (deadlines) => deadlines.where('d.id', '=', params.deadlineId))
  if (!deadline) return refuse('not-found')
  const entries = await tx
    .selectFrom('deadline_entries')
    .select(['recorded_at', 'kind', 'detail'])
    .select(sql<string | null>`name_of_user(user_id)`.as('byName'))
    .where('deadline_id', '=', deadline.id)
    .orderBy('id')
    .execute()
  return {
    ...deadline,
    entries: entries.map(({ recorded_at: at, byName, kind, detail }) => ({ at: isoInstant(at), byName, kind, detail })),
  }
}
