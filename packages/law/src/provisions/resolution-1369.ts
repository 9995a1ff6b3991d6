import type { Provision } from '../provision.ts'

const since = { from: '2015-01-01', checkedOn: '2026-11-22' } as const
const byDecision = { ...since, governs: 'decision' } as const
const byEvent = { ...since, governs: 'event' } as const

/** Resolution 1369: the rules for electronic tracking of suspects, accused and defendants. */
export const resolution1369 = {
  excludedMeasures: {
    ...byDecision,
    citation: '1369 §2',
    paraphrase:
      'Tracking may be added to the measures of restraint of criminal procedure, but neither to detention nor to handing a serviceman over to the command of a unit.',
  },
  subdivision: {
    ...byDecision,
    citation: '1369 §3',
    paraphrase:
      'The head of the body that conducts the case determines the subdivision which fits the device and learns locations.',
  },
  note: {
    ...byDecision,
    citation: '1369 §4 part 1, §19',
    paraphrase: 'The decision on the measure of restraint carries a note that electronic tracking is applied.',
  },
  explanation: {
    ...byDecision,
    citation: '1369 §4 part 1',
    paraphrase:
      'The body explains to the person what tracking is for, why it is needed and what follows when its rules are broken.',
    needsLawyer: 'We assume that without the body’s explanation a device is not fitted.',
  },
  minorExplanation: {
    ...byDecision,
    citation: '1369 §4 part 2',
    paraphrase: 'To a minor the body explains it in the presence of legal representatives or of the guardianship authority.',
    needsLawyer: 'We assume that a device is not fitted on a minor to whom it was explained with neither of them present.',
  },
  variation: {
    ...byDecision,
    citation: '1369 §4 part 3',
    paraphrase: 'Duties and restrictions come from criminal procedure: only the body changes them.',
  },
  medicalExamination: {
    ...byDecision,
    citation: '1369 §5',
    paraphrase: 'The body sends the person for a medical examination of their health and of contraindications to the devices.',
    needsLawyer: 'We assume that a device is not fitted while the outcome is not known.',
  },
  cohabitantsReceipt: {
    ...byDecision,
    citation: '1369 §5',
    paraphrase: 'The body takes the person’s receipt that the health of those who live with them is not threatened.',
    needsLawyer:
      'We assume that a missing receipt is claimed from the body and holds nothing up, and that one which tells of a threat keeps a device from being fitted until the body has decided.',
  },
  packageWithin24Hours: {
    ...byDecision,
    citation: '1369 §6',
    paraphrase: 'Within twenty-four hours of the decision the body sends the package of documents to the subdivision.',
    needsLawyer:
      'We assume that the hours run from the hour of the decision to the sending, not the receipt, and, where the decision names no hour, from the end of its day.',
  },
  decisionCopies: {
    ...byDecision,
    citation: '1369 §6(1)',
    paraphrase:
      'The package holds copies, certified by the body’s seal, of the decision on the measure and of the one on the qualification of the act, the latter not under CPC 139.',
    needsLawyer: 'We assume that only a missing decision on the measure blocks; everything else is claimed from the body.',
  },
  caseCertificate: {
    ...byDecision,
    citation: '1369 §6(2)',
    paraphrase:
      'The package holds a certificate on the case: crime, defender, registrations with specialised health institutions, contacts of the investigator, residence, criminal record, work or study.',
  },
  identityCopy: {
    ...byDecision,
    citation: '1369 §6(3)',
    paraphrase: 'The package holds a copy of the identity document.',
  },
  executionAtOnce: {
    ...byEvent,
    citation: '1369 §7',
    paraphrase: 'With the documents received the subdivision proceeds at once to the execution.',
  },
  installation: {
    ...byEvent,
    citation: '1369 §7(1)',
    paraphrase: 'The subdivision installs, issues and activates the device at the place where the measure is executed.',
    needsLawyer: 'We assume that a device which has not passed its self-test is not activated.',
  },
  handingOverAct: {
    ...byEvent,
    citation: '1369 §7(2)',
    paraphrase: 'The subdivision draws up the act of receiving and transmitting the device with the person.',
  },
  memo: {
    ...byEvent,
    citation: '1369 §7(3)',
    paraphrase: 'The subdivision explains the memo on safety and operation to the person against signature.',
    needsLawyer: 'We assume that a refused signature which is recorded does not hold tracking up.',
  },
  minorMemo: {
    ...byEvent,
    citation: '1369 §7(3)',
    paraphrase:
      'To a minor the memo is explained in the presence of legal representatives, the defender or the guardianship authority.',
  },
  adoptionNotice: {
    ...byEvent,
    citation: '1369 §7(4)',
    paraphrase: 'When decision and person are registered, the notice of adoption for execution goes to the body at once.',
  },
  immediateReport: {
    ...byEvent,
    citation: '1369 §8(3)',
    paraphrase:
      'Damage, unauthorised removal, a breach or a technical failure is reported at once to the head and the body, in its absence to its head or duty unit.',
  },
  writtenNotice: {
    ...byEvent,
    citation: '1369 §8(3)',
    paraphrase: 'Within twenty-four hours the written notice of it goes to the body.',
    needsLawyer: 'We assume that the hours run from when the information came in, not from when it was confirmed.',
  },
  departure: {
    ...byEvent,
    citation: '1369 §8(4)',
    paraphrase: 'On a signal of damage, disconnection or removal staff are sent at once to the place of execution.',
  },
  informationOnRequest: {
    ...byEvent,
    citation: '1369 §9',
    paraphrase: 'On the body’s request the subdivision informs it within twenty-four hours on presence and compliance.',
    needsLawyer: 'We assume that the hours run from the receipt of the request.',
  },
  measureEnded: {
    ...byEvent,
    citation: '1369 §10(1)',
    paraphrase: 'Tracking ends when the measure of restraint is cancelled or changed under CPC 153.',
  },
  verdict: { ...byEvent, citation: '1369 §10(2)', paraphrase: 'Tracking ends with the verdict of the court.' },
  death: { ...byEvent, citation: '1369 §10(3)', paraphrase: 'Tracking ends with the death of the person.' },
  closingGrounds: {
    ...byEvent,
    citation: '1369 §10',
    paraphrase: 'The grounds on which the subdivision ends tracking and removes the device are listed, and no other ends it.',
    needsLawyer:
      'We assume that at the end of the authorised term collection stops by itself, and the order is closed only on the body’s act.',
  },
  handOver: {
    ...byEvent,
    citation: '1369 §11',
    paraphrase:
      'When another body takes the case, or the verdict is announced, an act of receiving and transmitting records removal and installation.',
  },
  compensation: {
    ...byEvent,
    citation: '1369 §12',
    paraphrase: 'Intentional damage to the device, or its destruction, is compensated in criminal and civil procedure.',
    needsLawyer:
      'We assume that compensation is claimed only once an official has found intent, and that a lost device is damage, too.',
  },
  concealment: {
    ...byEvent,
    citation: '1369 §13',
    paraphrase:
      'Tracking is allowed when measures hide it from others; it takes places visited, ways of moving, age, health, family and way of life into account.',
  },
  residence: {
    ...byEvent,
    citation: '1369 §14',
    paraphrase: 'Tracking is applied where the person has a permanent or temporary residence in Kazakhstan.',
  },
  contraindication: {
    ...byEvent,
    citation: '1369 §15',
    paraphrase: 'Tracking is not allowed where the person’s health speaks against it.',
    needsLawyer: 'We assume that one found later is told to the body at once, which cancels or changes the measure.',
  },
  headDecides: {
    ...byEvent,
    citation: '1369 §16',
    paraphrase:
      'The head of the subdivision decides on the equipment, by the duties laid on the person, by what is known of them and by what is technically possible.',
  },
  replacement: {
    ...byEvent,
    citation: '1369 §17',
    paraphrase: 'A device that malfunctions is replaced at once; where its further use is impossible, other means are taken.',
  },
  hospitalisation: {
    ...byEvent,
    citation: '1369 §18',
    paraphrase:
      'When the person is taken to hospital, the body and the health institution are told at once that tracking is applied.',
  },
  listedMeasures: {
    ...byDecision,
    citation: '1369 §19',
    paraphrase:
      'Tracking rests on the body’s decision on a recognizance, personal guarantee, giving a minor under supervision, bail or house arrest, with its note.',
  },
  grounds: {
    ...byDecision,
    citation: '1369 §4 part 1, §20',
    paraphrase:
      'Tracking is used when obligations were violated, when the court refused detention, or when people who applied for it may be threatened; after the measure was chosen it is added on such a ground.',
    needsLawyer: 'We assume that a ground is needed for a later addition; at the choice of the measure its absence is warned of.',
  },
  threat: {
    ...byDecision,
    citation: '1369 §20(3)',
    paraphrase: 'The ground of a threat rests on the application of those who may be threatened.',
  },
} as const satisfies Readonly<Record<string, Provision>>
