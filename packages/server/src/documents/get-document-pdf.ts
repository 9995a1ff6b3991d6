import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'

/** The bytes as they were issued: they are never drawn up again. */
export const getDocumentPdf: Handler<'getDocumentPdf'> = async ({ tx, params, reply, log }) => {
  const row = await tx
    .selectFrom('documents')
    .select(['pdf', 'person_id', 'organisation_id', 'kind', 'year', 'sequence'])
    .where('id', '=', params.documentId)
    .executeTakeFirst()
  if (!row || row.pdf === null) return refuse('not-found')
  await log({ personId: row.person_id, subjectId: params.documentId, organisationId: row.organisation_id })
  // No name of anybody in the name of a file that lands in a folder of downloads.
  void reply
    .type('application/pdf')
    .header('content-disposition', `inline; filename="${row.kind}-${row.sequence}-${row.year}.pdf"`)
  return row.pdf
}
