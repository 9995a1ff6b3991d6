import type { ScopedTransaction } from '@bilezik/database'
import type { Instant } from '@bilezik/domain'

export interface WaitingSignature {
  readonly id: string
  readonly documentId: string
  readonly orderId: string
  readonly sha256: Buffer
  readonly content: unknown
  readonly pdf: Buffer
  readonly cms: Buffer
  readonly userId: string
  readonly role: string
  readonly name: string
  readonly iin: string
  readonly bin: string | null
  readonly submittedAt: Instant
  readonly attempts: number
}

/** With the bytes that it has to be of; undefined: somebody else has settled it. */
export async function waitingSignature(tx: ScopedTransaction, id: string): Promise<WaitingSignature | undefined> {
  const row = await tx
    .selectFrom('electronic_signatures as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select([
      'e.id',
      'e.document_id',
      'd.order_id',
      'e.document_sha256',
      'd.content',
      'd.pdf',
      'e.cms',
      'e.user_id',
      'e.role',
      'e.name',
    ])
    .select(['e.iin', 'e.bin', 'e.submitted_at', 'e.attempts'])
    .where('e.id', '=', id)
    .where('e.state', '=', 'waiting')
    .executeTakeFirst()
  if (!row || row.pdf === null) return undefined
  const { role, name, iin, bin, content, pdf, cms, attempts } = row
  return {
    id: row.id,
    documentId: row.document_id,
    orderId: row.order_id,
    sha256: row.document_sha256,
    userId: row.user_id,
    submittedAt: row.submitted_at,
    role,
    name,
    iin,
    bin,
    content,
    pdf,
    cms,
    attempts,
  }
}
