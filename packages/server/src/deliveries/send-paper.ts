import type { DeliveryChannel } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { findCase } from '../files/file-answer.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'

interface Paper {
  readonly fileId: string | null
  readonly documentId: string | null
}

/** What it is called; out of scope, of another case and non-existent are the same answer. */
async function nameOf(tx: ScopedTransaction, orderId: string, { fileId, documentId }: Paper): Promise<string> {
  if (documentId !== null) {
    const document = await tx
      .selectFrom('documents')
      .select(['kind', 'year', 'sequence'])
      .where('id', '=', documentId)
      .where('order_id', '=', orderId)
      .where('issued_at', 'is not', null)
      .executeTakeFirst()
    return document ? `${document.kind}-${document.sequence}-${document.year}.pdf` : refuse('not-found')
  }
  const file = await tx
    .selectFrom('files')
    .select('name')
    .where('id', '=', fileId as string)
    .where('case_id', '=', orderId)
    .executeTakeFirst()
  return file?.name ?? refuse('not-found')
}

async function addressOf(
  tx: ScopedTransaction,
  { recipientId, channel }: { readonly recipientId: string; readonly channel: DeliveryChannel },
): Promise<string | null> {
  const recipient = await tx
    .selectFrom('recipients')
    .select(['email', 'webhook_url'])
    .where('id', '=', recipientId)
    .where('is_retired', '=', false)
    .executeTakeFirst()
  if (!recipient) return refuse('not-found')
  if (channel === 'print') return null
  return (channel === 'email' ? recipient.email : recipient.webhook_url) ?? refuse('no-such-address', { detail: channel })
}

export const sendPaper: Handler<'sendPaper'> = async ({ tx, params, body, session, now, log }) => {
  const asked = await findCase(tx, params.orderId)
  if (!asked) return refuse('not-found')
  const what = await nameOf(tx, asked.id, body)
  const ids: string[] = []
  for (const { recipientId, channel } of body.to) {
    const { id } = await tx
      .insertInto('deliveries')
      .values({
        case_id: asked.id,
        organisation_id: asked.organisation_id,
        file_id: body.fileId,
        document_id: body.documentId,
        what,
        recipient_id: recipientId,
        channel,
        address: await addressOf(tx, { recipientId, channel }),
        asked_by: session.user.id,
        next_at: isoInstant(now),
        next_by: session.user.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.push(id)
  }
  await log({
    personId: asked.person_id,
    subjectId: asked.id,
    organisationId: asked.organisation_id,
    detail: { fileId: body.fileId, documentId: body.documentId, to: body.to, deliveryIds: ids },
  })
  return { ids }
}
