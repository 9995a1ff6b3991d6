import type { CaseFileFile, FileKind } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'

export async function filesOf(tx: ScopedTransaction, orderId: string, fileId?: string): Promise<CaseFileFile[]> {
  const rows = await tx
    .selectFrom('files')
    .select(['id', 'name', 'kind', 'belongs_to', 'size_bytes', 'sha256', 'scan', 'received_at'])
    .select(sql<string | null>`name_of_user(user_id)`.as('by_name'))
    .where('case_id', '=', orderId)
    .$if(fileId !== undefined, (q) => q.where('id', '=', fileId as string))
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    // Written here alone, from this type; a constraint keeps it.
    kind: row.kind as FileKind,
    belongsTo: row.belongs_to,
    sizeBytes: row.size_bytes,
    sha256: row.sha256.toString('hex'),
    scan: row.scan,
    receivedAt: isoInstant(row.received_at),
    byName: row.by_name,
  }))
}

/** Out of scope and non-existent are the same answer. */
export async function findCase(tx: ScopedTransaction, orderId: string) {
  return tx.selectFrom('case_files').select(['id', 'person_id', 'organisation_id']).where('id', '=', orderId).executeTakeFirst()
}
