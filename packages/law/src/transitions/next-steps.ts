import { type FactRule, type Finding, findingsOf, byPolicy } from '../finding.ts'
import { againstClosing } from '../closing-grounds.ts'
import { judgeBasis } from '../legal-basis.ts'
import { type OwedPiece, owedPieces } from '../package-checklist.ts'
import type { Episode, OrderFacts, OrderState } from './facts.ts'
import {
  activationRefusals,
  activationWarnings,
  closingWarnings,
  equipmentRefusals,
  executionWarnings,
  fittingRefusals,
  variationRefusals,
} from './step-rules.ts'

export const orderSteps = [
  'check',
  'adopt',
  'return-to-body',
  'receive-again',
  'claim-missing',
  'decide-equipment',
  'fit',
  'activate',
  'replace-device',
  'hand-over',
  'vary',
  'begin-hospitalisation',
  'end-hospitalisation',
  'begin-search',
  'end-search',
  'close',
] as const
export type OrderStep = (typeof orderSteps)[number]

type Findings = readonly Finding[]
type FindingsOf = (facts: OrderFacts) => Findings

interface StepRule {
  readonly from: readonly OrderState[]
  /** Absent: the order stays where it is. */
  readonly to?: OrderState
  readonly refusals?: FindingsOf
  readonly warnings?: FindingsOf
}

const by =
  (rules: readonly FactRule<OrderFacts, string>[]): FindingsOf =>
  (facts) =>
    findingsOf(rules, facts, facts.documents.stage, facts.basis)

/** A piece's finding is named after both: `identity-copy-missing`. */
const named = ({ piece, code, source }: OwedPiece): Finding => ({ code: `${piece}-${code}`, source })
const owed = ({ documents, basis }: OrderFacts) => owedPieces(documents, basis)

const againstAdoption: FindingsOf = (facts) => [
  ...owed(facts)
    .filter(({ consequence }) => consequence === 'blocks-adoption')
    .map(named),
  ...judgeBasis(facts.basis).refusals,
]
const besideAdoption: FindingsOf = (facts) => [
  ...owed(facts)
    .filter(({ consequence }) => consequence === 'claimed')
    .map(named),
  ...judgeBasis(facts.basis).warnings,
]
const unless =
  (isThere: (facts: OrderFacts) => boolean, code: string): FindingsOf =>
  (facts) =>
    isThere(facts) ? [] : [{ code, source: byPolicy }]

const againstClosingNow: FindingsOf = ({ regime, closingGround, basis }) => {
  const finding = againstClosing(regime, closingGround, basis)
  return finding ? [finding] : []
}

const worn = ['fitted', 'active'] as const
const adopted = ['adopted', 'equipment-decided', ...worn] as const
const begin = (episode: Episode): StepRule => ({
  from: adopted,
  refusals: unless((facts) => !facts.episodes.includes(episode), 'episode-under-way'),
})
const end = (episode: Episode): StepRule => ({
  from: adopted,
  refusals: unless((facts) => facts.episodes.includes(episode), 'no-such-episode'),
})

/** The life of an order: each step with the states it leads from and to, and what speaks against it. */
const stepRules: Readonly<Record<OrderStep, StepRule>> = {
  check: { from: ['received'], to: 'checked' },
  adopt: { from: ['checked'], to: 'adopted', refusals: againstAdoption, warnings: besideAdoption },
  'return-to-body': {
    from: ['checked'],
    to: 'returned',
    refusals: unless((facts) => againstAdoption(facts).length > 0, 'nothing-to-return'),
  },
  'receive-again': { from: ['returned'], to: 'received' },
  'claim-missing': {
    from: ['checked', ...adopted],
    refusals: unless((facts) => owed(facts).length > 0, 'nothing-missing'),
  },
  'decide-equipment': { from: ['adopted', 'equipment-decided'], to: 'equipment-decided', refusals: by(equipmentRefusals) },
  fit: { from: ['equipment-decided'], to: 'fitted', refusals: by(fittingRefusals) },
  activate: { from: ['fitted'], to: 'active', refusals: by(activationRefusals), warnings: by(activationWarnings) },
  'replace-device': { from: worn },
  'hand-over': { from: adopted },
  vary: { from: adopted, refusals: by(variationRefusals) },
  'begin-hospitalisation': begin('hospitalisation'),
  'end-hospitalisation': end('hospitalisation'),
  'begin-search': begin('search'),
  'end-search': end('search'),
  close: {
    from: ['received', 'checked', 'returned', ...adopted],
    to: 'closed',
    refusals: againstClosingNow,
    warnings: by(closingWarnings),
  },
}

export interface StepVerdict {
  readonly step: OrderStep
  /** The state the order is in after the step; the same as before where nothing changes. */
  readonly to: OrderState
  /** Empty: the step is allowed. */
  readonly refusals: Findings
  readonly warnings: Findings
}

function judge(step: OrderStep, state: OrderState, facts: OrderFacts): StepVerdict {
  const { to = state, refusals, warnings } = stepRules[step]
  return { step, to, refusals: refusals?.(facts) ?? [], warnings: warnings?.(facts) ?? [] }
}

/** Every step that leads on from this state, allowed or not, with what speaks against it. A closed order has none. */
export function nextSteps(state: OrderState, facts: OrderFacts): StepVerdict[] {
  return orderSteps.filter((step) => stepRules[step].from.includes(state)).map((step) => judge(step, state, facts))
}

/** One step; from a state that it does not lead from it is refused, whatever the facts. */
export function judgeStep(step: OrderStep, state: OrderState, facts: OrderFacts): StepVerdict {
  if (stepRules[step].from.includes(state)) return judge(step, state, facts)
  return { step, to: state, refusals: [{ code: 'step-not-from-here', source: byPolicy }], warnings: [] }
}

/** What asks for attention of an order whose device is worn, whatever step comes next. */
export function duringExecution(state: OrderState, facts: OrderFacts): Findings {
  return (worn as readonly OrderState[]).includes(state) ? by(executionWarnings)(facts) : []
}
