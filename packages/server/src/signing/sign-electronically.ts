import type { SigningCode } from '@bilezik/contract'
import type { Document } from '@bilezik/documents'
import { isoInstant } from '@bilezik/domain'
import { isUniqueViolation } from '../http/database-errors.ts'
import type { Call, Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { lockCaseFile } from '../intake/case-events.ts'
import { isSettled, laterSignatures, placesWith } from '../documents/signing/places-with.ts'
import { binOf } from './checked-number.ts'
import { cmsFault } from './read-cms.ts'

type SignCall = Call<'signElectronically'>

/** Refused ones among them. */
const mostHandedIn = 100
const field = (path: string, message: string) => ({ fields: [{ path: `body.${path}`, message }] })

/** Officials sign with keys of their own; whoever is supervised signs on the screen or on paper. */
const roles: ReadonlySet<string> = new Set(['head', 'employee', 'handing-over', 'receiving'])

async function issuedDocument({ tx, params }: SignCall) {
  const row = await tx
    .selectFrom('documents')
    .select(['id', 'order_id', 'organisation_id', 'content', 'pdf', 'pdf_sha256'])
    .where('id', '=', params.documentId)
    .executeTakeFirst()
  if (!row || row.pdf === null || row.pdf_sha256 === null) return refuse('not-found')
  return { ...row, pdf: row.pdf, pdf_sha256: row.pdf_sha256, places: (row.content as Document).signatures ?? [] }
}

async function ownIin({ tx, session }: SignCall): Promise<string> {
  const user = await tx.selectFrom('users').select('iin').where('id', '=', session.user.id).executeTakeFirst()
  return user?.iin ?? refuse('signing-iin-unknown')
}

/** It is the caller's own place, and still open. */
async function requirePlace({ tx, body, session }: SignCall, document: Awaited<ReturnType<typeof issuedDocument>>) {
  const places = placesWith(document.places, await laterSignatures(tx, document.id))
  const signatory = { role: body.role, name: session.user.name }
  const isOwn = places.some(({ role, name }) => role === body.role && (name === null || name === session.user.name))
  if (!roles.has(body.role) || !isOwn) refuse('document-refused', field('role', 'no place of yours on this document'))
  if (isSettled(places, signatory)) refuse('document-refused', field('role', 'has signed here already'))
}

/** Kept whatever it is: what is wrong with it at first sight is told at once, the rest when the service has checked it. */
async function handIn(call: SignCall, document: Awaited<ReturnType<typeof issuedDocument>>, code: SigningCode | undefined) {
  const { tx, body, session, now } = call
  const at = isoInstant(now)
  return tx
    .insertInto('electronic_signatures')
    .values({
      document_id: document.id,
      document_sha256: document.pdf_sha256,
      user_id: session.user.id,
      role: body.role,
      name: session.user.name,
      iin: await ownIin(call),
      bin: await binOf(tx, document.organisation_id),
      cms: Buffer.from(body.cms, 'base64'),
      submitted_at: at,
      next_at: at,
      detail: '{}',
      ...(code !== undefined && { state: 'refused', code, settled_at: at }),
    })
    .returning('id')
    .executeTakeFirstOrThrow()
    .catch((error: unknown) =>
      isUniqueViolation(error)
        ? refuse('document-refused', field('role', 'a signature of yours is being checked'))
        : Promise.reject(error),
    )
}

export const signElectronically: Handler<'signElectronically'> = async (call) => {
  const { context, tx, body, log } = call
  const document = await issuedDocument(call)
  if (!context.config.ncanode) refuse('signing-not-set-up')
  const file = await lockCaseFile(tx, document.order_id)
  if (document.pdf_sha256.toString('hex') !== body.pdfSha256) refuse('document-changed')
  await requirePlace(call, document)
  const { count } = await tx
    .selectFrom('electronic_signatures')
    .select((on) => on.fn.countAll<string>().as('count'))
    .where('document_id', '=', document.id)
    .executeTakeFirstOrThrow()
  if (Number(count) >= mostHandedIn) refuse('document-too-many')
  const code = cmsFault(Buffer.from(body.cms, 'base64'), document.pdf)
  const { id } = await handIn(call, document, code)
  await log({
    personId: file.personId,
    subjectId: document.id,
    organisationId: file.organisationId,
    detail: { role: body.role, method: 'cms', ...(code !== undefined && { code }) },
  })
  return { id, state: code === undefined ? 'waiting' : 'refused', code: code ?? null }
}
