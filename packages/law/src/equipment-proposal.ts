import type { EquipmentClass, EquipmentConsideration, HomeCoverage, HomePower, Rule } from '@bilezik/domain'

/** All that the choice of equipment depends on: 1369 §13 and §16. Null: not recorded. */
export interface ProposalFacts {
  readonly rules: readonly Rule['kind'][]
  readonly power: HomePower | null
  readonly coverage: HomeCoverage | null
  readonly considerations: readonly EquipmentConsideration[]
  readonly isMinor: boolean
  /** Nobody is to be hidden from: the decision says so. */
  readonly isConcealmentWaived: boolean
}

export type ProposalReason =
  | 'worn-witness'
  | 'indoor-hours'
  | 'no-power-at-home'
  | 'power-interrupted'
  | 'followed-outdoors'
  | 'travels'
  | 'no-daily-charging'
  | 'weak-coverage'
  | 'no-coverage'
  | 'protected-person'

/** What the head has to weigh that no list of types can settle. */
export type ProposalConcern =
  | 'ask-physician'
  | 'vibration-unfelt'
  | 'shielded-work'
  | 'no-coverage'
  | 'school-charging'
  | 'feasibility-unknown'

export interface ProposedClass {
  readonly equipmentClass: EquipmentClass
  readonly reasons: readonly ProposalReason[]
}

export interface Proposal {
  readonly proposed: readonly ProposedClass[]
  readonly concerns: readonly ProposalConcern[]
  /** Signals vibrate and do not sound, so that nobody else notices: 1369 §13. */
  readonly isVibrationOnly: boolean
}

const outdoors: readonly Rule['kind'][] = ['exclusion', 'territory', 'distance']

/** Each class with the reasons that speak for it, in the order in which they are weighed; a class without one is not proposed. */
function reasonsOf(facts: ProposalFacts): Readonly<Partial<Record<EquipmentClass, ProposalReason[]>>> {
  const { rules, power, coverage, considerations } = facts
  const has = (consideration: EquipmentConsideration) => considerations.includes(consideration)
  const isAtHome = rules.includes('curfew')
  const isOutdoors = outdoors.some((kind) => rules.includes(kind))
  // A stationary unit lives by the mains; where there is none, the mobile one takes its place.
  const hasMains = power !== 'none'
  return {
    // Only what is worn witnesses the person; all else stands beside it.
    bracelet: ['worn-witness'],
    'home-unit':
      isAtHome && hasMains ? ['indoor-hours', ...(power === 'interrupted' ? (['power-interrupted'] as const) : [])] : [],
    'mobile-unit': [
      ...(isAtHome && !hasMains ? (['no-power-at-home'] as const) : []),
      ...(isOutdoors ? (['followed-outdoors'] as const) : []),
      ...(has('travels') ? (['travels'] as const) : []),
      ...(has('no-daily-charging') ? (['no-daily-charging'] as const) : []),
    ],
    repeater: isAtHome && coverage !== null && coverage !== 'good' ? [coverage === 'weak' ? 'weak-coverage' : 'no-coverage'] : [],
    'personal-tracker': rules.includes('distance') ? ['protected-person'] : [],
  }
}

function concernsOf({ power, coverage, considerations, isMinor }: ProposalFacts): ProposalConcern[] {
  const has = (consideration: EquipmentConsideration) => considerations.includes(consideration)
  return [
    ...(power === null || coverage === null ? (['feasibility-unknown'] as const) : []),
    ...(has('limb-condition') || has('implanted-electronics') ? (['ask-physician'] as const) : []),
    ...(has('vibration-unfelt') ? (['vibration-unfelt'] as const) : []),
    ...(has('shielded-work') ? (['shielded-work'] as const) : []),
    ...(coverage === 'none' ? (['no-coverage'] as const) : []),
    ...(isMinor ? (['school-charging'] as const) : []),
  ]
}

/** What equipment suits the obligations, the person and the residence. A proposal: the head decides, and says why. */
export function proposeEquipment(facts: ProposalFacts): Proposal {
  const proposed = Object.entries(reasonsOf(facts)) as [EquipmentClass, ProposalReason[]][]
  return {
    proposed: proposed.flatMap(([equipmentClass, reasons]) => (reasons.length > 0 ? [{ equipmentClass, reasons }] : [])),
    concerns: concernsOf(facts),
    isVibrationOnly: !facts.isConcealmentWaived,
  }
}
