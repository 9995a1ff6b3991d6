import { type FactRule, type Finding, type Source, type Stage, byLaw, byPolicy, findingsOf, sourceInForce } from '../finding.ts'
import { penalExecutionCode as pec } from '../provisions/penal-execution-code.ts'
import { resolution1369 } from '../provisions/resolution-1369.ts'
import { termsOfControl } from '../provisions/terms-of-control.ts'
import { againstClosing, closingGroundsOf } from '../closing-grounds.ts'
import { judgeBasis } from '../legal-basis.ts'
import { type OwedPiece, owedPieces } from '../package-checklist.ts'
import type { Provision } from '../provision.ts'
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
  'begin-term-rest',
  'end-term-rest',
  'close',
] as const
export type OrderStep = (typeof orderSteps)[number]

type Findings = readonly Finding[]
type FindingsOf = (facts: OrderFacts) => Findings

export interface StepRule {
  readonly from: readonly OrderState[]
  /** Absent: the order stays where it is. */
  readonly to?: OrderState
  /** What has the step taken at all; of convicted persons by analogy where the Code is silent. */
  readonly restsOn?: Readonly<Record<Stage, Source>>
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

const underRules = (provision: Provision) => ({ 'pre-trial': byLaw(provision), convicted: byPolicy })

const worn = ['fitted', 'active'] as const
const adopted = ['adopted', 'equipment-decided', ...worn] as const
const unlessUnderWay = (episode: Episode) => unless((facts) => !facts.episodes.includes(episode), 'episode-under-way')
const begin = (episode: Episode, provision: Provision): StepRule => ({
  from: adopted,
  restsOn: underRules(provision),
  refusals: unlessUnderWay(episode),
})
const end = (episode: Episode): StepRule => ({
  from: adopted,
  refusals: unless((facts) => facts.episodes.includes(episode), 'no-such-episode'),
})

/** The term of a conditional sentence alone can rest: nothing is provided for the others. */
const againstRest: FindingsOf = ({ regime }) =>
  regime === 'conditional-sentence' ? [] : [{ code: 'change-not-provided', source: byLaw(termsOfControl.suspension) }]

/** The life of an order: each step with the states it leads from and to, and what speaks against it. */
export const stepRules: Readonly<Record<OrderStep, StepRule>> = {
  check: { from: ['received'], to: 'checked' },
  adopt: {
    from: ['checked'],
    to: 'adopted',
    restsOn: underRules(resolution1369.executionAtOnce),
    refusals: againstAdoption,
    warnings: besideAdoption,
  },
  'return-to-body': {
    restsOn: underRules(resolution1369.decisionCopies),
    from: ['checked'],
    to: 'returned',
    refusals: unless((facts) => againstAdoption(facts).length > 0, 'nothing-to-return'),
  },
  'receive-again': { from: ['returned'], to: 'received' },
  'claim-missing': {
    restsOn: underRules(resolution1369.packageWithin24Hours),
    from: ['checked', ...adopted],
    refusals: unless((facts) => owed(facts).length > 0, 'nothing-missing'),
  },
  'decide-equipment': {
    from: ['adopted', 'equipment-decided'],
    to: 'equipment-decided',
    restsOn: underRules(resolution1369.headDecides),
    refusals: by(equipmentRefusals),
  },
  fit: {
    from: ['equipment-decided'],
    to: 'fitted',
    restsOn: underRules(resolution1369.installation),
    refusals: by(fittingRefusals),
  },
  activate: {
    from: ['fitted'],
    to: 'active',
    restsOn: underRules(resolution1369.installation),
    refusals: by(activationRefusals),
    warnings: by(activationWarnings),
  },
  'replace-device': { from: worn, restsOn: underRules(resolution1369.replacement) },
  'hand-over': { from: adopted, restsOn: underRules(resolution1369.handOver) },
  vary: {
    from: adopted,
    restsOn: { 'pre-trial': byLaw(resolution1369.variation), convicted: byLaw(pec.noAddedDuty) },
    refusals: by(variationRefusals),
  },
  'begin-hospitalisation': begin('hospitalisation', resolution1369.hospitalisation),
  'end-hospitalisation': end('hospitalisation'),
  'begin-search': begin('search', resolution1369.writtenNotice),
  'end-search': end('search'),
  'begin-term-rest': {
    from: worn,
    restsOn: { 'pre-trial': byPolicy, convicted: byLaw(termsOfControl.suspension) },
    refusals: (facts) => [...againstRest(facts), ...unlessUnderWay('term-rest')(facts)],
  },
  'end-term-rest': { ...end('term-rest'), restsOn: { 'pre-trial': byPolicy, convicted: byLaw(termsOfControl.suspension) } },
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
  /** Why the step is taken at all, where a provision or, by analogy, a policy says so; of a closing its ground. */
  readonly restsOn?: Source
}

function restsOnWhat(step: OrderStep, { regime, closingGround, basis, documents }: OrderFacts): Source | undefined {
  if (step !== 'close') return sourceInForce(stepRules[step].restsOn?.[documents.stage], basis)
  const ground = closingGroundsOf(regime, basis).find(({ code }) => code === closingGround)
  return ground && byLaw(ground.provision)
}

function judge(step: OrderStep, state: OrderState, facts: OrderFacts): StepVerdict {
  const { to = state, refusals, warnings } = stepRules[step]
  const verdict = { step, to, refusals: refusals?.(facts) ?? [], warnings: warnings?.(facts) ?? [] }
  const restsOn = restsOnWhat(step, facts)
  return restsOn ? { ...verdict, restsOn } : verdict
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
