import type { CaseRecord, factsSchema } from '@bilezik/contract'
import type { z } from 'zod'
import type { CaseEvent } from './load-case-file.ts'

/** What holds of a file: the latest record of each kind, and of each piece. */
export type Facts = z.output<typeof factsSchema>

export const nothing: Facts = {
  decision: null,
  pieces: [],
  ground: null,
  explanation: null,
  medical: null,
  cohabitantsReceipt: null,
  residence: null,
  certificate: null,
  concealment: null,
  feasibility: null,
  homeCapture: null,
  selfTest: null,
  act: null,
  memo: null,
}

export function withRecord(facts: Facts, record: CaseRecord): Facts {
  switch (record.kind) {
    case 'piece':
      return { ...facts, pieces: [...facts.pieces.filter(({ piece }) => piece !== record.piece), record] }
    case 'cohabitants-receipt':
      return { ...facts, cohabitantsReceipt: record }
    case 'home-capture':
      return { ...facts, homeCapture: record }
    case 'self-test':
      return { ...facts, selfTest: record }
    case 'decision':
    case 'ground':
    case 'explanation':
    case 'medical':
    case 'residence':
    case 'certificate':
    case 'concealment':
    case 'feasibility':
    case 'act':
    case 'memo':
      return { ...facts, [record.kind]: record }
    default:
      return record satisfies never
  }
}

export function factsOf(events: readonly CaseEvent[]): Facts {
  // The body of such an event passed the contract when it was written.
  return events
    .filter(({ kind }) => kind === 'record')
    .reduce((facts, { body }) => withRecord(facts, body as unknown as CaseRecord), nothing)
}
