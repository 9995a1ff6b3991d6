import { type OrderHistoryExport, historyFormat, orderHistoryExportSchema } from '@bilezik/contract'
import type { ScopedTransaction } from '@bilezik/database'
import { type Instant, citationOf, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { documentsOf } from '../../documents/journal.ts'
import { type CaseFile, loadOwnTimeOf } from '../../intake/case-events.ts'
import { factsOf } from '../../intake/facts-of.ts'

const isoOrNull = (at: Instant | null) => (at === null ? null : isoInstant(at))

function worded(code: string) {
  const { words } = citationOf(code)
  return { code, words: typeof words === 'string' ? { kk: words, ru: words, en: words } : { ...words } }
}

/** The steps and noted facts, each with when it was written down, and by whom. */
export async function eventsOf(tx: ScopedTransaction, { id, events }: CaseFile) {
  const rows = await tx
    .selectFrom('case_events')
    .select(['sequence', 'recorded_at', sql<string | null>`name_of_user(user_id)`.as('by_name')])
    .where('case_id', '=', id)
    .execute()
  const written = new Map(rows.map((row) => [row.sequence, row]))
  return events.map(({ sequence, at, kind, state, body, citations }) => ({
    sequence,
    recordedAt: isoInstant(written.get(sequence)?.recorded_at ?? at),
    at: isoInstant(at),
    byName: written.get(sequence)?.by_name ?? null,
    kind,
    state,
    body: { ...body },
    citations: [...citations],
  }))
}

async function deliveriesOf(tx: ScopedTransaction, orderId: string): Promise<OrderHistoryExport['deliveries']> {
  const rows = await tx
    .selectFrom('deliveries as d')
    .select(['d.what', 'd.document_id', 'd.file_id', 'd.recipient_name', 'd.channel', 'd.state', 'd.reason', 'd.asked_at'])
    .select(['d.received_at', 'd.received_by', sql<string | null>`name_of_user(d.asked_by)`.as('by_name')])
    .where('d.case_id', '=', orderId)
    .orderBy('d.asked_at')
    .orderBy('d.id')
    .execute()
  return rows.map((row) => ({
    what: row.what,
    documentId: row.document_id,
    fileId: row.file_id,
    recipientName: { ...row.recipient_name },
    channel: row.channel,
    state: row.state,
    reason: row.reason,
    askedAt: isoInstant(row.asked_at),
    askedByName: row.by_name,
    receivedAt: isoOrNull(row.received_at),
    receivedBy: row.received_by,
  }))
}

async function deadlinesOf(tx: ScopedTransaction, orderId: string): Promise<OrderHistoryExport['deadlines']> {
  const rows = await tx
    .selectFrom('deadlines')
    .select(['rule', 'due_at', 'owed_by', 'state', 'met_at', 'citation'])
    .where('case_id', '=', orderId)
    .orderBy('due_at')
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    rule: row.rule,
    dueAt: isoInstant(row.due_at),
    owedBy: row.owed_by,
    state: row.state,
    metAt: isoOrNull(row.met_at),
    citation: row.citation === null ? null : worded(row.citation),
  }))
}

async function issuedOf(tx: ScopedTransaction, orderId: string): Promise<OrderHistoryExport['documents']> {
  const entries = await documentsOf(tx, orderId)
  return entries
    .toReversed()
    .flatMap(({ id, kind, language, number, issuedAt, issuedByName, pdfSha256, replacesId, signatures }) =>
      number === null || issuedAt === null || pdfSha256 === null
        ? []
        : [{ id, kind, language, number, issuedAt, issuedByName, pdfSha256, replacesId, signatures }],
    )
    .toSorted((one, other) => Date.parse(one.issuedAt) - Date.parse(other.issuedAt))
}

async function permitsGiven(tx: ScopedTransaction, orderId: string): Promise<OrderHistoryExport['permits']> {
  const rows = await tx
    .selectFrom('permits')
    .select(['kind', 'lineage_ids', 'schedule', 'given_at', 'given_by', 'document_number', 'revoked_at', 'revoked_reason'])
    .select([sql<Instant>`lower(during)`.as('from'), sql<Instant>`upper(during)`.as('until')])
    .where('order_id', '=', orderId)
    .orderBy(sql`lower(during)`)
    .orderBy('id')
    .execute()
  return rows.map((row) => ({
    kind: row.kind,
    lineageIds: row.lineage_ids,
    from: isoInstant(row.from),
    until: isoInstant(row.until),
    // zod's output type is mutable, the domain's is not; the value is the same.
    schedule: row.schedule as OrderHistoryExport['permits'][number]['schedule'],
    givenAt: isoInstant(row.given_at),
    givenBy: row.given_by,
    documentNumber: row.document_number,
    revokedAt: isoOrNull(row.revoked_at),
    revokedReason: row.revoked_reason,
  }))
}

/** What was done on an order beside its steps. */
export async function besideStepsOf(tx: ScopedTransaction, orderId: string) {
  return {
    documents: await issuedOf(tx, orderId),
    permits: await permitsGiven(tx, orderId),
    deliveries: await deliveriesOf(tx, orderId),
  }
}

/** Everything that was done on an order, as it is exported; to whoever gave the file away, what was in it until then. */
export async function loadHistory(tx: ScopedTransaction, orderId: string): Promise<OrderHistoryExport> {
  const file = await loadOwnTimeOf(tx, orderId)
  const { decision } = factsOf(file.events)
  const organisation = await tx
    .selectFrom('organisations')
    .select('name')
    .where('id', '=', file.organisationId)
    .executeTakeFirst()
  // Parsed here, since the hash is of what is sent: nothing may be stripped after it.
  return orderHistoryExportSchema.parse({
    format: historyFormat,
    order: { id: file.id, state: file.state },
    person: { id: file.personId, name: file.personName },
    organisation: { id: file.organisationId, name: organisation ? { ...organisation.name } : null },
    decision:
      decision === null
        ? null
        : {
            number: decision.number,
            decidedOn: decision.decidedOn,
            decidedHour: decision.decidedHour,
            body: decision.body,
          },
    events: (await eventsOf(tx, file)).map((event) => ({ ...event, citations: event.citations.map(worded) })),
    ...(await besideStepsOf(tx, orderId)),
    deadlines: await deadlinesOf(tx, orderId),
  })
}
