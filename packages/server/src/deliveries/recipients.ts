import { newOrderKey, wrapKey } from '@bilezik/database'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { requireOrganisation } from '../organisations/in-scope.ts'
import type { SendingSettings } from './sending-settings.ts'
import { isReceiverAllowed } from './webhook-address.ts'

function requireReceiver(url: string | null, sending: SendingSettings | undefined): void {
  if (url !== null && !isReceiverAllowed(url, sending?.webhooks))
    refuse('receiver-not-allowed', { detail: new URL(url).hostname })
}

export const listRecipients: Handler<'listRecipients'> = async ({ tx }) => {
  const rows = await tx
    .selectFrom('recipients')
    .select(['id', 'organisation_id', 'name', 'email', 'webhook_url', 'duty_unit', 'postal_address', 'is_retired'])
    .orderBy('id')
    .execute()
  return {
    recipients: rows.map((row) => ({
      id: row.id,
      organisationId: row.organisation_id,
      name: { ...row.name },
      email: row.email,
      webhookUrl: row.webhook_url,
      dutyUnit: row.duty_unit,
      postalAddress: row.postal_address,
      isRetired: row.is_retired,
    })),
  }
}

export const addRecipient: Handler<'addRecipient'> = async ({ tx, body, context, log }) => {
  await requireOrganisation(tx, body.organisationId)
  requireReceiver(body.webhookUrl, context.config.sending)
  const secret = body.webhookUrl === null ? undefined : newOrderKey()
  const { id } = await tx
    .insertInto('recipients')
    .values({
      organisation_id: body.organisationId,
      name: JSON.stringify(body.name),
      email: body.email,
      webhook_url: body.webhookUrl,
      duty_unit: body.dutyUnit,
      postal_address: body.postalAddress,
      wrapped_secret: secret ? wrapKey(secret, context.masterKey) : null,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const { name, email, webhookUrl, postalAddress } = body
  await log({ subjectId: id, organisationId: body.organisationId, detail: { name, email, webhookUrl, postalAddress } })
  return { id, webhookSecret: secret?.toString('base64') ?? null }
}

export const changeRecipient: Handler<'changeRecipient'> = async ({ tx, params, body, context, log }) => {
  const before = await tx
    .selectFrom('recipients')
    .select(['organisation_id', 'wrapped_secret', 'webhook_url', 'email'])
    .where('id', '=', params.recipientId)
    .forUpdate()
    .executeTakeFirst()
  if (!before) return refuse('not-found')
  if (body.webhookUrl !== before.webhook_url) requireReceiver(body.webhookUrl, context.config.sending)
  // Another address is another receiver: it must not learn what signs for the former.
  const isOther = body.webhookUrl !== null && (before.wrapped_secret === null || body.webhookUrl !== before.webhook_url)
  const secret = isOther ? newOrderKey() : undefined
  await tx
    .updateTable('recipients')
    .set({
      name: JSON.stringify(body.name),
      email: body.email,
      webhook_url: body.webhookUrl,
      duty_unit: body.dutyUnit,
      postal_address: body.postalAddress,
      is_retired: body.isRetired,
      ...(secret && { wrapped_secret: wrapKey(secret, context.masterKey) }),
    })
    .where('id', '=', params.recipientId)
    .execute()
  const { name, email, webhookUrl, postalAddress, isRetired } = body
  const was = { email: before.email, webhookUrl: before.webhook_url }
  await log({
    subjectId: params.recipientId,
    organisationId: before.organisation_id,
    detail: { name, email, webhookUrl, postalAddress, isRetired, before: was },
  })
  return { webhookSecret: secret?.toString('base64') ?? null }
}

/** Whoever may have seen the former one can sign nothing any more; the receiver is told the new one by whoever asked. */
export const rotateSecret: Handler<'rotateSecret'> = async ({ tx, params, context, log }) => {
  const secret = newOrderKey()
  const rotated = await tx
    .updateTable('recipients')
    .set({ wrapped_secret: wrapKey(secret, context.masterKey) })
    .where('id', '=', params.recipientId)
    .where('webhook_url', 'is not', null)
    .returning('organisation_id')
    .executeTakeFirst()
  if (!rotated) return refuse('not-found')
  await log({ subjectId: params.recipientId, organisationId: rotated.organisation_id })
  return { webhookSecret: secret.toString('base64') }
}
