import type { BodyOf, api } from '@bilezik/contract'
import { type Document, signatureImageFault } from '@bilezik/documents'
import { type Instant, instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import type { Call, Handler } from '../../http/implement.ts'
import { instantOf } from '../../http/parse-request.ts'
import { refuse } from '../../http/refusal.ts'
import { appendEvents, lockCaseFile } from '../../intake/case-events.ts'
import { numberOf } from '../journal.ts'
import { isSettled, laterSignatures, placesWith } from './places-with.ts'
import { recordsOf } from '../records-of.ts'

type SignCall = Call<'signDocument'>
type Signing = BodyOf<typeof api.signDocument>

/** A person signs a paper, not a stack of them. */
const mostSignatures = 30

interface Evidence {
  readonly media_type: string | null
  readonly bytes: Buffer | null
  readonly file_id: string | null
}
const nothing: Evidence = { media_type: null, bytes: null, file_id: null }
const field = (path: string, message: string) => ({ fields: [{ path: `body.${path}`, message }] })

/** A scan is a file of the same order, told by its bytes and scanned as it came in. */
async function scanOf({ tx }: SignCall, orderId: string, fileId: string): Promise<Evidence> {
  const file = await tx
    .selectFrom('files')
    .select(['id', 'kind'])
    .where('id', '=', fileId)
    .where('case_id', '=', orderId)
    .executeTakeFirst()
  if (!file) return refuse('document-refused', field('fileId', 'not a file of this order'))
  if (file.kind === 'cms') refuse('document-refused', field('fileId', 'a scan is a picture or a PDF'))
  return { ...nothing, file_id: file.id }
}

async function evidenceOf(call: SignCall, orderId: string): Promise<Evidence> {
  const signing: Signing = call.body
  switch (signing.method) {
    case 'drawn': {
      const bytes = Buffer.from(signing.image, 'base64')
      const fault = signatureImageFault(bytes)
      if (fault !== undefined) refuse('document-refused', field('image', fault))
      return { ...nothing, media_type: 'image/png', bytes }
    }
    case 'scan':
      return scanOf(call, orderId, signing.fileId)
    case 'refused':
      return nothing
    default:
      return signing satisfies never
  }
}

const detailOf = (signing: Signing) =>
  JSON.stringify({
    ...(signing.method === 'refused' && { reason: signing.reason, witnesses: signing.witnesses }),
    ...(signing.requestId !== undefined && { requestId: signing.requestId }),
  })

/** Signed where there was no connection, it comes later; a clock that is wrong makes it neither older than its paper nor younger than now. */
function signedAt({ body, now }: SignCall, issuedAt: Instant): Instant {
  if (body.signedAt === undefined) return now
  return instant(Math.min(now, Math.max(issuedAt, instantOf(body.signedAt, 'body.signedAt'))))
}

/** The same signature, whose answer was lost. */
async function sentBefore({ tx, body }: SignCall, documentId: string): Promise<string | undefined> {
  if (body.requestId === undefined) return undefined
  const before = await tx
    .selectFrom('document_signatures')
    .select('id')
    .where('document_id', '=', documentId)
    .where(sql<boolean>`detail ->> 'requestId' = ${body.requestId}`)
    .executeTakeFirst()
  return before?.id
}

async function issuedDocument({ tx, params }: SignCall) {
  const row = await tx
    .selectFrom('documents')
    .select(['id', 'order_id', 'content', 'pdf_sha256', 'year', 'sequence', 'issued_at'])
    .where('id', '=', params.documentId)
    .executeTakeFirst()
  if (!row || row.pdf_sha256 === null || row.year === null || row.sequence === null || row.issued_at === null)
    return refuse('not-found')
  // It passed the schema when it was issued.
  return {
    ...row,
    pdf_sha256: row.pdf_sha256,
    issuedAt: row.issued_at,
    number: numberOf({ year: row.year, sequence: row.sequence }),
    content: row.content as Document,
  }
}

/**
 * A signature is a row of its own, bound to the very bytes that were read: the document stays as it was issued. What the person's
 * signature under an act or a memo tells the file, the file learns with it.
 */
export const signDocument: Handler<'signDocument'> = async (call) => {
  const { tx, body, session, now, log } = call
  const document = await issuedDocument(call)
  const file = await lockCaseFile(tx, document.order_id)
  const about = { personId: file.personId, subjectId: document.id, organisationId: file.organisationId }
  const repeated = await sentBefore(call, document.id)
  if (repeated !== undefined) {
    await log({ ...about, detail: { isRepeat: true } })
    return { id: repeated }
  }
  if (document.pdf_sha256.toString('hex') !== body.pdfSha256) refuse('document-changed')
  const before = await laterSignatures(tx, document.id)
  if (before.length >= mostSignatures) refuse('document-too-many')
  if (isSettled(placesWith(document.content.signatures ?? [], before), body))
    refuse('document-refused', field('name', 'has signed here already'))
  const { id } = await tx
    .insertInto('document_signatures')
    .values({
      document_id: document.id,
      document_sha256: document.pdf_sha256,
      role: body.role,
      name: body.name,
      method: body.method,
      signed_at: isoInstant(signedAt(call, document.issuedAt)),
      recorded_by: session.user.id,
      detail: detailOf(body),
      ...(await evidenceOf(call, document.order_id)),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  const records = recordsOf(document.content, document.number, [{ role: body.role, isRefused: body.method === 'refused' }])
  if (records.length > 0 && file.state !== 'closed') {
    await appendEvents(
      tx,
      file,
      session.user.id,
      records.map((record) => ({ at: now, kind: 'record', state: file.state, body: record })),
    )
  }
  await log({ ...about, detail: { role: body.role, method: body.method } })
  return { id }
}
