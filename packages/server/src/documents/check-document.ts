import type { DocumentKind, Instant, Localised } from '@bilezik/domain'
import { sql } from 'kysely'
import type { PublicHandler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { dateInKazakhstan } from '../intake/check-records.ts'

interface Checked {
  readonly number: string
  readonly issued_at: Instant
  readonly kind: DocumentKind
  readonly organisation: Localised
  readonly replaced_by: string | null
  readonly pdf_sha256: string
}

/** As one copies it from paper: without its hyphens, in small letters, with O for 0 and I or L for 1. */
function hashOf(code: string): string {
  const letters = code.toUpperCase().replaceAll(/[ -]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  return letters.replaceAll(/.{4}(?=.)/g, '$&-')
}

/** For whoever holds a paper: that it was issued, and stands. 80 bits are not guessed, and nothing is told of anybody. */
export const checkDocument: PublicHandler<'checkDocument'> = async ({ context, params }) => {
  const { rows } = await sql<Checked>`SELECT * FROM check_document(${hashOf(params.code)})`.execute(context.db)
  const [found] = rows
  if (!found) return refuse('not-found')
  const { number, issued_at: issuedAt, kind, organisation, replaced_by: replacedBy, pdf_sha256: pdfSha256 } = found
  return {
    number,
    issuedOn: dateInKazakhstan(issuedAt),
    kind,
    organisation: { ...organisation },
    stands: replacedBy === null,
    replacedBy,
    pdfSha256,
  }
}
