import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, civilInKazakhstan, day, isoInstant, later } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import type { CaseFile } from '../intake/case-events.ts'
import { takeStep } from '../intake/take-step.ts'
import { writePlan } from '../orders/write-plan.ts'
import { basisOf, happenedAt } from './append-change.ts'

/**
 * While a term rests its end is not known. What is collected meanwhile is bounded by this from the old end on: our policy, warned of
 * like any end of a term, so that no order goes on for ever because nobody recorded what the court decided.
 */
const mostRestMs = 366 * day

async function termOf(tx: ScopedTransaction, orderId: string): Promise<{ readonly from: Instant; readonly until: Instant }> {
  const order = await tx
    .selectFrom('orders')
    .select([sql<Instant>`lower(term)`.as('from'), sql<Instant>`upper(term)`.as('until')])
    .where('id', '=', orderId)
    .forUpdate()
    .executeTakeFirst()
  return order ?? refuse('not-found')
}

/** The order and the conditions that run to its end. */
async function moveEnd(tx: ScopedTransaction, orderId: string, before: Instant, until: Instant): Promise<void> {
  const ends = sql<boolean>`upper(during) = ${isoInstant(before)}::timestamptz`
  const term = sql<string>`tstzrange(lower(term), ${isoInstant(until)}, '[)')`
  const during = sql<string>`tstzrange(lower(during), ${isoInstant(until)}, '[)')`
  await tx.updateTable('orders').set({ term }).where('id', '=', orderId).execute()
  await tx.updateTable('conditions').set({ during }).where('order_id', '=', orderId).where(ends).execute()
}

/** Whole days by the calendar of Kazakhstan, as the term itself counts. */
function daysBetween(from: Instant, until: Instant): number {
  const dayOf = (at: Instant) => {
    const civil = civilInKazakhstan(at)
    return Date.UTC(civil.year, civil.month - 1, civil.day) / day
  }
  return Math.max(0, dayOf(until) - dayOf(from))
}

/** An act is of a day: it is not of the future, and revives no term that is over. */
function requireActOn(on: string, now: Instant): void {
  happenedAt(`${on}T00:00:00+05:00`, 'body.act.on', now)
}

interface Rest {
  readonly since: Instant
  readonly endBefore: Instant
}

function restOf({ events }: CaseFile): Rest {
  const begun = events.findLast(({ kind }) => kind === 'begin-term-rest')
  if (!begun) return refuse('change-out-of-order')
  return { since: begun.at, endBefore: instantOf(String(begun.body['termUntilBefore']), 'termUntilBefore') }
}

export const beginTermRest: Handler<'beginTermRest'> = async (call) => {
  const { tx, body, now } = call
  let personId: string | undefined
  await takeStep(call, 'begin-term-rest', async ({ file, verdict }) => {
    const { from, until: before } = await termOf(tx, file.id)
    requireActOn(body.act.on, now)
    const at = happenedAt(body.at, 'body.at', now, from)
    if (before <= now || at >= before) refuse('term-not-a-period')
    const until = later(before, mostRestMs)
    await moveEnd(tx, file.id, before, until)
    personId = file.personId
    const ends = { termUntilBefore: isoInstant(before), termUntil: isoInstant(until) }
    return { at, body: { act: body.act, note: body.note, ...ends }, basis: basisOf(verdict) }
  })
  if (personId !== undefined) await writePlan(tx, personId, now, now)
  return {}
}

export const endTermRest: Handler<'endTermRest'> = async (call) => {
  const { tx, body, now } = call
  let personId: string | undefined
  await takeStep(call, 'end-term-rest', async ({ file, verdict }) => {
    const { since, endBefore } = restOf(file)
    const { until: provisional } = await termOf(tx, file.id)
    requireActOn(body.act.on, now)
    const at = happenedAt(body.at, 'body.at', now, since)
    const restedDays = daysBetween(since, at)
    const until = later(endBefore, restedDays * day)
    // What has run out is closed, not brought back.
    if (provisional <= now || until <= now) refuse('term-not-a-period')
    await moveEnd(tx, file.id, provisional, until)
    personId = file.personId
    return { at, body: { act: body.act, note: body.note, restedDays, termUntil: isoInstant(until) }, basis: basisOf(verdict) }
  })
  if (personId !== undefined) await writePlan(tx, personId, now, now)
  return {}
}
