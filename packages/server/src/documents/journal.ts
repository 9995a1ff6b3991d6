import type { DocumentEntry } from '@bilezik/contract'
import { askedSchema } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type DocumentKind, type DocumentState, type SignatoryRole, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { refuse } from '../http/refusal.ts'
import { electronicOf } from './signing/electronic-of.ts'
import { type PrintedPlace, isSignedThroughout, placesWith } from './signing/places-with.ts'

/** Of one order, drafts among them: an order has a few dozen. */
export const mostDocuments = 500

export const numberOf = ({ sequence, year }: { readonly sequence: number; readonly year: number }) => `${sequence}/${year}`

type Certificate = NonNullable<DocumentEntry['signatures'][number]['certificate']>

async function signaturesOf(tx: ScopedTransaction, orderId: string): Promise<Map<string, DocumentEntry['signatures']>> {
  const rows = await tx
    .selectFrom('document_signatures as s')
    .innerJoin('documents as d', 'd.id', 's.document_id')
    .select(['s.id', 's.document_id', 's.role', 's.name', 's.method', 's.signed_at', 's.media_type', 's.detail'])
    .select(sql<string | null>`name_of_user(s.recorded_by)`.as('by_name'))
    .where('d.order_id', '=', orderId)
    .orderBy('s.id')
    .execute()
  const grouped = Map.groupBy(rows, (row) => row.document_id)
  return new Map(
    [...grouped].map(([documentId, group]) => [
      documentId,
      group.map((row) => ({
        id: row.id,
        role: row.role as SignatoryRole,
        name: row.name,
        method: row.method,
        signedAt: isoInstant(row.signed_at),
        recordedByName: row.by_name,
        mediaType: row.media_type,
        reason: (row.detail['reason'] as string | undefined) ?? null,
        witnesses: (row.detail['witnesses'] as string[] | undefined) ?? [],
        certificate: (row.detail['certificate'] as Certificate | undefined) ?? null,
      })),
    ]),
  )
}

function stateOf(isIssued: boolean, isReplaced: boolean, isSigned: boolean): DocumentState {
  if (!isIssued) return 'draft'
  return isReplaced ? 'replaced' : isSigned ? 'signed' : 'issued'
}

/** The documents of an order, the latest first. */
export async function documentsOf(tx: ScopedTransaction, orderId: string): Promise<DocumentEntry[]> {
  const rows = await tx
    .selectFrom('documents as d')
    .leftJoin('documents as r', (join) => join.onRef('r.replaces_id', '=', 'd.id').on('r.issued_at', 'is not', null))
    .select([
      'd.id',
      'd.kind',
      'd.language',
      'd.year',
      'd.sequence',
      'd.short_hash',
      'd.pdf_sha256',
      'd.drawn_up_at',
      'd.issued_at',
    ])
    .select(['d.replaces_id', 'd.asked', 'r.id as replaced_by'])
    .select([
      sql<string | null>`name_of_user(d.drawn_up_by)`.as('drawn_up_by'),
      sql<string | null>`name_of_user(d.issued_by)`.as('issued_by'),
      // Without the pictures of those drawn as it was issued: that they are there is enough.
      sql<PrintedPlace[]>`(SELECT coalesce(jsonb_agg(jsonb_build_object('role', p ->> 'role', 'name', p ->> 'name',
        'image', CASE WHEN p ->> 'image' IS NOT NULL THEN '' END, 'hasRefused', coalesce((p ->> 'hasRefused')::boolean, false))), '[]')
        FROM jsonb_array_elements(coalesce(d.content -> 'signatures', '[]')) AS p)`.as('places'),
    ])
    .where('d.order_id', '=', orderId)
    .orderBy('d.id', 'desc')
    .limit(mostDocuments)
    .execute()
  const signatures = await signaturesOf(tx, orderId)
  const electronic = await electronicOf(tx, orderId)
  return rows.map((row) => {
    const signed = signatures.get(row.id) ?? []
    const handedIn = electronic.get(row.id) ?? []
    const places = placesWith(
      row.places,
      signed,
      handedIn.filter(({ state }) => state === 'waiting'),
    )
    return {
      id: row.id,
      orderId,
      kind: row.kind as DocumentKind,
      language: row.language,
      state: stateOf(row.issued_at !== null, row.replaced_by !== null, isSignedThroughout(places, signed)),
      number: row.year === null || row.sequence === null ? null : numberOf({ sequence: row.sequence, year: row.year }),
      shortHash: row.short_hash,
      pdfSha256: row.pdf_sha256?.toString('hex') ?? null,
      drawnUpAt: isoInstant(row.drawn_up_at),
      drawnUpByName: row.drawn_up_by,
      issuedAt: row.issued_at === null ? null : isoInstant(row.issued_at),
      issuedByName: row.issued_by,
      replacesId: row.replaces_id,
      replacedById: row.replaced_by,
      places: places.map(({ role, name, state, signatureId }) => ({ role, name, state, signatureId })),
      signatures: signed,
      electronic: handedIn,
      asked: row.issued_at === null ? askedSchema.parse(row.asked) : null,
    }
  })
}

export async function refuseTooMany(tx: ScopedTransaction, orderId: string): Promise<void> {
  const { count } = await tx
    .selectFrom('documents')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('order_id', '=', orderId)
    .executeTakeFirstOrThrow()
  if (count >= mostDocuments) refuse('document-too-many')
}

/** The number that the organisation's next document gets; with `takes` nobody else gets one until the transaction ends. */
export async function nextNumber(tx: ScopedTransaction, organisationId: string, year: number, takes: boolean): Promise<number> {
  if (!takes) {
    const { next } = await tx
      .selectFrom('documents')
      .select(sql<number>`coalesce(max(sequence), 0) + 1`.as('next'))
      .where('organisation_id', '=', organisationId)
      .where('year', '=', year)
      .executeTakeFirstOrThrow()
    return next
  }
  const { rows } = await sql<{ next: number }>`SELECT next_document_number(${organisationId}, ${year}) AS next`.execute(tx)
  return rows[0]?.next ?? refuse('not-found')
}

/** In the documents before, the latest first: what was told of the person's standing then still holds until told anew. */
export async function standingBefore(
  tx: ScopedTransaction,
  orderId: string,
): Promise<'suspect' | 'accused' | 'defendant' | 'convicted' | null> {
  const row = await tx
    .selectFrom('documents')
    .select(sql<'suspect' | 'accused' | 'defendant' | 'convicted' | null>`content -> 'person' ->> 'standing'`.as('standing'))
    .where('order_id', '=', orderId)
    .where('issued_at', 'is not', null)
    .where(sql<boolean>`content -> 'person' ->> 'standing' IS NOT NULL`)
    .orderBy('issued_at', 'desc')
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.standing ?? null
}
