import type { SuppressedSignal, WatchEvent } from '@bilezik/compliance'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { concerning, requirePerson } from '../persons/in-scope.ts'

async function requireOrderInForce(tx: ScopedTransaction, personId: string, now: Instant): Promise<void> {
  const order = await tx
    .selectFrom('orders')
    .select('id')
    .where('person_id', '=', personId)
    .where(sql<boolean>`term @> ${isoInstant(now)}::timestamptz`)
    .executeTakeFirst()
  if (!order) refuse('order-closed')
}

/**
 * The head's word goes into the person's stream, and the engine raises from it: so the alert stands whatever is replayed later, and
 * the incident opens as any other does.
 */
async function uphold(tx: ScopedTransaction, personId: string, suppressed: SuppressedSignal, now: Instant): Promise<void> {
  const { lineageId, deviceId, signal, from, readingIds } = suppressed
  const body: Omit<Extract<WatchEvent, { kind: 'signal-upheld' }>, 'at'> = {
    kind: 'signal-upheld',
    lineageId,
    deviceId,
    signal,
    readingId: readingIds[0] ?? '',
    beganAt: from,
  }
  await tx
    .insertInto('stream_events')
    .values({ person_id: personId, at: isoInstant(now), body: JSON.stringify(body) })
    .execute()
}

export const reviewSuppressedSignal: Handler<'reviewSuppressedSignal'> = async ({ tx, params, body, session, now, log }) => {
  const row = await tx
    .selectFrom('suppressed_signals')
    .select(['person_id', 'suppressed', 'reviewed_at'])
    .where('id', '=', params.signalId)
    .forUpdate()
    .executeTakeFirst()
  if (!row) return refuse('not-found')
  if (row.reviewed_at !== null) refuse('suppression-reviewed')
  const person = await requirePerson(tx, row.person_id)
  if (body.finding === 'sends-staff') {
    await requireOrderInForce(tx, person.id, now)
    await uphold(tx, person.id, row.suppressed as SuppressedSignal, now)
  }
  await tx
    .updateTable('suppressed_signals')
    .set({ reviewed_at: isoInstant(now), reviewed_by: session.user.id, finding: body.finding, review_note: body.note })
    .where('id', '=', params.signalId)
    .execute()
  await log({ ...concerning(person), subjectId: params.signalId, detail: { finding: body.finding } })
  return {}
}
