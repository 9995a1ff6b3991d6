import type { CaseRecord } from '@bilezik/contract'
import { type Instant, civilInKazakhstan, hour, instantFromKazakhstan, later, sideOfBorder } from '@bilezik/domain'
import { instantOf } from '../http/parse-request.ts'
import { refuse } from '../http/refusal.ts'
import { type Facts, nothing, withRecord } from './facts-of.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** `2026-11-22`, in Kazakhstan. */
export function dateInKazakhstan(at: Instant): string {
  const { year, month, day } = civilInKazakhstan(at)
  return `${year}-${two(month)}-${two(day)}`
}

/** The beginning of that minute in Kazakhstan; of the day when no hour is named. The contract has checked both forms. */
export function instantOfDecision(on: string, hourOfDay: string | null): Instant {
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number)
  const [hours = 0, minutes = 0] = (hourOfDay ?? '00:00').split(':').map(Number)
  const at = instantFromKazakhstan({ year, month, day, hour: hours, minute: minutes, second: 0 })
  return at ?? refuse('bad-request', { fields: [{ path: 'body.decision.decidedOn', message: 'not a date' }] })
}

/** A clock of the body may run ahead of ours by so much. */
const clockToleranceMs = hour

/** Why it cannot have been so; undefined: it can. */
export function impossibleOf(record: CaseRecord, now: Instant): { detail: string; citation?: string } | undefined {
  const today = dateInKazakhstan(later(now, clockToleranceMs))
  switch (record.kind) {
    case 'decision':
      if (instantOfDecision(record.decidedOn, record.decidedHour) > later(now, clockToleranceMs))
        return { detail: 'decided in the future' }
      return record.authorisation && record.authorisation.on > today ? { detail: 'authorised in the future' } : undefined
    case 'piece': {
      const receivedAt = instantOf(record.receivedAt, 'body.records.receivedAt')
      if (receivedAt > later(now, clockToleranceMs)) return { detail: 'received in the future' }
      return record.sentAt !== null && instantOf(record.sentAt, 'body.records.sentAt') > receivedAt
        ? { detail: 'received before it was sent' }
        : undefined
    }
    case 'explanation':
      return record.explainedOn > today ? { detail: 'explained in the future' } : undefined
    case 'medical':
      return record.examinedOn > today ? { detail: 'examined in the future' } : undefined
    case 'cohabitants-receipt':
      return record.takenOn > today ? { detail: 'taken in the future' } : undefined
    case 'residence':
      // Near the border we cannot tell: then the file warns, and a person looks.
      return sideOfBorder(record) === 'outside'
        ? { detail: 'the residence lies outside Kazakhstan', citation: '1369 §14' }
        : undefined
    case 'act':
      return record.signedOn > today ? { detail: 'signed in the future' } : undefined
    case 'memo':
      return record.explainedOn > today ? { detail: 'explained in the future' } : undefined
    case 'feasibility':
      return record.checkedOn > today ? { detail: 'checked in the future' } : undefined
    case 'home-capture':
    case 'self-test':
    case 'ground':
    case 'certificate':
    case 'concealment':
      return undefined
    default:
      return record satisfies never
  }
}

type Decision = Extract<CaseRecord, { kind: 'decision' }>

/** Nobody sends a copy of a decision that is not taken yet: one of the two dates is mistyped, and the sending would be called in time. */
export function impossibleBeside(record: CaseRecord, decision: Decision | null): ReturnType<typeof impossibleOf> {
  if (record.kind !== 'piece' || record.piece !== 'measure-decision' || !decision) return undefined
  const decidedAt = instantOfDecision(decision.decidedOn, decision.decidedHour)
  const movedAt = instantOf(record.sentAt ?? record.receivedAt, 'body.records.sentAt')
  return later(movedAt, clockToleranceMs) < decidedAt ? { detail: 'sent before it was decided' } : undefined
}

/**
 * Refuses what cannot have been so, by itself or beside what the file holds already. What merely is missing, late or unlawful is
 * recorded and told.
 */
export function checkRecords(
  records: readonly CaseRecord[],
  now: Instant,
  held: Pick<Facts, 'decision' | 'pieces'> = nothing,
): void {
  for (const record of records) {
    const problem = impossibleOf(record, now)
    if (problem) refuse('case-record-impossible', problem)
  }
  const { decision, pieces } = records.reduce(withRecord, { ...nothing, ...held })
  const isAsked = (record: CaseRecord) =>
    record.kind === 'decision' || (record.kind === 'piece' && record.piece === 'measure-decision')
  for (const piece of records.some(isAsked) ? pieces : []) {
    const problem = impossibleBeside(piece, decision)
    if (problem) refuse('case-record-impossible', problem)
  }
}
