import { type FactRule, type Source, byLaw, byPolicy } from '../finding.ts'
import type { Provision } from '../provision.ts'
import { penalExecutionCode as pec } from '../provisions/penal-execution-code.ts'
import { resolution1369 } from '../provisions/resolution-1369.ts'
import type { OrderFacts } from './facts.ts'

type Rules = readonly FactRule<OrderFacts, string>[]

/** What 1369 asks for before trial is asked for of convicted persons by analogy: as policy, with no citation. */
const byAnalogy = (provision: Provision) => ({ 'pre-trial': byLaw(provision), convicted: byPolicy })
const onBoth = (preTrial: Source, convicted: Source) => ({ 'pre-trial': preTrial, convicted })

const standsByMinor = ({ documents, fitting }: OrderFacts) =>
  // At the memo the defender may stand by a minor, too; of a convicted minor the law names the representatives.
  fitting.presentAtMemo.some((attendant) => documents.stage === 'pre-trial' || attendant !== 'defender')

export const equipmentRefusals = [
  {
    code: 'only-head-decides',
    sources: byAnalogy(resolution1369.headDecides),
    speaksOf: ({ equipment }) => !equipment.isActorHead,
  },
  {
    code: 'reasons-missing',
    sources: byAnalogy(resolution1369.headDecides),
    speaksOf: ({ equipment }) => !equipment.hasReasons,
  },
  {
    // The list is the government's for the probation service and internal affairs; before trial the same list is policy.
    code: 'equipment-not-listed',
    sources: onBoth(byPolicy, byLaw(pec.equipmentList)),
    speaksOf: ({ equipment }) => !equipment.areTypesListed,
  },
] as const satisfies Rules

const contraindicated = {
  code: 'contraindicated',
  sources: byAnalogy(resolution1369.contraindication),
  speaksOf: ({ documents }: OrderFacts) => documents.medicalOutcome === 'contraindicated',
} as const

export const fittingRefusals = [
  contraindicated,
  {
    code: 'medical-outcome-missing',
    sources: byAnalogy(resolution1369.medicalExamination),
    speaksOf: ({ documents }) => documents.medicalOutcome === 'missing',
  },
  {
    code: 'cohabitants-threatened',
    sources: byAnalogy(resolution1369.cohabitantsReceipt),
    speaksOf: ({ documents }) => documents.cohabitantsReceipt === 'threat',
  },
  {
    code: 'concealment-missing',
    sources: byAnalogy(resolution1369.concealment),
    speaksOf: ({ fitting }) => !fitting.isConcealmentRecorded,
  },
  {
    code: 'residence-missing',
    sources: byAnalogy(resolution1369.residence),
    speaksOf: ({ fitting }) => !fitting.hasResidence,
  },
  {
    code: 'explanation-missing',
    sources: onBoth(byLaw(resolution1369.explanation), byLaw(pec.explanation)),
    speaksOf: ({ documents }) => !documents.isExplained,
  },
  {
    code: 'minor-explained-alone',
    sources: onBoth(byLaw(resolution1369.minorExplanation), byLaw(pec.minors)),
    speaksOf: ({ documents }) =>
      documents.isExplained && documents.isMinor && !documents.presentAtExplanation.some((attendant) => attendant !== 'defender'),
  },
] as const satisfies Rules

export const activationRefusals = [
  contraindicated,
  {
    code: 'self-test-not-passed',
    sources: byAnalogy(resolution1369.installation),
    speaksOf: ({ fitting }) => !fitting.isSelfTestPassed,
  },
  {
    code: 'act-not-drawn-up',
    sources: byAnalogy(resolution1369.handingOverAct),
    speaksOf: ({ fitting }) => !fitting.isActSigned,
  },
  { code: 'memo-missing', sources: byAnalogy(resolution1369.memo), speaksOf: ({ fitting }) => fitting.memo === 'missing' },
  {
    code: 'minor-memo-alone',
    sources: onBoth(byLaw(resolution1369.minorMemo), byLaw(pec.minors)),
    speaksOf: (facts) => facts.documents.isMinor && facts.fitting.memo !== 'missing' && !standsByMinor(facts),
  },
] as const satisfies Rules

export const activationWarnings = [
  {
    code: 'signature-refused',
    sources: byAnalogy(resolution1369.memo),
    speaksOf: ({ fitting }) => fitting.memo === 'signature-refused',
  },
] as const satisfies Rules

export const variationRefusals = [
  {
    code: 'variation-without-decision',
    sources: onBoth(byLaw(resolution1369.variation), byLaw(pec.noAddedDuty)),
    speaksOf: ({ hasVariationDecision }) => !hasVariationDecision,
  },
  {
    // As at the first explanation: new duties are new to the minor.
    code: 'minor-explained-alone',
    sources: onBoth(byLaw(resolution1369.minorExplanation), byLaw(pec.minors)),
    speaksOf: ({ isVariationToMinorAlone }) => isVariationToMinorAlone === true,
  },
] as const satisfies Rules

export const closingWarnings = [
  {
    code: 'device-to-be-removed',
    sources: onBoth(byLaw(resolution1369.closingGrounds), byPolicy),
    speaksOf: ({ isDeviceOut }) => isDeviceOut,
  },
] as const satisfies Rules

/** While the device is worn: what was found only now, and what the subdivision then has to do at once. */
export const executionWarnings = [{ ...contraindicated, code: 'notify-body-of-contraindication' }] as const satisfies Rules
