import { createHash } from 'node:crypto'
import { type Database, type ScopedTransaction, unwrapKey, withScope } from '@bilezik/database'
import { type Instant, type OrganisationId, isoInstant } from '@bilezik/domain'
import type { FileKind } from '@bilezik/contract'
import { sql } from 'kysely'
import { mediaTypeOf } from '../files/file-settings.ts'
import type { Outgoing } from './outgoing.ts'

export interface Claimed {
  readonly organisationId: OrganisationId
  readonly number: number
  readonly channel: 'email' | 'webhook'
  readonly paper: Outgoing
}

interface Content {
  readonly bytes: Buffer
  readonly sha256: string
  readonly mediaType: string
}

/** As it was issued: it is never drawn up again. */
async function documentOf(tx: ScopedTransaction, documentId: string): Promise<Content> {
  const { pdf, pdf_sha256: sha256 } = await tx
    .selectFrom('documents')
    .select(['pdf', 'pdf_sha256'])
    .where('id', '=', documentId)
    .executeTakeFirstOrThrow()
  if (pdf === null || sha256 === null) throw new Error(`the document ${documentId} is not issued`)
  return { bytes: pdf, sha256: sha256.toString('hex'), mediaType: mediaTypeOf.pdf }
}

async function fileOf(tx: ScopedTransaction, fileId: string): Promise<Content> {
  const file = await tx.selectFrom('files').select(['kind', 'sha256']).where('id', '=', fileId).executeTakeFirstOrThrow()
  const pieces = await tx.selectFrom('file_chunks').select('bytes').where('file_id', '=', fileId).orderBy('sequence').execute()
  const bytes = Buffer.concat(pieces.map((piece) => piece.bytes))
  if (!createHash('sha256').update(bytes).digest().equals(file.sha256))
    throw new Error(`the file ${fileId} is not what was stored`)
  return { bytes, sha256: file.sha256.toString('hex'), mediaType: mediaTypeOf[file.kind as FileKind] }
}

async function secretOf(tx: ScopedTransaction, id: string, masterKey: Buffer): Promise<Buffer | undefined> {
  const { rows } = await sql<{ wrapped: Buffer | null }>`SELECT secret_of_delivery(${id}) AS wrapped`.execute(tx)
  const wrapped = rows[0]?.wrapped ?? null
  return wrapped === null ? undefined : unwrapKey(wrapped, masterKey)
}

/** Of two who try, one gets it. Undefined: somebody else has it, or it is no longer due. */
export async function claimDelivery(
  db: Database,
  masterKey: Buffer,
  { id, organisationId }: { readonly id: string; readonly organisationId: OrganisationId },
  now: Instant,
): Promise<Claimed | undefined> {
  return withScope(db, organisationId, async (tx) => {
    const taken = await tx
      .updateTable('deliveries')
      .set({ state: 'sending' })
      .where('id', '=', id)
      .where('state', '=', 'queued')
      .where('next_at', '<=', sql<Instant>`${isoInstant(now)}::timestamptz`)
      .returning(['id', 'file_id', 'document_id', 'what', 'address', 'channel', 'recipient_id', 'next_by', 'recipient_name'])
      .executeTakeFirst()
    if (!taken || taken.channel === 'print' || taken.address === null) return undefined
    const { number } = await tx
      .selectFrom('delivery_attempts')
      .select(sql<number>`coalesce(max(number), 0) + 1`.as('number'))
      .where('delivery_id', '=', id)
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('delivery_attempts')
      .values({ delivery_id: id, number, began_at: isoInstant(now), by_user: taken.next_by })
      .execute()
    const sender = await tx.selectFrom('organisations').select('name').where('id', '=', organisationId).executeTakeFirstOrThrow()
    const secret = await secretOf(tx, id, masterKey)
    const content =
      taken.document_id === null ? await fileOf(tx, taken.file_id as string) : await documentOf(tx, taken.document_id)
    const names = { recipientName: taken.recipient_name, senderName: { kk: sender.name.kk, ru: sender.name.ru } }
    const paper: Outgoing = { id, address: taken.address, name: taken.what, secret, ...names, ...content }
    return { organisationId, number, channel: taken.channel, paper }
  })
}
