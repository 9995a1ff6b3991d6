import type { DocumentEntry, SigningCode } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type SignatoryRole, isoInstant } from '@bilezik/domain'

/** Electronic signatures that were handed in on the documents of an order, by document, the latest first. */
export async function electronicOf(
  tx: ScopedTransaction,
  orderId: string,
): Promise<ReadonlyMap<string, DocumentEntry['electronic']>> {
  const rows = await tx
    .selectFrom('electronic_signatures as e')
    .innerJoin('documents as d', 'd.id', 'e.document_id')
    .select(['e.id', 'e.document_id', 'e.role', 'e.name', 'e.state', 'e.code', 'e.submitted_at'])
    .where('d.order_id', '=', orderId)
    .orderBy('e.id', 'desc')
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.document_id)
  return new Map(
    [...grouped].map(([documentId, group]) => [
      documentId,
      group.map(({ id, role, name, state, code, submitted_at: at }) => ({
        id,
        name,
        state,
        role: role as SignatoryRole,
        code: code as SigningCode | null,
        submittedAt: isoInstant(at),
      })),
    ]),
  )
}
