import type { Instant } from './instant.ts'

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

/** What moves it on. `resubmit`: the body has answered a return; `take-over`: recorded when its execution had begun already. */
export const caseSteps = [
  'receive',
  'check',
  'return',
  'resubmit',
  'adopt',
  'decide-equipment',
  'fit',
  'activate',
  'close',
  'take-over',
] as const
export type CaseStep = (typeof caseSteps)[number]

/** What the body sends: 1369 §6. */
export const packagePieces = ['measure-decision', 'qualification-decision', 'case-certificate', 'identity-copy'] as const
export type PackagePiece = (typeof packagePieces)[number]

/** Whether tracking came with the choice of the measure or was added to it: 1369 §4. */
export const trackingTimings = ['with-measure', 'later'] as const
export type TrackingTiming = (typeof trackingTimings)[number]

/** 1369 §20. */
export const trackingGrounds = ['obligations-violated', 'detention-refused', 'threat-to-persons'] as const
export type TrackingGround = (typeof trackingGrounds)[number]

/** Who stood by a minor when the body explained: 1369 §4. */
export const representativeCapacities = ['legal-representative', 'guardianship-authority'] as const
export type RepresentativeCapacity = (typeof representativeCapacities)[number]

export interface DecisionFact {
  readonly number: string
  /** `2026-11-22`, in Kazakhstan. */
  readonly decidedOn: string
  /** `14:30`, in Kazakhstan; null: the decision names no hour. */
  readonly decidedHour: string | null
  readonly body: string
  readonly official: string
  readonly hasTrackingNote: boolean
  readonly timing: TrackingTiming
  /** The decision on qualification is one that Article 139 of the Criminal Procedure Code excepts. */
  readonly isUnderArticle139: boolean
  /** Who authorised it; for house arrest the court. */
  readonly authorisation: { readonly court: string; readonly number: string; readonly on: string } | null
}

export interface PieceFact {
  readonly piece: PackagePiece
  readonly sentAt: Instant
  readonly receivedAt: Instant
  /** By the seal of the body. */
  readonly isCertified: boolean
}

export interface GroundFact {
  readonly grounds: readonly TrackingGround[]
}

export interface BodyExplanationFact {
  readonly explainedOn: string
  readonly official: string
  readonly representative: { readonly name: string; readonly capacity: RepresentativeCapacity } | null
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
  readonly crime: string
  readonly defender: string | null
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
}
