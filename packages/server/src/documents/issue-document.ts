import type { Asked } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import type { Document, RenderedDocument } from '@bilezik/documents'
import { civilInKazakhstan, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { enqueue } from '../deliveries/send-paper.ts'
import type { Call, Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { type CaseFile, appendEvents, lockCaseFile } from '../intake/case-events.ts'
import { drawUp, isHeadOnly } from './draw-up.ts'
import { nextNumber, numberOf, refuseTooMany } from './journal.ts'
import { recordsOf } from './records-of.ts'
import { requireReplaceable } from './replaceable.ts'
import { answered } from './rendered.ts'
import { loadSources } from './sources.ts'
import { surroundingsOf } from './surroundings.ts'

type IssueCall = Call<'issueDocument'>

interface Issued {
  readonly document: Document
  readonly rendered: RenderedDocument
  readonly language: 'kk' | 'ru' | 'en'
  readonly number: { readonly sequence: number; readonly year: number }
}

function issuedColumns({ session, now }: IssueCall, { document, rendered, number }: Issued) {
  return {
    ...number,
    content: JSON.stringify(document),
    pdf: Buffer.from(rendered.pdf),
    pdf_sha256: Buffer.from(rendered.pdfSha256, 'hex'),
    short_hash: rendered.shortHash,
    issued_by: session.user.id,
    issued_at: isoInstant(now),
  }
}

async function insertIssued(call: IssueCall, file: CaseFile, issued: Issued): Promise<string> {
  const { tx, body, session } = call
  const { document: asked } = body
  const { id } = await tx
    .insertInto('documents')
    .values({
      order_id: file.id,
      person_id: file.personId,
      organisation_id: file.organisationId,
      kind: asked.kind,
      language: issued.language,
      replaces_id: asked.replacesId,
      asked: askedText(asked, body.requestId),
      drawn_up_by: session.user.id,
      ...issuedColumns(call, issued),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  return id
}

/** Its author stays who drew it up. */
async function issueDraft(call: IssueCall, file: CaseFile, draftId: string, issued: Issued): Promise<string> {
  const { tx, body } = call
  const { document: asked } = body
  const draft = await tx
    .selectFrom('documents')
    .select(['issued_at', 'kind'])
    .where('id', '=', draftId)
    .where('order_id', '=', file.id)
    .executeTakeFirst()
  if (!draft || draft.kind !== asked.kind) return refuse('not-found')
  if (draft.issued_at !== null) refuse('document-issued')
  await tx
    .updateTable('documents')
    .set({
      language: issued.language,
      replaces_id: asked.replacesId,
      asked: askedText(asked, body.requestId),
      ...issuedColumns(call, issued),
    })
    .where('id', '=', draftId)
    .execute()
  return draftId
}

/** Images of signatures stand in the content; twice they would only take room. */
export function askedText(asked: Asked, requestId?: string): string {
  const signatures = asked.signatures.map((signature) => ({ ...signature, image: null }))
  return JSON.stringify({ ...asked, signatures, requestId })
}

/** The document that the same request made before, whose answer was lost. */
async function issuedBefore({ tx, params, body }: IssueCall) {
  if (body.requestId === undefined) return undefined
  const row = await tx
    .selectFrom('documents')
    .select(['id', 'year', 'sequence', 'short_hash', 'pdf_sha256'])
    .where('order_id', '=', params.orderId)
    .where(sql<boolean>`asked ->> 'requestId' = ${body.requestId}`)
    .executeTakeFirst()
  if (!row || row.year === null || row.sequence === null || row.short_hash === null || row.pdf_sha256 === null) return undefined
  return {
    id: row.id,
    number: numberOf({ year: row.year, sequence: row.sequence }),
    shortHash: row.short_hash,
    pdfSha256: row.pdf_sha256.toString('hex'),
  }
}

/** What a document that is signed on its own paper tells the file. */
async function recordWhatIsSigned(
  tx: ScopedTransaction,
  file: CaseFile,
  call: IssueCall,
  { document, number }: Issued,
): Promise<void> {
  const signatures = (document.signatures ?? []).flatMap(({ role, image, hasRefused = false }) =>
    (image ?? null) !== null || hasRefused ? [{ role, isRefused: hasRefused }] : [],
  )
  const records = recordsOf(document, numberOf(number), signatures)
  if (records.length === 0 || file.state === 'closed') return
  await appendEvents(
    tx,
    file,
    call.session.user.id,
    records.map((body) => ({ at: call.now, kind: 'record', state: file.state, body })),
  )
}

/**
 * The document gets its number in the transaction that stores it: one that fails leaves no gap, and two at once wait for each other.
 * What was read is what is issued: where the facts have moved since the preview, it is to be read again.
 */
export const issueDocument: Handler<'issueDocument'> = async (call) => {
  const { context, tx, params, body, session, now, log } = call
  const asked = body.document
  const file = await lockCaseFile(tx, params.orderId)
  const before = await issuedBefore(call)
  if (before) {
    await log({
      personId: file.personId,
      subjectId: before.id,
      organisationId: file.organisationId,
      detail: { isRepeat: true },
    })
    return before
  }
  const sources = await loadSources(tx, file, session, now)
  if (isHeadOnly(asked.kind) && !sources.author.isHead) refuse('document-head-only')
  await refuseTooMany(tx, file.id)
  if (asked.replacesId !== null) await requireReplaceable(tx, file.id, asked.kind, asked.replacesId)
  const { language, numbered, digest } = await drawUp(sources, asked, await surroundingsOf(context, tx, file.id))
  if (body.digest !== null && body.digest !== digest) refuse('document-changed')
  const { year } = civilInKazakhstan(now)
  const number = { sequence: await nextNumber(tx, file.organisationId, year, true), year }
  const document = numbered(number.sequence, now)
  const rendered = await answered(context.renderer.render(document, language))
  const issued = { document, rendered, language, number }
  const id = body.draftId === null ? await insertIssued(call, file, issued) : await issueDraft(call, file, body.draftId, issued)
  await recordWhatIsSigned(tx, file, call, issued)
  const deliveryIds = await enqueue(call, file, { documentId: id, fileId: null }, body.to)
  await log({
    personId: file.personId,
    subjectId: id,
    organisationId: file.organisationId,
    detail: {
      kind: asked.kind,
      number: numberOf(number),
      pdfSha256: rendered.pdfSha256,
      ...(deliveryIds.length > 0 && { to: body.to, deliveryIds }),
    },
  })
  return { id, number: numberOf(number), shortHash: rendered.shortHash, pdfSha256: rendered.pdfSha256 }
}
