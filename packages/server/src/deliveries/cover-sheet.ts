import type { ScopedTransaction } from '@bilezik/database'
import type { Printed } from '@bilezik/documents'
import type { DocumentKind, Instant } from '@bilezik/domain'
import { sql } from 'kysely'
import { numberOf } from '../documents/journal.ts'
import { answered } from '../documents/rendered.ts'
import { organisationOf } from '../documents/sources.ts'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'

type CoverSheet = Extract<Printed, { readonly kind: 'cover-sheet' }>

interface Enclosed {
  readonly what: string
  readonly kind: DocumentKind | null
  readonly year: number | null
  readonly sequence: number | null
  readonly issued_at: Instant | null
}

/** This paper, and whatever of the same file waits to be handed to the same addressee: they go under one cover. */
async function enclosedWith(tx: ScopedTransaction, deliveryId: string): Promise<CoverSheet['enclosed']> {
  const { rows } = await sql<Enclosed>`
    SELECT d.what, o.kind, o.year, o.sequence, o.issued_at
    FROM deliveries asked JOIN deliveries d ON d.id = asked.id
      OR (asked.state = 'queued' AND d.state = 'queued' AND d.channel = 'print' AND d.case_id = asked.case_id
        AND d.recipient_name = asked.recipient_name AND d.address IS NOT DISTINCT FROM asked.address)
    LEFT JOIN documents o ON o.id = d.document_id
    WHERE asked.id = ${deliveryId} ORDER BY d.asked_at, d.id LIMIT 100`.execute(tx)
  return rows.map(({ what, kind, year, sequence, issued_at: issuedAt }) =>
    kind === null || year === null || sequence === null || issuedAt === null
      ? { name: what }
      : { kind, number: numberOf({ sequence, year }), issuedAt },
  )
}

/** Drawn up each time anew and kept nowhere: the signed one comes back as the proof. */
export const getCoverSheet: Handler<'getCoverSheet'> = async ({ context, tx, params, query, now, reply, log }) => {
  const found = await tx
    .selectFrom('deliveries as d')
    .innerJoin('case_files as c', 'c.id', 'd.case_id')
    .select(['d.id', 'd.case_id', 'd.organisation_id', 'd.recipient_name', 'd.address', 'c.person_id'])
    .where('d.id', '=', params.deliveryId)
    .where('d.channel', '=', 'print')
    .executeTakeFirst()
  if (!found) return refuse('not-found')
  const { name, address, phone } = await organisationOf(tx, found.organisation_id)
  const sheet: CoverSheet = {
    kind: 'cover-sheet',
    deliveryId: found.id,
    printedAt: now,
    organisation: { name, address, phone },
    addressee: found.recipient_name[query.language === 'kk' ? 'kk' : 'ru'],
    address: found.address,
    enclosed: await enclosedWith(tx, found.id),
  }
  await log({
    personId: found.person_id,
    subjectId: found.case_id,
    organisationId: found.organisation_id,
    detail: { deliveryId: found.id },
  })
  const { pdf } = await answered(context.renderer.render(sheet, query.language))
  void reply.type('application/pdf').header('content-disposition', `inline; filename="cover-${found.id}.pdf"`)
  return pdf
}
