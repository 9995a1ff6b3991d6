import type { Instant, Measure, Regime } from '@bilezik/domain'
import { regimes } from '@bilezik/domain'
import {
  type Basis,
  type CertificateField,
  type Copy,
  type OrderFacts,
  type PackageFacts,
  type Stage,
  certificateFields,
  isMinorOn,
  measureTable,
} from '@bilezik/law'
import type { CaseFile } from './case-events.ts'
import { openEpisodesOf } from './open-episodes.ts'
import { dateInKazakhstan } from './check-records.ts'
import { type Facts, factsOf } from './facts-of.ts'

/** What a step depends on besides the file's records: who takes it, and what stands elsewhere. */
export interface Circumstances {
  readonly now: Instant
  readonly isActorHead: boolean
  readonly isDeviceOut: boolean
  readonly closingGround?: string
  /** Of a variation that is being made; absent: the form will ask for the decision. */
  readonly variation?: { readonly hasDecision: boolean; readonly isToMinorAlone: boolean }
  /** Absent: nothing is chosen yet, so nothing that is chosen is off the list. */
  readonly areTypesListed?: boolean
}

/** On the day of the decision: who comes of age a week later was entitled to a representative. Null: the birth date is not known. */
export function isMinor(file: CaseFile, facts: Facts, now: Instant): boolean | null {
  return file.birthOn === null ? null : isMinorOn(file.birthOn, facts.decision?.decidedOn ?? dateInKazakhstan(now))
}

/** The recorded receipt of a decision is the piece; without it nothing entered about a decision can be checked against it. */
function copyOf({ decision, pieces }: Facts, piece: 'measure-decision' | 'qualification-decision'): Copy {
  const found = pieces.find((one) => one.piece === piece)
  if (!found || (piece === 'measure-decision' && decision === null)) return 'missing'
  return found.isCertified ? 'certified' : 'uncertified'
}

function toldBy(certificate: NonNullable<Facts['certificate']>): CertificateField[] {
  const fields: Record<CertificateField, unknown> = {
    crime: certificate.crime,
    defender: certificate.defender,
    'health-registrations': certificate.specialisedHealth,
    'investigator-contacts': certificate.investigatorContacts,
    residence: certificate.residence,
    'criminal-record': certificate.criminalRecord,
    'work-or-study': certificate.workOrStudy,
  }
  return (Object.keys(fields) as CertificateField[]).filter((field) => fields[field] !== null)
}

function documentsOf(facts: Facts, stage: Stage, isOfMinor: boolean): PackageFacts {
  const { certificate, explanation, medical } = facts
  const isCertificateHere = certificate !== null && facts.pieces.some(({ piece }) => piece === 'case-certificate')
  return {
    stage,
    isMinor: isOfMinor,
    decision: copyOf(facts, 'measure-decision'),
    qualification: facts.decision?.isUnderArticle139 ? 'article-139' : copyOf(facts, 'qualification-decision'),
    ...(isCertificateHere && { certificate: toldBy(certificate) }),
    hasIdentityCopy: facts.pieces.some(({ piece }) => piece === 'identity-copy'),
    medicalOutcome: medical === null ? 'missing' : medical.hasContraindication ? 'contraindicated' : 'fit',
    cohabitantsReceipt: facts.cohabitantsReceipt?.outcome ?? 'missing',
    isExplained: explanation !== null,
    presentAtExplanation: explanation?.attendants.map(({ capacity }) => capacity) ?? [],
  }
}

/** Of a file without a decision nothing can be said against its basis: that it is missing says it all. */
const nothingKnown = {
  hasTrackingNote: true,
  orderedWith: 'measure',
  ground: 'obligation-violated',
  hasApplicant: false,
  hasCourtAuthorisation: true,
  hasDefender: true,
  defenceNeeds: [],
  isCopyHandedOver: true,
  isAppealExplained: true,
} as const

/** Whether the order was recorded when its execution had begun: nothing of its intake is known here. */
export function wasTakenOver(file: CaseFile): boolean {
  return file.events.some(({ kind }) => kind === 'take-over')
}

