import { createHash } from 'node:crypto'
import type { CaseFileFile, FileKind, ScanState } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { sql } from 'kysely'
import { refuse } from '../http/refusal.ts'
import { filesOf } from './file-answer.ts'
import type { FileSettings } from './file-settings.ts'

const chunkBytes = 1024 * 1024

export interface NewFile {
  readonly orderId: string
  readonly userId: string
  readonly name: string
  readonly kind: FileKind
  readonly belongsTo: string | null
  readonly scan: ScanState
  readonly bytes: Buffer
}

export interface Stored {
  readonly file: CaseFileFile
  /** The same bytes lay there already for the same thing: an answer was lost, and they were sent again. */
  readonly isRepeat: boolean
}

async function roomFor(tx: ScopedTransaction, { orderId, bytes }: NewFile, limits: FileSettings): Promise<void> {
  const { rows } = await sql<{ files: number; bytes: number }>`
    SELECT count(*)::int AS files, coalesce(sum(size_bytes), 0)::float8 AS bytes FROM files WHERE case_id = ${orderId}`.execute(
    tx,
  )
  const held = rows[0] ?? { files: 0, bytes: 0 }
  if (held.files >= limits.mostFilesAnOrder) refuse('too-many-files', { detail: `at most ${limits.mostFilesAnOrder} files` })
  if (held.bytes + bytes.length > limits.mostBytesAnOrder)
    refuse('too-many-files', { detail: `at most ${limits.mostBytesAnOrder} bytes in all` })
}

/** Writes a file and its pieces, once: what is checked before it must have been checked. */
export async function storeFile(tx: ScopedTransaction, file: NewFile, limits: FileSettings): Promise<Stored> {
  // Two who upload at once are counted one after the other; the file's own steps are not held up.
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${file.orderId}, 14))`.execute(tx)
  const sha256 = createHash('sha256').update(file.bytes).digest()
  const known = await tx
    .selectFrom('files')
    .select('id')
    .where('case_id', '=', file.orderId)
    .where('sha256', '=', sha256)
    .where(sql<boolean>`belongs_to IS NOT DISTINCT FROM ${file.belongsTo}`)
    .executeTakeFirst()
  if (known) return { file: (await filesOf(tx, file.orderId, known.id))[0] as CaseFileFile, isRepeat: true }
  await roomFor(tx, file, limits)
  const { id } = await tx
    .insertInto('files')
    .values({
      case_id: file.orderId,
      user_id: file.userId,
      name: file.name,
      kind: file.kind,
      belongs_to: file.belongsTo,
      size_bytes: file.bytes.length,
      sha256,
      scan: file.scan,
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  for (let sequence = 0; sequence * chunkBytes < file.bytes.length; sequence++) {
    const bytes = file.bytes.subarray(sequence * chunkBytes, (sequence + 1) * chunkBytes)
    await tx.insertInto('file_chunks').values({ file_id: id, sequence, bytes }).execute()
  }
  return { file: (await filesOf(tx, file.orderId, id))[0] as CaseFileFile, isRepeat: false }
}
