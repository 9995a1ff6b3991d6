import { type Measure, measuresWithoutTracking, regimes } from '@bilezik/domain'
import type { Stage } from './finding.ts'
import { type GoverningDates, type Provision, isInForce } from './provision.ts'
import { penalExecutionCode as pec } from './provisions/penal-execution-code.ts'
import { resolution1369 } from './provisions/resolution-1369.ts'

export type { Measure } from '@bilezik/domain'

export const measures: readonly Measure[] = [...regimes, ...measuresWithoutTracking]

export type Controller =
  | 'subdivision'
  | 'probation-service'
  | 'internal-affairs'
  | 'justice-bodies'
  | 'institution'
  | 'unit-command'

/** One dated answer of the law to the question whether a device may be used; of those in force the last one counts. */
export interface TrackingRule {
  readonly isAllowed: boolean
  readonly provision: Provision
}

export interface MeasureLaw {
  readonly stage: Stage
  readonly tracking: readonly [TrackingRule, ...TrackingRule[]]
  readonly controlledBy: Controller
  readonly controlProvision: Provision
}

const preTrial: MeasureLaw = {
  stage: 'pre-trial',
  tracking: [{ isAllowed: true, provision: resolution1369.listedMeasures }],
  controlledBy: 'subdivision',
  controlProvision: resolution1369.subdivision,
}
const custody = (controlledBy: Controller): MeasureLaw => ({
  stage: 'pre-trial',
  tracking: [{ isAllowed: false, provision: resolution1369.excludedMeasures }],
  controlledBy,
  controlProvision: resolution1369.excludedMeasures,
})
const tracked = (provision: Provision, controlledBy: Controller, controlProvision: Provision): MeasureLaw => ({
  stage: 'convicted',
  tracking: [{ isAllowed: true, provision }],
  controlledBy,
  controlProvision,
})
const untracked = (controlledBy: Controller, controlProvision: Provision): MeasureLaw => ({
  stage: 'convicted',
  tracking: [{ isAllowed: false, provision: pec.listedRegimes }],
  controlledBy,
  controlProvision,
})

export type MeasureTable = Readonly<Record<Measure, MeasureLaw>>

export const measureTable: MeasureTable = {
  recognizance: preTrial,
  'personal-guarantee': preTrial,
  'minor-supervision': preTrial,
  bail: preTrial,
  'house-arrest': preTrial,
  detention: custody('institution'),
  'unit-command': custody('unit-command'),
  'restriction-of-freedom': tracked(pec.restrictionDevice, 'probation-service', pec.probationControl),
  'conditional-sentence': tracked(pec.conditionalDevice, 'probation-service', pec.probationControl),
  parole: tracked(pec.paroleDevice, 'internal-affairs', pec.paroleControl),
  'administrative-supervision': tracked(pec.supervisionDevice, 'internal-affairs', pec.supervisionDevice),
  fine: untracked('justice-bodies', pec.justice),
  'correctional-works': untracked('probation-service', pec.works),
  'public-works': untracked('probation-service', pec.works),
  'position-ban': untracked('probation-service', pec.positionBan),
  deferral: untracked('probation-service', pec.deferralControl),
  'minimum-security': untracked('institution', pec.minimumSecurity),
}

/** What the law says of a device under this measure on these dates; undefined: no provision on it is in force then. */
export function trackingUnder(
  measure: Measure,
  dates: GoverningDates,
  table: MeasureTable = measureTable,
): TrackingRule | undefined {
  return table[measure].tracking.findLast(({ provision }) => isInForce(provision, dates))
}
