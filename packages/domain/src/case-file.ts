import type { FeasibilityFact } from './equipment.ts'
import type { Instant } from './instant.ts'
import type { Regime } from './regime.ts'

/** Where an order stands between the package's receipt and the end of its execution. Only `fitted` and `active` collect. */
export const caseStates = [
  'received',
  'checked',
  'returned',
  'adopted',
  'equipment-decided',
  'fitted',
  'active',
  'closed',
] as const
export type CaseState = (typeof caseStates)[number]

/** What the body sends: 1369 §6. */
export const packagePieces = ['measure-decision', 'qualification-decision', 'case-certificate', 'identity-copy'] as const
export type PackagePiece = (typeof packagePieces)[number]

/** Measures that a decision may name although no device may rest on them: such a package is sent back, naming the provision. */
export const measuresWithoutTracking = [
  'detention',
  'unit-command',
  'fine',
  'correctional-works',
  'public-works',
  'position-ban',
  'deferral',
  'minimum-security',
] as const
export type Measure = Regime | (typeof measuresWithoutTracking)[number]

/** Whether tracking came with the choice of the measure or was added to it: 1369 §4. */
export const trackingTimings = ['measure', 'later-decision'] as const
export type TrackingTiming = (typeof trackingTimings)[number]

/** 1369 §20. */
export const trackingGrounds = ['obligation-violated', 'detention-refused', 'threat'] as const
export type TrackingGround = (typeof trackingGrounds)[number]

/** Why a defender must take part, of the cases that intake can know. */
export const defenceNeeds = ['asked-for', 'minor', 'impairment', 'language'] as const
export type DefenceNeed = (typeof defenceNeeds)[number]

/** What a convicted person's order rests on: PEC 6. */
export const convictingActs = ['court-act', 'amnesty', 'pardon'] as const
export type ConvictingAct = (typeof convictingActs)[number]

/** PEC 171. */
export const supervisionGrounds = [
  'dangerous-recidivism',
  'terrorist-or-extremist',
  'grave-with-third-negative-grade',
  'repeated-with-third-negative-grade',
] as const
export type SupervisionGround = (typeof supervisionGrounds)[number]

/** Who stood by when something was explained or fitted; whose presence suffices for a minor is the law's to say. */
export const attendantCapacities = ['legal-representative', 'guardianship-authority', 'defender'] as const
export type AttendantCapacity = (typeof attendantCapacities)[number]

export interface Attendant {
  readonly name: string
  readonly capacity: AttendantCapacity
}

/** What the person's receipt says of those who live with them: 1369 §5. */
export const cohabitantsOutcomes = ['no-threat', 'threat', 'lives-alone'] as const
export type CohabitantsOutcome = (typeof cohabitantsOutcomes)[number]

export interface DecisionFact {
  readonly measure: Measure
  readonly number: string
  /** `2026-11-22`, in Kazakhstan. */
  readonly decidedOn: string
  /** `14:30`, in Kazakhstan; null: the decision names no hour. */
  readonly decidedHour: string | null
  readonly body: string
  readonly official: string
  readonly hasTrackingNote: boolean
  readonly orderedWith: TrackingTiming
  /** The decision on qualification is one that Article 139 of the Criminal Procedure Code excepts. */
  readonly isUnderArticle139: boolean
  /** Who authorised it; for house arrest the court. */
  readonly authorisation: { readonly court: string; readonly number: string; readonly on: string } | null
  /** Of a convicted person alone. */
  readonly act: ActFact | null
}

export interface ActFact {
  readonly kind: ConvictingAct
  /** The first day of its force; null: not known to be in force. */
  readonly inForceFrom: string | null
  readonly isCitizen: boolean
  readonly supervisionGround: SupervisionGround | null
}

export interface PieceFact {
  readonly piece: PackagePiece
  /** Null: the package does not tell. */
  readonly sentAt: Instant | null
  readonly receivedAt: Instant
  /** By the seal of the body. */
  readonly isCertified: boolean
}

export interface GroundFact {
  readonly ground: TrackingGround
  /** Those who applied because of a threat. */
  readonly applicants: readonly string[]
}

export interface BodyExplanationFact {
  readonly explainedOn: string
  readonly official: string
  readonly attendants: readonly Attendant[]
  readonly isCopyHandedOver: boolean
  readonly isAppealExplained: boolean
}

/** The outcome alone: what was found is no business of the subdivision. */
export interface MedicalFact {
  readonly examinedOn: string
  readonly institution: string
  readonly documentNumber: string
  readonly hasContraindication: boolean
}

export interface CohabitantsReceiptFact {
  readonly outcome: CohabitantsOutcome
  readonly takenOn: string
  readonly takenBy: string
}

export interface ResidenceFact {
  readonly tenure: 'permanent' | 'temporary'
  readonly address: string
  readonly lat: number
  readonly lon: number
}

/** The certificate in the case, as fields: 1369 §6(2). Null: the certificate says nothing of it. */
export interface CertificateFact {
  readonly crime: string | null
  /** Null within: the certificate tells that there is none. */
  readonly defender: { readonly name: string | null } | null
  readonly defenceNeeds: readonly DefenceNeed[]
  readonly specialisedHealth: string | null
  readonly investigatorContacts: string | null
  readonly residence: string | null
  readonly criminalRecord: string | null
  readonly workOrStudy: string | null
}

/** 1369 §13: how the equipment is kept from others' notice, and what its choice has to take into account. */
export interface ConcealmentFact {
  readonly measures: string
  readonly placesVisited: string
  readonly waysOfMoving: string
  readonly health: string
  readonly maritalStatus: string
  readonly lifestyle: string
}

/** Where the fitter stood at the residence, by the phone or tablet in hand. */
export interface HomeCaptureFact {
  readonly lat: number
  readonly lon: number
  readonly accuracyMetres: number
  readonly capturedAt: Instant
}

/** What the first minutes of the fitted kit showed: 1369 §7(1). */
export interface SelfTestFact {
  readonly hasFix: boolean
  readonly hasContact: boolean
  readonly isStrapClosed: boolean
  readonly batteryPercent: number | null
}

/** Of receiving and transmitting the device: 1369 §7(2). */
export interface HandingOverActFact {
  readonly number: string
  readonly signedOn: string
}

export const memoOutcomes = ['signed', 'signature-refused'] as const
export type MemoOutcome = (typeof memoOutcomes)[number]

/** On safety and operation: 1369 §7(3). */
export interface MemoFact {
  readonly outcome: MemoOutcome
  readonly explainedOn: string
  readonly attendants: readonly Attendant[]
}

/** All that is recorded of a package, the latest of each kind; null: nothing yet. */
export interface CaseFacts {
  readonly decision: DecisionFact | null
  readonly pieces: readonly PieceFact[]
  readonly ground: GroundFact | null
  readonly explanation: BodyExplanationFact | null
  readonly medical: MedicalFact | null
  readonly cohabitantsReceipt: CohabitantsReceiptFact | null
  readonly residence: ResidenceFact | null
  readonly certificate: CertificateFact | null
  readonly concealment: ConcealmentFact | null
  readonly feasibility: FeasibilityFact | null
  readonly homeCapture: HomeCaptureFact | null
  readonly selfTest: SelfTestFact | null
  readonly act: HandingOverActFact | null
  readonly memo: MemoFact | null
}
