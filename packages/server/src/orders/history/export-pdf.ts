import type { OrderHistoryExport } from '@bilezik/contract'
import { type Printed, slimBody } from '@bilezik/documents'
import type { Instant } from '@bilezik/domain'
import { createHash } from 'node:crypto'
import { answered } from '../../documents/rendered.ts'
import type { Handler } from '../../http/implement.ts'
import { canonicalJson } from './canonical-json.ts'
import { loadHistory } from './load-history.ts'
import { withNames } from './named-ids.ts'

function printedOf(
  history: OrderHistoryExport,
  bodies: readonly Readonly<Record<string, unknown>>[],
  printedAt: Instant,
): Printed {
  const { order, person, organisation, decision } = history
  return {
    kind: 'order-history',
    orderId: order.id,
    printedAt,
    organisation: organisation.name,
    personName: person.name,
    decision: decision && { number: decision.number, on: decision.decidedOn, body: decision.body },
    state: order.state,
    events: history.events.map(({ recordedAt, at, byName, body, ...event }, i) => ({
      ...event,
      body: slimBody(bodies[i] ?? body),
      recordedAt: Date.parse(recordedAt),
      at: Date.parse(at),
      by: byName,
    })),
    documents: history.documents.map(({ number, kind, issuedAt, issuedByName, pdfSha256, signatures }) => ({
      number,
      kind,
      issuedAt: Date.parse(issuedAt),
      by: issuedByName,
      sha256: pdfSha256,
      signatures: signatures.map(({ role, name, method, signedAt, reason }) => ({
        role,
        name,
        method,
        at: Date.parse(signedAt),
        reason,
      })),
    })),
    permits: history.permits.map((permit) => ({
      kind: permit.kind,
      from: Date.parse(permit.from),
      until: Date.parse(permit.until),
      givenAt: Date.parse(permit.givenAt),
      by: permit.givenBy,
      number: permit.documentNumber,
      revokedAt: permit.revokedAt === null ? null : Date.parse(permit.revokedAt),
    })),
    deliveries: history.deliveries.map((one) => ({
      number: history.documents.find(({ id }) => id === one.documentId)?.number ?? null,
      recipient: one.recipientName,
      channel: one.channel,
      state: one.state,
      at: Date.parse(one.askedAt),
      receivedAt: one.receivedAt === null ? null : Date.parse(one.receivedAt),
      receivedBy: one.receivedBy,
    })),
    jsonSha256: createHash('sha256').update(canonicalJson(history)).digest('hex'),
  }
}

/** Drawn up each time anew and kept nowhere: what stands is the history itself. */
export const exportOrderHistoryPdf: Handler<'exportOrderHistoryPdf'> = async (call) => {
  const { context, tx, params, query, now, reply, log } = call
  const history = await loadHistory(tx, params.orderId)
  await log({ personId: history.person.id, subjectId: history.order.id, organisationId: history.organisation.id })
  const { language } = query
  const bodies = await withNames(
    tx,
    history.events.map(({ body }) => body),
    language,
  )
  const { pdf } = await answered(context.renderer.render(printedOf(history, bodies, now), language))
  void reply.type('application/pdf').header('content-disposition', `inline; filename="order-history-${history.order.id}.pdf"`)
  return pdf
}
