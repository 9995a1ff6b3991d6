import type { DefenceNeed, SupervisionGround, TrackingGround } from '@bilezik/domain'
import { type FactRule, type Finding, findingsOf, byLaw } from './finding.ts'
import { type Measure, type MeasureTable, measureTable, trackingUnder } from './measures.ts'
import type { GoverningDates, Provision } from './provision.ts'
import { criminalProcedure } from './provisions/criminal-procedure.ts'
import { penalExecutionCode as pec } from './provisions/penal-execution-code.ts'
import { resolution1369 } from './provisions/resolution-1369.ts'

/** What is known of a pre-trial decision. */
export interface PreTrialBasis {
  readonly hasTrackingNote: boolean
  /** Whether tracking came with the choice of the measure, or was added to it. */
  readonly orderedWith: 'measure' | 'later-decision'
  readonly ground?: TrackingGround
  /** Those who applied because of a threat are linked with the order. */
  readonly hasApplicant: boolean
  /** Who authorised it, and when, stands with the order. */
  readonly hasCourtAuthorisation: boolean
  readonly hasDefender: boolean
  readonly defenceNeeds: readonly DefenceNeed[]
  readonly isCopyHandedOver: boolean
  readonly isAppealExplained: boolean
}

/** What is known of the act that a convicted person's order rests on. */
export interface ConvictedBasis {
  readonly act: 'court-act' | 'amnesty' | 'pardon'
  /** The day from which the act is in force; absent: not known to be. */
  readonly inForceFrom?: string
  readonly isCitizen: boolean
  readonly supervisionGround?: SupervisionGround
}

export interface Basis extends GoverningDates {
  readonly measure: Measure
  readonly isMinor: boolean
  /** Read under a pre-trial measure only; nothing known there: nothing is there. */
  readonly preTrial?: PreTrialBasis
  /** Read for convicted persons only. */
  readonly convicted?: ConvictedBasis
}

const only1369 = (provision: Provision) => ({ 'pre-trial': byLaw(provision) })
const onlyCode = (provision: Provision) => ({ convicted: byLaw(provision) })

/** An act in force alone carries an order, from the day of its force on. */
const isActInForce = ({ convicted, on }: Basis) => convicted?.inForceFrom !== undefined && convicted.inForceFrom <= on
const isSupervision = ({ measure }: Basis) => measure === 'administrative-supervision'

export const basisRefusals = [
  { code: 'no-tracking-note', sources: only1369(resolution1369.note), speaksOf: ({ preTrial }) => !preTrial?.hasTrackingNote },
  {
    code: 'ground-missing-for-later-addition',
    sources: only1369(resolution1369.grounds),
    speaksOf: ({ preTrial }) => preTrial?.orderedWith === 'later-decision' && preTrial.ground === undefined,
  },
  {
    code: 'house-arrest-not-authorised',
    sources: only1369(criminalProcedure.houseArrestByCourt),
    speaksOf: ({ measure, preTrial }) => measure === 'house-arrest' && !preTrial?.hasCourtAuthorisation,
  },
  {
    code: 'measure-for-minors-only',
    sources: only1369(resolution1369.listedMeasures),
    speaksOf: ({ measure, isMinor }) => measure === 'minor-supervision' && !isMinor,
  },
  { code: 'no-act-in-force', sources: onlyCode(pec.courtActInForce), speaksOf: (basis) => !isActInForce(basis) },
  {
    code: 'supervision-not-by-court',
    sources: onlyCode(pec.supervisionByCourt),
    speaksOf: (basis) => isSupervision(basis) && basis.convicted?.act !== 'court-act',
  },
  {
    code: 'supervision-of-non-citizen',
    sources: onlyCode(pec.supervisionGrounds),
    speaksOf: (basis) => isSupervision(basis) && !basis.convicted?.isCitizen,
  },
  {
    code: 'supervision-without-ground',
    sources: onlyCode(pec.supervisionGrounds),
    speaksOf: (basis) => isSupervision(basis) && basis.convicted?.supervisionGround === undefined,
  },
] as const satisfies readonly FactRule<Basis, string>[]

export const basisWarnings = [
  {
    code: 'ground-not-stated',
    sources: only1369(resolution1369.grounds),
    speaksOf: ({ preTrial }) => preTrial?.orderedWith === 'measure' && preTrial.ground === undefined,
  },
  {
    code: 'threat-without-applicant',
    sources: only1369(resolution1369.threat),
    speaksOf: ({ preTrial }) => preTrial?.ground === 'threat' && !preTrial.hasApplicant,
  },
  {
    code: 'defender-not-named',
    sources: only1369(criminalProcedure.defender),
    speaksOf: ({ preTrial, isMinor }) => !preTrial?.hasDefender && (isMinor || (preTrial?.defenceNeeds.length ?? 0) > 0),
  },
  {
    code: 'copy-not-handed-over',
    sources: only1369(criminalProcedure.copyAndAppeal),
    speaksOf: ({ preTrial }) => !preTrial?.isCopyHandedOver,
  },
  {
    code: 'appeal-not-explained',
    sources: only1369(criminalProcedure.copyAndAppeal),
    speaksOf: ({ preTrial }) => !preTrial?.isAppealExplained,
  },
] as const satisfies readonly FactRule<Basis, string>[]

/** `measure-excluded`: the law knows the measure and allows no device; `law-not-in-force`: no provision on it was in force on its date. */
export type BasisRefusalCode = (typeof basisRefusals)[number]['code'] | 'measure-excluded' | 'law-not-in-force'
export type BasisWarningCode = (typeof basisWarnings)[number]['code']

export interface BasisVerdict {
  /** What the order rests on when nothing refuses it. */
  readonly restsOn: Provision
  /** Empty: accepted. */
  readonly refusals: readonly Finding<BasisRefusalCode>[]
  readonly warnings: readonly Finding<BasisWarningCode>[]
}

/** Whether a device may rest on this decision, with everything that speaks against it. A measure that the law excludes is not looked into further. */
export function judgeBasis(basis: Basis, table: MeasureTable = measureTable): BasisVerdict {
  const { stage, tracking } = table[basis.measure]
  const rule = trackingUnder(basis.measure, basis, table)
  if (!rule?.isAllowed) {
    const { provision } = rule ?? tracking[0]
    const code = rule ? 'measure-excluded' : 'law-not-in-force'
    return { restsOn: provision, refusals: [{ code, source: byLaw(provision) }], warnings: [] }
  }
  return {
    restsOn: rule.provision,
    refusals: findingsOf<Basis, BasisRefusalCode>(basisRefusals, basis, stage, basis),
    warnings: findingsOf<Basis, BasisWarningCode>(basisWarnings, basis, stage, basis),
  }
}
