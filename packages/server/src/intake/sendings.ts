import type { CaseFile as CaseFileAnswer } from '@bilezik/contract'
import { type Instant, isoInstant, packagePieces } from '@bilezik/domain'
import { type Moment, packageSending, sendingOfPackage } from '@bilezik/law'
import { instantOf } from '../http/parse-request.ts'
import { instantOfDecision } from './check-records.ts'
import type { Facts } from './facts-of.ts'

type Sending = CaseFileAnswer['sendings'][number]

/** When each piece was due to be sent, counted from the decision, and when it was; nothing is counted without a decision, or after trial. */
export function sendingsOf({ decision, pieces }: Facts, now: Instant): Sending[] {
  if (!decision || !packageSending.measures.includes(decision.measure)) return []
  const decided: Moment =
    decision.decidedHour === null
      ? { kind: 'day', on: decision.decidedOn }
      : { kind: 'instant', at: instantOfDecision(decision.decidedOn, decision.decidedHour) }
  const { source } = packageSending
  return packagePieces.flatMap((piece): Sending[] => {
    const record = pieces.find((one) => one.piece === piece)
    if (!record && piece === 'qualification-decision' && decision.isUnderArticle139) return []
    const sentAt = record === undefined || record.sentAt === null ? undefined : instantOf(record.sentAt, 'sentAt')
    const receivedAt = record && instantOf(record.receivedAt, 'receivedAt')
    const { due, punctuality = null } = sendingOfPackage({
      decided,
      ...(sentAt !== undefined && { sent: { kind: 'instant', at: sentAt } }),
      ...(receivedAt !== undefined && { receivedAt }),
    })
    const isLate = punctuality === 'late' || (punctuality === null && now > due.at)
    return [
      {
        piece,
        dueAt: isoInstant(due.at),
        isDecisionHourKnown: !due.assumptions.includes('hour-unknown'),
        sentAt: record?.sentAt ?? null,
        receivedAt: record?.receivedAt ?? null,
        punctuality,
        lateMs: isLate ? Math.max(0, (sentAt ?? now) - due.at) : null,
        citation: source.kind === 'law' ? source.provision.citation : null,
      },
    ]
  })
}
