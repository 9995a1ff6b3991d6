import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'
import { passOverTime } from './pass-over-time.ts'
import { personsConcerned } from './reach-orders.ts'

/** What was put right and not taken yet for the organisation of the scope; of a day that has begun it is too late. */
async function waiting(tx: ScopedTransaction, now: Instant) {
  return tx
    .selectFrom('calendar_changes')
    .select(['id', 'on_date', 'is_day_off', 'decree'])
    .where('id', '>', sql<number>`calendar_taken_for(scope_root())`)
    .where('on_date', '>', dateInKazakhstan(now))
    .orderBy('id')
    .execute()
}

export const getCalendarTakings: Handler<'getCalendarTakings'> = async ({ tx, now }) => {
  const changes = await waiting(tx, now)
  const takings = await tx
    .selectFrom('calendar_takings as t')
    .select(['t.id', 't.taken_at', 't.persons_total', 't.persons_done', 't.finished_at', 't.organisation_id'])
    .select(sql<string | null>`name_of_user(t.user_id)`.as('by_name'))
    .orderBy('t.id', 'desc')
    .limit(20)
    .execute()
  return {
    waiting: changes.map((change) => ({ on: change.on_date, isDayOff: change.is_day_off, decree: change.decree })),
    personsConcerned: changes.length === 0 ? 0 : await personsConcerned(tx, now),
    takings: takings.map((taking) => ({
      id: taking.id,
      organisationId: taking.organisation_id,
      takenAt: isoInstant(taking.taken_at),
      byName: taking.by_name,
      personsTotal: taking.persons_total,
      personsDone: taking.persons_done,
      finishedAt: taking.finished_at === null ? null : isoInstant(taking.finished_at),
    })),
  }
}

/** From now on the days put right count for the hours of running orders; the pass over time brings it to them, some at a time. */
export const takeCalendar: Handler<'takeCalendar'> = async ({ context, tx, now, session, log, afterCommit }) => {
  // With corrections themselves: a change that commits later has a higher number.
  await sql`SELECT pg_advisory_xact_lock(1415)`.execute(tx)
  const changes = await waiting(tx, now)
  const last = changes.at(-1)
  if (!last) return refuse('case-record-impossible', { detail: 'no day is waiting to be taken' })
  await log({ detail: { days: changes.map(({ on_date: on, is_day_off: isDayOff }) => ({ on, isDayOff })) } })
  // Last: it waits for whoever is writing a plan.
  await sql`INSERT INTO calendar_takings (organisation_id, calendar_change_id, user_id, taken_at, persons_total)
    VALUES (scope_root(), ${last.id}, ${session.user.id}, ${isoInstant(now)}, ${await personsConcerned(tx, now)})`.execute(tx)
  afterCommit(() => context.inBackground('a calendar that was taken reaches the orders', passOverTime(context.db, now)))
  return {}
}