/** What is not recorded of such an order's package is not missing, only unknown. What is recorded since then counts. */
function asIfComplete(documents: PackageFacts): PackageFacts {
  const { medicalOutcome, cohabitantsReceipt } = documents
  return {
    ...documents,
    decision: 'certified',
    qualification: 'certified',
    certificate: certificateFields,
    hasIdentityCopy: true,
    isExplained: true,
    presentAtExplanation: ['legal-representative'],
    medicalOutcome: medicalOutcome === 'missing' ? 'fit' : medicalOutcome,
    cohabitantsReceipt: cohabitantsReceipt === 'missing' ? 'no-threat' : cohabitantsReceipt,
  }
}

/** Of such an order the regime is known and nothing else of the decision. */
function takenOverRegime(file: CaseFile): Regime | undefined {
  return file.events.find(({ kind }) => kind === 'take-over')?.body['regime'] as Regime | undefined
}

function basisOf(file: CaseFile, facts: Facts, isOfMinor: boolean, now: Instant): Basis {
  const { decision, ground, certificate, explanation } = facts
  const on = dateInKazakhstan(now)
  if (!decision) {
    const measure = takenOverRegime(file) ?? 'recognizance'
    return { measure, isMinor: isOfMinor, decidedOn: on, on, preTrial: nothingKnown }
  }
  const { act } = decision
  return {
    measure: decision.measure,
    isMinor: isOfMinor,
    decidedOn: decision.decidedOn,
    on,
    preTrial: {
      hasTrackingNote: decision.hasTrackingNote,
      orderedWith: decision.orderedWith,
      ...(ground && { ground: ground.ground }),
      hasApplicant: (ground?.applicants.length ?? 0) > 0,
      hasCourtAuthorisation: decision.authorisation !== null,
      hasDefender: (certificate?.defender?.name ?? null) !== null,
      defenceNeeds: certificate?.defenceNeeds ?? [],
      isCopyHandedOver: explanation?.isCopyHandedOver ?? false,
      isAppealExplained: explanation?.isAppealExplained ?? false,
    },
    ...(act && {
      convicted: {
        act: act.kind,
        ...(act.inForceFrom !== null && { inForceFrom: act.inForceFrom }),
        isCitizen: act.isCitizen,
        ...(act.supervisionGround !== null && { supervisionGround: act.supervisionGround }),
      },
    }),
  }
}

function isRegime(measure: Measure): measure is Regime {
  return (regimes as readonly Measure[]).includes(measure)
}

/** A file on a measure that carries no device ends on the grounds of its stage. */
function regimeOf(measure: Measure): Regime {
  if (isRegime(measure)) return measure
  return measureTable[measure].stage === 'pre-trial' ? 'recognizance' : 'conditional-sentence'
}

const isConcealmentWaived = (file: CaseFile) =>
  file.events.findLast(({ kind }) => kind === 'adopt')?.body['isConcealed'] === false

/** All that the law is asked about: the file's records, read as the law's facts. */
export function orderFactsOf(
  file: CaseFile,
  { now, isActorHead, isDeviceOut, closingGround, areTypesListed = true, variation }: Circumstances,
): OrderFacts {
  const facts = factsOf(file.events)
  const isOfMinor = isMinor(file, facts, now) ?? false
  const basis = basisOf(file, facts, isOfMinor, now)
  const documents = documentsOf(facts, measureTable[basis.measure].stage, isOfMinor)
  const { selfTest, act, memo } = facts
  return {
    regime: regimeOf(basis.measure),
    basis,
    documents: wasTakenOver(file) ? asIfComplete(documents) : documents,
    // The contract asks for reasons.
    equipment: { isActorHead, hasReasons: true, areTypesListed },
    fitting: {
      hasResidence: facts.residence !== null,
      isConcealmentRecorded: facts.concealment !== null || isConcealmentWaived(file),
      isSelfTestPassed: selfTest !== null && selfTest.hasFix && selfTest.hasContact && selfTest.isStrapClosed,
      isActSigned: act !== null,
      memo: memo?.outcome ?? 'missing',
      presentAtMemo: memo?.attendants.map(({ capacity }) => capacity) ?? [],
    },
    episodes: openEpisodesOf(file.events),
    isDeviceOut,
    hasVariationDecision: variation?.hasDecision ?? true,
    isVariationToMinorAlone: variation?.isToMinorAlone ?? false,
    ...(closingGround !== undefined && { closingGround }),
  }
}
