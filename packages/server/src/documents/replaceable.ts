import type { ScopedTransaction } from '@bilezik/database'
import { refuse } from '../http/refusal.ts'

/** An issued document of the same kind and order that nothing stands in the place of yet. */
export async function requireReplaceable(tx: ScopedTransaction, orderId: string, kind: string, id: string): Promise<void> {
  const field = (message: string) => ({ fields: [{ path: 'body.document.replacesId', message }] })
  const replaced = await tx
    .selectFrom('documents as d')
    .leftJoin('documents as r', 'r.replaces_id', 'd.id')
    .select(['d.issued_at', 'd.kind', 'r.id as by'])
    .where('d.id', '=', id)
    .where('d.order_id', '=', orderId)
    .executeTakeFirst()
  if (!replaced || replaced.issued_at === null || replaced.kind !== kind) {
    return refuse('document-refused', field('not an issued document of this kind and order'))
  }
  if (replaced.by !== null) refuse('document-refused', field('replaced already'))
}
