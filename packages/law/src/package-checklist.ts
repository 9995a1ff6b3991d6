import { type AttendantCapacity, packagePieces as sentPieces } from '@bilezik/domain'
import { type Finding, type Source, type Stage, byLaw, byPolicy, sourceInForce } from './finding.ts'
import type { GoverningDates } from './provision.ts'
import { penalExecutionCode as pec } from './provisions/penal-execution-code.ts'
import { resolution1369 } from './provisions/resolution-1369.ts'

/** What the certificate on the case tells: 1369 §6(2). That there is nothing to tell (no record, no defender) is told, too. */
export const certificateFields = [
  'crime',
  'defender',
  'health-registrations',
  'investigator-contacts',
  'residence',
  'criminal-record',
  'work-or-study',
] as const
export type CertificateField = (typeof certificateFields)[number]

export const packagePieces = [...sentPieces, 'explanation', 'medical-outcome', 'cohabitants-receipt'] as const
export type PackagePiece = (typeof packagePieces)[number]

export type Copy = 'certified' | 'uncertified' | 'missing'
export type Attendant = AttendantCapacity

/** What is known of the documents, and of what the body has done before it sent them. */
export interface PackageFacts {
  readonly stage: Stage
  readonly isMinor: boolean
  /** Of the decision on the measure with tracking, or of the court act. */
  readonly decision: Copy
  /** `article-139`: under CPC 139 the qualification is decided later. */
  readonly qualification: Copy | 'article-139'
  /** Absent: there is no certificate. */
  readonly certificate?: readonly CertificateField[]
  readonly hasIdentityCopy: boolean
  readonly medicalOutcome: 'fit' | 'contraindicated' | 'missing'
  readonly cohabitantsReceipt: 'no-threat' | 'threat' | 'lives-alone' | 'missing'
  readonly isExplained: boolean
  readonly presentAtExplanation: readonly Attendant[]
}

export type PieceProblem =
  | 'missing'
  | 'not-certified'
  | 'incomplete'
  | 'representative-absent'
  | 'contraindicated'
  | 'cohabitants-threatened'

export type PieceOwner = 'body' | 'court' | 'controlling-service'

export interface PieceLaw {
  readonly source: Source
  readonly owedBy: PieceOwner
}

export interface PieceRule {
  readonly stages: Readonly<Partial<Record<Stage, PieceLaw>>>
  /** Where the problem rests on a provision of its own. */
  readonly ownSources?: Readonly<Partial<Record<PieceProblem, Readonly<Partial<Record<Stage, Source>>>>>>
  readonly problemOf: (facts: PackageFacts) => PieceProblem | undefined
}

const copyProblem = (copy: Copy): PieceProblem | undefined =>
  copy === 'missing' ? 'missing' : copy === 'uncertified' ? 'not-certified' : undefined

/** Whoever must stand by a minor when the body explains: the defender does not replace them. */
const standsByMinor = (attendant: Attendant) => attendant === 'legal-representative' || attendant === 'guardianship-authority'

function explanationProblem({ isExplained, isMinor, presentAtExplanation }: PackageFacts): PieceProblem | undefined {
  if (!isExplained) return 'missing'
  return isMinor && !presentAtExplanation.some(standsByMinor) ? 'representative-absent' : undefined
}

const fromBody = (provision: Parameters<typeof byLaw>[0]): PieceLaw => ({ source: byLaw(provision), owedBy: 'body' })
/** 1369 binds before trial only; afterwards what it asks for is asked for by analogy, of the service that controls. */
const byAnalogy: PieceLaw = { source: byPolicy, owedBy: 'controlling-service' }

export const pieceRules: Readonly<Record<PackagePiece, PieceRule>> = {
  'measure-decision': {
    stages: {
      'pre-trial': fromBody(resolution1369.decisionCopies),
      convicted: { source: byLaw(pec.courtActInForce), owedBy: 'court' },
    },
    problemOf: ({ decision }) => copyProblem(decision),
  },
  'qualification-decision': {
    stages: { 'pre-trial': fromBody(resolution1369.decisionCopies) },
    problemOf: ({ qualification }) => (qualification === 'article-139' ? undefined : copyProblem(qualification)),
  },
  'case-certificate': {
    stages: { 'pre-trial': fromBody(resolution1369.caseCertificate) },
    problemOf: (facts) => (facts.certificate ? (missingFields(facts).length > 0 ? 'incomplete' : undefined) : 'missing'),
  },
  'identity-copy': {
    stages: { 'pre-trial': fromBody(resolution1369.identityCopy), convicted: byAnalogy },
    problemOf: ({ hasIdentityCopy }) => (hasIdentityCopy ? undefined : 'missing'),
  },
  explanation: {
    stages: {
      'pre-trial': fromBody(resolution1369.explanation),
      convicted: { source: byLaw(pec.explanation), owedBy: 'controlling-service' },
    },
    ownSources: {
      'representative-absent': { 'pre-trial': byLaw(resolution1369.minorExplanation), convicted: byLaw(pec.minors) },
    },
    problemOf: explanationProblem,
  },
  'medical-outcome': {
    stages: { 'pre-trial': fromBody(resolution1369.medicalExamination), convicted: byAnalogy },
    ownSources: { contraindicated: { 'pre-trial': byLaw(resolution1369.contraindication), convicted: byPolicy } },
    problemOf: ({ medicalOutcome }) => (medicalOutcome === 'fit' ? undefined : medicalOutcome),
  },
  'cohabitants-receipt': {
    stages: { 'pre-trial': fromBody(resolution1369.cohabitantsReceipt), convicted: byAnalogy },
    problemOf: ({ cohabitantsReceipt }) =>
      cohabitantsReceipt === 'threat' ? 'cohabitants-threatened' : cohabitantsReceipt === 'missing' ? 'missing' : undefined,
  },
}

function missingFields({ certificate }: PackageFacts): CertificateField[] {
  return certificate ? certificateFields.filter((field) => !certificate.includes(field)) : []
}

/** A piece with a problem: who owes it, on what it rests, and what follows. */
export interface OwedPiece extends Finding<PieceProblem> {
  readonly piece: PackagePiece
  readonly owedBy: PieceOwner
  /** Only a missing decision keeps the order from being adopted; anything else goes back to whoever owes it, and execution begins. */
  readonly consequence: 'blocks-adoption' | 'claimed'
  /** Of an incomplete certificate. */
  readonly fields?: readonly CertificateField[]
}

/** Every piece that is missing or wanting, in the order of the package. */
export function owedPieces(facts: PackageFacts, dates: GoverningDates): OwedPiece[] {
  return packagePieces.flatMap((piece) => {
    const { stages, ownSources, problemOf } = pieceRules[piece]
    const code = problemOf(facts)
    const pieceLaw = stages[facts.stage]
    if (!code || !pieceLaw) return []
    const source = sourceInForce(ownSources?.[code]?.[facts.stage] ?? pieceLaw.source, dates)
    if (!source) return []
    const consequence = piece === 'measure-decision' && code === 'missing' ? 'blocks-adoption' : 'claimed'
    const owed = { piece, code, source, owedBy: pieceLaw.owedBy, consequence } as const
    return [code === 'incomplete' ? { ...owed, fields: missingFields(facts) } : owed]
  })
}
