import type { DeliveryState } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant, minute } from '@bilezik/domain'
import type { Handler } from '../http/implement.ts'
import { meetBySending } from '../deadlines/meet-by-sending.ts'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'

/** Locked until the end of the transaction: the sender waits, or is waited for. */
async function lockDelivery(tx: ScopedTransaction, id: string) {
  const found = await tx
    .selectFrom('deliveries')
    .select(['id', 'case_id', 'organisation_id', 'channel', 'state', 'asked_at'])
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  const { person_id: personId } = await tx
    .selectFrom('case_files')
    .select('person_id')
    .where('id', '=', found.case_id)
    .executeTakeFirstOrThrow()
  return { ...found, personId }
}

function requireState(state: DeliveryState, allowed: readonly DeliveryState[]): void {
  if (!allowed.includes(state)) refuse('delivery-not-there', { detail: state })
}

export const resendDelivery: Handler<'resendDelivery'> = async ({ tx, params, body, session, now, log }) => {
  const {
    id,
    state,
    channel,
    case_id: orderId,
    organisation_id: organisationId,
    personId,
  } = await lockDelivery(tx, params.deliveryId)
  requireState(state, channel === 'print' ? ['given-up'] : ['sent', 'failed', 'unclear', 'given-up'])
  await tx
    .updateTable('deliveries')
    .set({ state: 'queued', next_at: isoInstant(now), next_by: session.user.id, reason: null })
    .where('id', '=', id)
    .execute()
  await log({ personId, subjectId: orderId, organisationId, detail: { deliveryId: id, from: state, reason: body.reason } })
  return {}
}

export const settleDelivery: Handler<'settleDelivery'> = async ({ tx, params, body, now, log }) => {
  const { id, state, channel, asked_at: askedAt, ...of } = await lockDelivery(tx, params.deliveryId)
  if (body.outcome === 'arrived') {
    requireState(state, ['unclear'])
    await tx.updateTable('deliveries').set({ state: 'sent', reason: body.reason }).where('id', '=', id).execute()
  } else if (body.outcome === 'given-up') {
    requireState(state, ['queued', 'failed', 'unclear'])
    await tx.updateTable('deliveries').set({ state: 'given-up', reason: body.reason }).where('id', '=', id).execute()
  } else {
    // A paper that is handed over was never sent by us; every other was.
    requireState(state, channel === 'print' ? ['queued'] : ['sent', 'unclear'])
    const receivedAt = instantOf(body.receivedAt, 'body.receivedAt')
    if (receivedAt > now) refuse('case-record-impossible', { detail: 'received in the future' })
    // A form tells the minute alone: in that of the asking nothing is before it.
    if (receivedAt < askedAt - (askedAt % minute)) refuse('case-record-impossible', { detail: 'received before it was sent' })
    if (body.proofFileId !== null) {
      const proof = await tx
        .selectFrom('files')
        .select('id')
        .where('id', '=', body.proofFileId)
        .where('case_id', '=', of.case_id)
        .executeTakeFirst()
      if (!proof) refuse('not-found')
    }
    await tx
      .updateTable('deliveries')
      .set({
        state: 'delivered',
        received_by: body.receivedBy,
        received_at: isoInstant(receivedAt),
        proof_file_id: body.proofFileId,
      })
      .where('id', '=', id)
      .execute()
  }
  if (body.outcome !== 'given-up') await meetBySending(tx, of.case_id)
  await log({
    personId: of.personId,
    subjectId: of.case_id,
    organisationId: of.organisation_id,
    detail: { deliveryId: id, from: state, ...body },
  })
  return {}
}
