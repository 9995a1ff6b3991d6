import { type Database, type ScopedTransaction, withScope } from '@bilezik/database'
import { type Instant, type OrganisationId, type Regime, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { type CalendarInForce, calendarInForce } from './calendar-in-force.ts'
import { noteDeadline, tellOfDeadlines } from './note-deadline.ts'
import { proposeMoves } from './propose-moves.ts'
import { reachOrders } from './reach-orders.ts'
import { cancelDeadline, meetDeadline } from './settle-deadlines.ts'
import { watchIncidents } from './watch-incidents.ts'
import { restsSince } from '../changes/rests-since.ts'
import { watchAfterTerm, watchTerm } from './watch-term.ts'

/** So many of each kind in one transaction; the rest comes with the next. */
const batchSize = 500

/** Warned once, when its time comes. */
async function warn(tx: ScopedTransaction, now: Instant): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    UPDATE deadlines SET warned_at = ${isoInstant(now)} WHERE id IN (
      SELECT id FROM deadlines WHERE state = 'pending' AND warned_at IS NULL AND warn_at <= ${isoInstant(now)}
      LIMIT ${batchSize} FOR UPDATE SKIP LOCKED) RETURNING id`.execute(tx)
  for (const { id } of rows) await noteDeadline(tx, id, 'warned')
  await tellOfDeadlines(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** Missed, and before the head from now on. What may be done until the last instant is not missed at that instant. */
async function escalate(tx: ScopedTransaction, now: Instant): Promise<number> {
  const { rows } = await sql<{ id: string }>`
    UPDATE deadlines SET state = 'missed', escalated_at = ${isoInstant(now)} WHERE id IN (
      SELECT id FROM deadlines WHERE state = 'pending' AND rule <> 'term-end' AND missed_from < ${isoInstant(now)}
      LIMIT ${batchSize} FOR UPDATE SKIP LOCKED) RETURNING id`.execute(tx)
  for (const { id } of rows) await noteDeadline(tx, id, 'missed', { escalatedTo: 'head' })
  await tellOfDeadlines(
    tx,
    rows.map(({ id }) => id),
  )
  return rows.length
}

/** At the end of a term collection has ended by itself; what is awaited then becomes due. */
async function endTerms(tx: ScopedTransaction, calendar: CalendarInForce, now: Instant): Promise<number> {
  const over = await tx
    .selectFrom('deadlines as d')
    .innerJoin('orders as o', 'o.id', 'd.case_id')
    .select(['d.id', 'd.case_id', 'd.key', 'd.missed_from', 'd.due_at', 'o.regime', 'o.closed_reason'])
    .where('d.rule', '=', 'term-end')
    .where('d.state', '=', 'pending')
    .where('d.due_at', '<=', sql<Instant>`${isoInstant(now)}::timestamptz`)
    .where(sql<boolean>`upper(o.term) = d.due_at`)
    .orderBy('d.due_at')
    .limit(batchSize)
    .forUpdate('d')
    .skipLocked()
    .execute()
  for (const { id, key, case_id: caseId, missed_from, due_at: until, regime, closed_reason: closedReason } of over) {
    await meetDeadline(
      tx,
      { id, missed_from },
      { done: [{ kind: 'instant', at: until }], at: until, evidence: { kind: 'term-ended' } },
    )
    if (closedReason === null) await watchAfterTerm(tx, calendar, { caseId, regime, until, key })
  }
  return over.length
}

interface Followed {
  readonly case_id: string
  readonly regime: Regime
  readonly until: Instant
  readonly watched: number
  readonly stale: string[] | null
  readonly resting: boolean
}

/** The term of an order was prolonged, cut short, or never watched: the deadline follows the act that did it, and the old one stays on record. */
async function followTerms(tx: ScopedTransaction, calendar: CalendarInForce): Promise<number> {
  const { rows } = await sql<Followed>`
    SELECT o.id AS case_id, o.regime, upper(o.term) AS until, ${restsSince('o.id')} IS NOT NULL AS resting,
      (SELECT count(*)::int FROM deadlines d WHERE d.case_id = o.id AND d.rule = 'term-end') AS watched,
      (SELECT array_agg(d.id) FROM deadlines d
       WHERE d.case_id = o.id AND d.rule = 'term-end' AND d.state = 'pending' AND d.due_at <> upper(o.term)) AS stale
    FROM orders o
    WHERE o.closed_reason IS NULL AND upper(o.term) >= (SELECT since FROM deadline_watch) AND NOT EXISTS (
      SELECT FROM deadlines d WHERE d.case_id = o.id AND d.rule = 'term-end' AND d.due_at = upper(o.term) AND d.state <> 'cancelled')
    LIMIT ${batchSize}`.execute(tx)
  for (const { case_id: caseId, regime, until, watched: watchedBefore, stale, resting: isResting } of rows) {
    for (const id of stale ?? []) await cancelDeadline(tx, id, { kind: 'term-changed', until: isoInstant(until) })
    await watchTerm(tx, calendar, { caseId, regime, until, watchedBefore, isResting })
  }
  return rows.length
}

/** One pass in the scope of a topmost organisation; true when something was left for the next. */
async function pass(tx: ScopedTransaction, now: Instant): Promise<boolean> {
  // Two processes, or a slow pass and the next, would write the same lines twice.
  const { rows } = await sql<{ isMine: boolean }>`SELECT pg_try_advisory_xact_lock(1414) AS "isMine"`.execute(tx)
  if (rows[0]?.isMine !== true) return false
  const calendar = await calendarInForce(tx)
  const done = [
    await watchIncidents(tx, calendar, batchSize),
    await followTerms(tx, calendar),
    await endTerms(tx, calendar, now),
    await warn(tx, now),
    await escalate(tx, now),
    await proposeMoves(tx, calendar, now, batchSize),
  ]
  const isReaching = (await reachOrders(tx, now)) > 0
  await tx
    .updateTable('deadline_watch')
    .set({ passed_at: isoInstant(now) })
    .execute()
  return isReaching || done.some((count) => count === batchSize)
}

const mostRounds = 100

/**
 * What time brings about without anybody doing anything: warnings, what is missed, terms that end, what incidents started, and what a
 * corrected calendar proposes. As often as one likes: a second pass at the same time changes nothing.
 */
export async function passOverTime(db: Database, now: Instant): Promise<void> {
  const { rows } = await sql<{ id: OrganisationId }>`SELECT topmost_organisations() AS id`.execute(db)
  for (const { id } of rows) {
    for (let round = 0; round < mostRounds; round++) {
      if (!(await withScope(db, id, (tx) => pass(tx, now)))) break
    }
  }
}
