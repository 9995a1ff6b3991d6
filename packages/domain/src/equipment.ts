/**
 * Classes of equipment: the seven that are reported of the government's list (PEC 15(1)(1)), under the names of regional lists. Which of
 * them are on the list on a day is the classifier's to say, not this list's.
 */
export const equipmentClasses = [
  'bracelet',
  'home-unit',
  'mobile-unit',
  'repeater',
  'personal-tracker',
  'stationary-console',
  'mobile-console',
] as const
export type EquipmentClass = (typeof equipmentClasses)[number]

export const equipmentConditions = ['serviceable', 'on-the-way', 'faulty', 'in-repair', 'lost', 'written-off'] as const
export type EquipmentCondition = (typeof equipmentConditions)[number]

/** Links of a piece's chain of custody. `received` begins it; `issued` and `returned` come with a person's kit. */
export const equipmentMoves = [
  'received',
  'handed-over',
  'dispatched',
  'arrived',
  'issued',
  'returned',
  'found-faulty',
  'sent-to-repair',
  'found-fit',
  'lost',
  'found',
  'written-off',
] as const
export type EquipmentMove = (typeof equipmentMoves)[number]

/** What an official records by hand; the others come with what is done elsewhere. */
export type RecordedMove = Exclude<EquipmentMove, 'received' | 'issued' | 'returned'>

interface MoveRule {
  readonly from: readonly EquipmentCondition[]
  /** Null: the condition stays. */
  readonly to: EquipmentCondition | null
  /** It can be said of a piece that is in somebody's kit. */
  readonly isPossibleInKit: boolean
  /** It rests on an act, whose number is recorded. */
  readonly needsDocument: boolean
}

/** A written-off piece moves no more; one that was lost and found is not fit before somebody looked at it. */
export const moveRules: Readonly<Record<RecordedMove, MoveRule>> = {
  'handed-over': {
    from: ['serviceable', 'faulty', 'in-repair'],
    to: null,
    isPossibleInKit: false,
    needsDocument: false,
  },
  // Only what is fit travels by itself: of anything else one could not say how it stands on arrival.
  dispatched: { from: ['serviceable'], to: 'on-the-way', isPossibleInKit: false, needsDocument: false },
  arrived: { from: ['on-the-way'], to: 'serviceable', isPossibleInKit: false, needsDocument: false },
  'found-faulty': { from: ['serviceable'], to: 'faulty', isPossibleInKit: true, needsDocument: false },
  'sent-to-repair': { from: ['serviceable', 'faulty'], to: 'in-repair', isPossibleInKit: false, needsDocument: false },
  'found-fit': { from: ['faulty', 'in-repair'], to: 'serviceable', isPossibleInKit: false, needsDocument: false },
  lost: { from: ['serviceable', 'on-the-way', 'faulty', 'in-repair'], to: 'lost', isPossibleInKit: false, needsDocument: false },
  found: { from: ['lost'], to: 'faulty', isPossibleInKit: false, needsDocument: false },
  'written-off': {
    from: ['serviceable', 'faulty', 'in-repair', 'lost'],
    to: 'written-off',
    isPossibleInKit: false,
    needsDocument: true,
  },
}

export const recordedMoves = Object.keys(moveRules) as readonly RecordedMove[]

/** What can be recorded of a piece as it stands. */
export function possibleMoves(condition: EquipmentCondition, isInKit: boolean): readonly RecordedMove[] {
  return recordedMoves.filter((move) => {
    const rule = moveRules[move]
    return rule.from.includes(condition) && (!isInKit || rule.isPossibleInKit)
  })
}

/** What of a person's way of life and health bears on the choice of equipment (1369 §13): ticked beside the words of the record. */
export const equipmentConsiderations = [
  'limb-condition',
  'implanted-electronics',
  'vibration-unfelt',
  'travels',
  'shielded-work',
  'no-daily-charging',
] as const
export type EquipmentConsideration = (typeof equipmentConsiderations)[number]

export const homePowers = ['steady', 'interrupted', 'none'] as const
export type HomePower = (typeof homePowers)[number]

/** Of the mobile network at the residence. */
export const homeCoverages = ['good', 'weak', 'none'] as const
export type HomeCoverage = (typeof homeCoverages)[number]

/** What is technically possible at the residence, as the subdivision found it: 1369 §16. */
export interface FeasibilityFact {
  readonly power: HomePower
  readonly coverage: HomeCoverage
  readonly considerations: readonly EquipmentConsideration[]
  readonly checkedOn: string
}
