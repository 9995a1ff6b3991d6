import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'

/** The bytes as they were handed in and checked. */
export const getSignatureCms: Handler<'getSignatureCms'> = async ({ tx, params, reply, log }) => {
  const row = await tx
    .selectFrom('document_signatures as s')
    .innerJoin('documents as d', 'd.id', 's.document_id')
    .select(['s.bytes', 'd.person_id', 'd.organisation_id', 'd.kind', 'd.year', 'd.sequence'])
    .where('s.id', '=', params.signatureId)
    .where('s.document_id', '=', params.documentId)
    .where('s.method', '=', 'cms')
    .executeTakeFirst()
  if (!row || row.bytes === null) return refuse('not-found')
  await log({ personId: row.person_id, subjectId: params.documentId, organisationId: row.organisation_id })
  void reply
    .type('application/pkcs7-signature')
    .header('content-disposition', `attachment; filename="${row.kind}-${row.sequence}-${row.year}.p7s"`)
  return row.bytes
}
