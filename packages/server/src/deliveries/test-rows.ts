import type pg from 'pg'
import type { Watched } from '../http/test-watch.ts'

/** A delivery that was refused, with its recipient: so that walls have something to hide. */
export async function writeDeliveryRows(
  owner: pg.Pool,
  { orderId, organisationId }: Watched,
  fileId: string,
): Promise<{ readonly recipientId: string; readonly deliveryId: string }> {
  const { rows } = await owner.query<{ recipientId: string; deliveryId: string }>(
    `WITH recipient AS (
       INSERT INTO recipients (organisation_id, name, email) VALUES ($2::uuid, '{"kk": "x", "ru": "x"}', $2::text || '@example.kz') RETURNING id),
     delivery AS (
       INSERT INTO deliveries (case_id, organisation_id, file_id, what, recipient_id, recipient_name, channel, address, state)
       SELECT $1, $2::uuid, $3, 'copy of ' || $2::text, id, jsonb_build_object('kk', 'of ' || $2::text, 'ru', 'x'), 'email', $2::text || '@example.kz', 'failed' FROM recipient RETURNING id, recipient_id),
     attempt AS (
       INSERT INTO delivery_attempts (delivery_id, number, began_at, ended_at, outcome, detail)
       SELECT id, 1, now(), now(), 'rejected', 'of ' || $2::text FROM delivery)
     SELECT id AS "deliveryId", recipient_id AS "recipientId" FROM delivery`,
    [orderId, organisationId, fileId],
  )
  return rows[0] as { recipientId: string; deliveryId: string }
}

const addresses = { name: { kk: 'x', ru: 'x' }, email: null, webhookUrl: null, dutyUnit: null, postalAddress: null }

/** Bodies that ask for deliveries of another organisation. */
export function deliveryBodies(organisationId: string, fileId: string, recipientId: string) {
  return {
    addRecipient: { organisationId, ...addresses },
    changeRecipient: { ...addresses, isRetired: false },
    sendPaper: { fileId, to: [{ recipientId, channel: 'print' }] },
    resendDelivery: { reason: 'x' },
    settleDelivery: { outcome: 'given-up', reason: 'x' },
  }
}
