import type { ScopedTransaction } from '@bilezik/database'
import { type DeadlineRule, type Instant, isoInstant } from '@bilezik/domain'
import { sql } from 'kysely'
import { type CaseEvent, type CaseFile, loadCaseFile } from '../intake/load-case-file.ts'
import { meetDeadline } from './settle-deadlines.ts'
import type { Evidence } from './starts-of-file.ts'

/** A paper that has left, or was handed over: it may sit in the journal for days before that, and then nobody was told by it. */
interface SentPaper {
  readonly id: string
  readonly kind: string
  readonly number: string
  readonly issuedAt: Instant
  readonly sentAt: Instant
  /** Of a notice of hospitalisation. */
  readonly to: string | null
  /** Of an answer: the request that was recorded. */
  readonly requestId: string | null
  /** Of a happening of the order that was named: its entry in the history. */
  readonly entry: number | null
}

/** What meets a deadline: all of these together. */
type Proof = { readonly at: Instant; readonly evidence: Evidence }

interface OpenDeadline {
  readonly id: string
  readonly rule: DeadlineRule
  readonly key: string
  readonly missed_from: Instant
}

/** 1369 §7(4) has the notice sent, §9 the information provided, §18 body and institution notified: none is done by issuing a paper. */
const metBySending = ['adoption-notice', 'information-on-request', 'hospitalisation-notice'] as const

async function sentPapers(tx: ScopedTransaction, caseId: string): Promise<SentPaper[]> {
  const { rows } = await sql<SentPaper>`
    SELECT p.id, p.kind, p.sequence || '/' || p.year AS number, p.issued_at AS "issuedAt", min(coalesce(a.at, d.received_at)) AS "sentAt",
      p.content ->> 'to' AS "to", p.asked -> 'request' ->> 'id' AS "requestId", (p.asked ->> 'entry')::integer AS entry
    FROM documents p JOIN deliveries d ON d.document_id = p.id AND d.state IN ('sent', 'delivered')
    LEFT JOIN LATERAL (SELECT min(coalesce(handed_at, ended_at)) AS at FROM delivery_attempts
      WHERE delivery_id = d.id AND outcome IN ('accepted', 'unclear')) a ON true
    WHERE p.order_id = ${caseId} AND p.issued_at IS NOT NULL
    GROUP BY p.id ORDER BY "sentAt"`.execute(tx)
  return rows.filter(({ sentAt }) => sentAt !== null)
}

const byPaper = ({ id, number, kind, sentAt }: SentPaper): Proof => ({
  at: sentAt,
  evidence: { kind: 'document', documentId: id, document: kind, number, sentAt: isoInstant(sentAt) },
})

const sequenceIn = (key: string) => Number(key.split(' ').at(-1))

/** Each party by word of mouth, or by a notice of its own about this stay. */
function hospitalisationTold(key: string, events: readonly CaseEvent[], papers: readonly SentPaper[]): Proof | undefined {
  const begun = sequenceIn(key)
  const start = events.find(({ sequence }) => sequence === begun)
  if (!start) return undefined
  const proofs = (['body', 'health-institution'] as const).map((party): Proof | undefined => {
    const told = events.find(
      ({ kind, sequence, body }) =>
        kind === 'told' && sequence > begun && body['about'] === 'hospitalisation' && body['party'] === party,
    )
    const paper = papers.find(
      ({ kind, to, entry, issuedAt }) =>
        kind === 'hospitalisation-notice' && to === party && (entry === null ? issuedAt >= start.at : entry === begun),
    )
    const byWord: Proof | undefined = told && { at: told.at, evidence: { kind: 'event', event: 'told', sequence: told.sequence } }
    const written = paper && byPaper(paper)
    return byWord && written ? (byWord.at <= written.at ? byWord : written) : (byWord ?? written)
  })
  const [body, institution] = proofs
  if (!body || !institution) return undefined
  const last = body.at > institution.at ? body : institution
  return { at: last.at, evidence: { ...last.evidence, told: proofs.map((proof) => proof?.evidence) } }
}

function proofOf(deadline: OpenDeadline, file: CaseFile, papers: readonly SentPaper[]): Proof | undefined {
  const { rule, key } = deadline
  if (rule === 'hospitalisation-notice') return hospitalisationTold(key, file.events, papers)
  if (rule === 'information-on-request') {
    const answer = papers.find(({ requestId }) => requestId !== null && key === `request:${requestId}`)
    return answer && byPaper(answer)
  }
  const adopted = file.events.find(({ sequence }) => sequence === sequenceIn(key))
  const notice = papers.find(
    ({ kind, issuedAt }) => kind === 'adoption-notice' && adopted !== undefined && issuedAt >= adopted.at,
  )
  return notice && byPaper(notice)
}

/**
 * Meets what the law wants sent, once it was: to be called whenever a paper of the order has left or was handed over, in that
 * transaction. The document and its number stand as the proof.
 */
export async function meetBySending(tx: ScopedTransaction, of: CaseFile | string): Promise<void> {
  const caseId = typeof of === 'string' ? of : of.id
  const open = await tx
    .selectFrom('deadlines')
    .select(['id', 'rule', 'key', 'missed_from'])
    .where('case_id', '=', caseId)
    .where('rule', 'in', [...metBySending])
    .where('state', 'in', ['pending', 'missed'])
    .execute()
  if (open.length === 0) return
  const papers = await sentPapers(tx, caseId)
  if (papers.length === 0) return
  const file = typeof of === 'string' ? await loadCaseFile(tx, of) : of
  for (const deadline of open) {
    const proof = proofOf(deadline, file, papers)
    if (proof) await meetDeadline(tx, deadline, { done: [{ kind: 'instant', at: proof.at }], ...proof })
  }
}
