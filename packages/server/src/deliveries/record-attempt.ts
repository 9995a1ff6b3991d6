import { type Database, type ScopedTransaction, withScope } from '@bilezik/database'
import { type Instant, type OrganisationId, isoInstant, later } from '@bilezik/domain'
import { sql } from 'kysely'
import { meetBySending } from '../deadlines/meet-by-sending.ts'
import type { SendOutcome } from './outgoing.ts'

interface Attempt {
  readonly id: string
  readonly number: number
}

/** In the scope of whoever has its file now: it may have been handed over since the attempt began. */
async function inItsScope<T>(db: Database, id: string, run: (tx: ScopedTransaction) => Promise<T>): Promise<T> {
  const { rows } = await sql<{ organisation_id: OrganisationId }>`
    SELECT organisation_of_delivery(${id}) AS organisation_id`.execute(db)
  const [found] = rows
  if (!found) throw new Error(`there is no delivery ${id}`)
  return withScope(db, found.organisation_id, run)
}

/** Committed before the last byte leaves. Throws when the attempt was given up as dead meanwhile: it must not go on. */
export async function recordHandOver(db: Database, { id, number }: Attempt, now: Instant): Promise<void> {
  const { numUpdatedRows } = await inItsScope(db, id, (tx) =>
    tx
      .updateTable('delivery_attempts')
      .set({ handed_at: isoInstant(now) })
      .where('delivery_id', '=', id)
      .where('number', '=', number)
      .where('ended_at', 'is', null)
      .executeTakeFirstOrThrow(),
  )
  if (numUpdatedRows !== 1n) throw new Error('the attempt was ended by somebody else')
}

/** What becomes of the delivery. After as many pauses as there are it is given up. */
function nextOf({ outcome }: SendOutcome, number: number, pausesMs: readonly number[], now: Instant) {
  if (outcome === 'accepted') return { state: 'sent' as const }
  if (outcome === 'rejected') return { state: 'failed' as const }
  if (outcome === 'unclear') return { state: 'unclear' as const }
  const pauseMs = pausesMs[number - 1]
  if (pauseMs === undefined) return { state: 'given-up' as const, reason: null }
  return { state: 'queued' as const, next_at: isoInstant(later(now, pauseMs)), next_by: null }
}

async function end(tx: ScopedTransaction, { id, number }: Attempt, said: SendOutcome, pausesMs: readonly number[], now: Instant) {
  const { numUpdatedRows } = await tx
    .updateTable('delivery_attempts')
    .set({ ended_at: isoInstant(now), outcome: said.outcome, detail: said.detail })
    .where('delivery_id', '=', id)
    .where('number', '=', number)
    // One that was taken for dead after it had handed over may tell later what became of it.
    .where((on) => on.or([on('ended_at', 'is', null), on('outcome', '=', 'unclear')]))
    .executeTakeFirstOrThrow()
  if (numUpdatedRows !== 1n) return
  const changed = await tx
    .updateTable('deliveries')
    .set(nextOf(said, number, pausesMs, now))
    .where('id', '=', id)
    .where('state', 'in', ['sending', 'unclear'])
    .returning(['case_id', 'state'])
    .executeTakeFirst()
  if (changed?.state === 'sent') await meetBySending(tx, changed.case_id)
}

export async function recordOutcome(
  db: Database,
  attempt: Attempt,
  said: SendOutcome,
  pausesMs: readonly number[],
  now: Instant,
): Promise<void> {
  await inItsScope(db, attempt.id, (tx) => end(tx, attempt, said, pausesMs, now))
}

/**
 * An attempt whose process died. Without a hand-over nothing was received, and it is tried again; after one nobody knows,
 * unless the receiver tells repetitions apart by itself, as that of a webhook must.
 */
export async function recordCutOff(db: Database, { id }: { readonly id: string }, now: Instant): Promise<void> {
  await inItsScope(db, id, async (tx) => {
    const delivery = await tx
      .selectFrom('deliveries')
      .select(['channel', 'state'])
      .where('id', '=', id)
      .forUpdate()
      .executeTakeFirst()
    if (delivery?.state !== 'sending') return
    const last = await tx
      .selectFrom('delivery_attempts')
      .select(['number', 'handed_at'])
      .where('delivery_id', '=', id)
      .where('ended_at', 'is', null)
      .orderBy('number', 'desc')
      .forUpdate()
      .executeTakeFirst()
    const isUnclear = last !== undefined && last.handed_at !== null && delivery.channel !== 'webhook'
    const said: SendOutcome = isUnclear
      ? { outcome: 'unclear', detail: 'the server stopped between handing it over and the answer' }
      : { outcome: 'not-sent', detail: 'the server stopped before it was sent' }
    // It was nobody's fault over there: no pause, and none of the pauses is used up.
    if (last)
      await end(
        tx,
        { id, number: last.number },
        said,
        Array.from({ length: last.number }, () => 0),
        now,
      )
  })
}
