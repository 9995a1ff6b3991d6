import type { DocumentKind, Regime } from '@bilezik/domain'
import { closingRules } from './closing-grounds.ts'
import { damageSourceOf } from './damage-claim.ts'
import { measureTable, trackingUnder } from './measures.ts'
import { type GoverningDates, type Provision, isInForce } from './provision.ts'
import { penalExecutionCode as pec } from './provisions/penal-execution-code.ts'
import { resolution1369 } from './provisions/resolution-1369.ts'

/** What a document is drawn up on the occasion of, where its provision depends on it. */
export interface DocumentOccasion {
  readonly isMinor?: boolean
  /** Of an act of receiving and transmitting: at a transfer to another body, at the removal. */
  readonly handover?: 'fitting' | 'transfer' | 'removal'
  /** Of a removal or closing. */
  readonly closingGround?: string
}

/** Before trial: the provision of 1369 that asks for each document. */
export const preTrialDocuments: Readonly<Record<DocumentKind, readonly [Provision, ...Provision[]]>> = {
  'adoption-notice': [resolution1369.adoptionNotice],
  'return-to-body': [resolution1369.packageWithin24Hours],
  'equipment-decision': [resolution1369.headDecides, resolution1369.concealment],
  'handover-act': [resolution1369.handingOverAct],
  memo: [resolution1369.memo],
  'explanation-record': [resolution1369.memo],
  'hospitalisation-notice': [resolution1369.hospitalisation],
  'replacement-act': [resolution1369.replacement],
  'damage-act': [resolution1369.compensation],
  'information-report': [resolution1369.informationOnRequest],
  'closing-act': [resolution1369.closingGrounds],
}

/** After conviction 1369 does not bind: only what the code itself says of the matter is cited. */
const convictedDocuments: Readonly<Partial<Record<DocumentKind, readonly Provision[]>>> = {
  'explanation-record': [pec.explanation],
  memo: [pec.explanation],
}

function closingProvision(regime: Regime, ground: string | undefined): readonly Provision[] {
  const rule = closingRules.find(({ code, regimes }) => code === ground && (regimes as readonly Regime[]).includes(regime))
  return rule ? [rule.provision] : []
}

function damageProvision(regime: Regime, dates: GoverningDates): readonly Provision[] {
  const source = damageSourceOf(regime, dates)
  return source.kind === 'law' ? [source.provision] : []
}

function beforeTrial(kind: DocumentKind, regime: Regime, occasion: DocumentOccasion): readonly Provision[] {
  const { handover, closingGround, isMinor = false } = occasion
  if (kind === 'handover-act' && handover === 'transfer') return [resolution1369.handOver]
  const asked = preTrialDocuments[kind]
  if (kind === 'memo' && isMinor) return [...asked, resolution1369.minorMemo]
  const ends = kind === 'closing-act' || (kind === 'handover-act' && handover === 'removal')
  const ending = ends ? closingProvision(regime, closingGround) : []
  return kind === 'closing-act' && ending.length > 0 ? ending : [...asked, ...ending]
}

function afterConviction(
  kind: DocumentKind,
  regime: Regime,
  occasion: DocumentOccasion,
  dates: GoverningDates,
): readonly Provision[] {
  const ends = kind === 'closing-act' || (kind === 'handover-act' && occasion.handover === 'removal')
  return [
    ...(kind === 'damage-act' ? damageProvision(regime, dates) : []),
    ...(ends ? closingProvision(regime, occasion.closingGround) : []),
    ...(convictedDocuments[kind] ?? []),
  ]
}

/**
 * What a document is drawn up under, of the provisions in force on these dates; where none speaks of it, what the device itself rests on.
 * Empty: no provision on the measure was in force then.
 */
export function documentProvisions(
  kind: DocumentKind,
  regime: Regime,
  dates: GoverningDates,
  occasion: DocumentOccasion = {},
): readonly Provision[] {
  const { stage } = measureTable[regime]
  const asked = (stage === 'pre-trial' ? beforeTrial : afterConviction)(kind, regime, occasion, dates).filter((provision) =>
    isInForce(provision, dates),
  )
  if (asked.length > 0) return asked
  const restsOn = trackingUnder(regime, dates)
  return restsOn ? [restsOn.provision] : []
}
