import type { CaseState, Regime } from '@bilezik/domain'
import type { Basis } from '../legal-basis.ts'
import type { Attendant, PackageFacts } from '../package-checklist.ts'

/** Where an order stands. Hospitalisation, search and a term that rests are episodes of a standing order, no states: tracking goes on. */
export type OrderState = CaseState

export const episodes = ['hospitalisation', 'search', 'term-rest'] as const
export type Episode = (typeof episodes)[number]

export interface EquipmentFacts {
  /** Whoever takes the step now is the head of the subdivision, or stands in for them. */
  readonly isActorHead: boolean
  readonly hasReasons: boolean
  /** Every type chosen is on the list in force that day. */
  readonly areTypesListed: boolean
}

export interface FittingFacts {
  /** Residence in Kazakhstan, placed on the map inside its territory. */
  readonly hasResidence: boolean
  /** Measures that hide the device from others are recorded, or the decision says that nobody is to be hidden from. */
  readonly isConcealmentRecorded: boolean
  readonly isSelfTestPassed: boolean
  readonly isActSigned: boolean
  readonly memo: 'signed' | 'signature-refused' | 'missing'
  readonly presentAtMemo: readonly Attendant[]
}

/** Everything that the steps of an order depend on, at one moment. */
export interface OrderFacts {
  readonly regime: Regime
  readonly basis: Basis
  readonly documents: PackageFacts
  readonly equipment: EquipmentFacts
  readonly fitting: FittingFacts
  readonly episodes: readonly Episode[]
  /** The device is on the person, or was issued to them and not taken back. */
  readonly isDeviceOut: boolean
  /** The body's decision, or court act, that the variation carries out is recorded. */
  readonly hasVariationDecision: boolean
  /** The variation was explained to a minor with neither legal representative nor guardianship authority present. */
  readonly isVariationToMinorAlone?: boolean
  readonly closingGround?: string
}
