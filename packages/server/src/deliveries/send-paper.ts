import type { Addressee, DeliveryChannel } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { findCase } from '../files/file-answer.ts'
import type { Call, Handler } from '../http/implement.ts'
import type { CaseFile } from '../intake/load-case-file.ts'
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

interface ReadyToSend {
  readonly recipientId: string | null
  readonly name: { readonly kk: string; readonly ru: string }
  readonly channel: DeliveryChannel
  readonly address: string | null
}

async function readyFor(tx: ScopedTransaction, to: Addressee): Promise<ReadyToSend> {
  if ('typed' in to) {
    const { name, channel, address } = to.typed
    return { recipientId: null, name: { kk: name, ru: name }, channel, address }
  }
  const { recipientId, channel } = to
  const recipient = await tx
    .selectFrom('recipients')
    .select(['name', 'email', 'webhook_url', 'postal_address'])
    .where('id', '=', recipientId)
    .where('is_retired', '=', false)
    .executeTakeFirst()
  if (!recipient) return refuse('not-found')
  const { name } = recipient
  if (channel === 'print') return { recipientId, name, channel, address: recipient.postal_address }
  const address = channel === 'email' ? recipient.email : recipient.webhook_url
  return { recipientId, name, channel, address: address ?? refuse('no-such-address', { detail: channel }) }
}

type Asked = Pick<CaseFile, 'id' | 'organisationId'>

/** Into the outbox, in the transaction of whatever caused it: it is sent when that is committed, or not at all. */
export async function enqueue(
  { tx, session, now }: Pick<Call<'sendPaper'>, 'tx' | 'session' | 'now'>,
  file: Asked,
  paper: Paper,
  to: readonly Addressee[],
): Promise<string[]> {
  const what = await nameOf(tx, file.id, paper)
  const ids: string[] = []
  for (const addressee of to) {
    const { recipientId, name, channel, address } = await readyFor(tx, addressee)
    const { id } = await tx
      .insertInto('deliveries')
      .values({
        case_id: file.id,
        organisation_id: file.organisationId,
        file_id: paper.fileId,
        document_id: paper.documentId,
        what,
        recipient_id: recipientId,
        recipient_name: JSON.stringify(name),
        channel,
        address,
        asked_by: session.user.id,
        next_at: isoInstant(now),
        next_by: session.user.id,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    ids.push(id)
  }
  return ids
}

export const sendPaper: Handler<'sendPaper'> = async (call) => {
  const { tx, params, body, log } = call
  const asked = await findCase(tx, params.orderId)
  if (!asked) return refuse('not-found')
  const ids = await enqueue(call, { id: asked.id, organisationId: asked.organisation_id }, body, body.to)
  await log({
    personId: asked.person_id,
    subjectId: asked.id,
    organisationId: asked.organisation_id,
    detail: { fileId: body.fileId, documentId: body.documentId, to: body.to, deliveryIds: ids },
  })
  return { ids }
}
