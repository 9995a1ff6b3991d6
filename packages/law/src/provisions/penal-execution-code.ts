import type { Provision } from '../provision.ts'

const since = { from: '2015-01-01', checkedOn: '2026-11-22' } as const
/** PEC 2(2): execution follows the law of its own date. */
const byExecution = { ...since, governs: 'execution' } as const
const byEvent = { ...since, governs: 'event' } as const

/** The Penal Execution Code in the text of late 2014: what touches tracking, its term and its end. */
export const penalExecutionCode = {
  noAddedDuty: {
    ...byExecution,
    citation: 'PEC 1(2)',
    paraphrase: 'No restriction is laid on a convicted person but by law: nothing is added to the court act.',
  },
  courtActInForce: {
    ...byExecution,
    citation: 'PEC 6',
    paraphrase: 'Execution rests on a court act in force, or on an act of amnesty or pardon.',
  },
  equipmentList: {
    ...byExecution,
    citation: 'PEC 15(1)(1)',
    paraphrase: 'The government approves the list of tracking devices.',
    needsLawyer: 'The list was not at hand: we assume the types reported, in a dated classifier.',
  },
  minors: {
    ...byExecution,
    citation: 'PEC 20(2)',
    paraphrase: 'Towards minors the probation service acts with their parents or legal representatives.',
    needsLawyer: 'The translation at hand says “in the absence”; we assume that presence is required.',
  },
  explanation: {
    ...byExecution,
    citation: 'PEC 9(6), 22(1)(2)-(3)',
    paraphrase: 'The service explains rights, duties and liability to the person, in writing and against signature.',
    needsLawyer: 'We assume that a device is not fitted before, and that where internal affairs control, they explain.',
  },
  justice: { ...byExecution, citation: 'PEC 24(1)', paraphrase: 'Fines are executed by the bodies of justice.' },
  positionBan: {
    ...byExecution,
    citation: 'PEC 24(2)',
    paraphrase: 'A ban on positions or activities is executed by the probation service.',
  },
  works: {
    ...byExecution,
    citation: 'PEC 24(7)',
    paraphrase: 'Correctional and public works are executed by the probation service.',
  },
  paroleControl: {
    ...byExecution,
    citation: 'PEC 24(10), 169(1)',
    paraphrase: 'The conduct of a person on parole is controlled by internal affairs at the residence.',
  },
  probationControl: {
    ...byExecution,
    citation: 'PEC 19(1), 24(11)',
    paraphrase:
      'Conditionally sentenced persons and those under restriction of freedom are under the control of the probation service.',
  },
  deferralControl: {
    ...byExecution,
    citation: 'PEC 24(12)',
    paraphrase: 'Persons whose punishment is deferred are under the control of the probation service.',
  },
  restrictionDevice: {
    ...byExecution,
    citation: 'PEC 69(1)',
    paraphrase: 'The probation service may use tracking devices to control restriction of freedom.',
  },
  listedRegimes: {
    ...byExecution,
    citation: 'PEC 69(1), 169(1), 172(4), 174(5)',
    paraphrase:
      'Tracking of convicted persons is provided for restriction of freedom, parole, administrative supervision and conditional sentence, and for nothing else.',
  },
  minimumSecurity: {
    ...byExecution,
    citation: 'PEC 143(1)',
    paraphrase: 'In an institution of minimum security the institution’s administration controls and supervises.',
  },
  paroleDevice: {
    ...byExecution,
    citation: 'PEC 169(1)',
    paraphrase: 'Internal affairs may use tracking devices to control a person on parole.',
  },
  supervisionGrounds: {
    ...byExecution,
    citation: 'PEC 171',
    paraphrase:
      'Administrative supervision is for citizens who have served a sentence for dangerous recidivism or terrorist or extremist crimes, or who left with the third negative grade after grave crimes or repeated deprivation of freedom.',
    needsLawyer: 'We assume that the third negative grade is asked for in both cases of PEC 171(2).',
  },
  supervisionByCourt: {
    ...byExecution,
    citation: 'PEC 172(1), 172(2)',
    paraphrase: 'Administrative supervision is established by the court on the institution’s submission.',
  },
  supervisionDevice: {
    ...byExecution,
    citation: 'PEC 172(4)',
    paraphrase: 'Internal affairs may use tracking devices for administrative supervision.',
  },
  supervisionTerm: {
    ...byEvent,
    citation: 'PEC 172(4)',
    paraphrase: 'The device serves the administrative supervision that the court has established.',
    needsLawyer:
      'The law on administrative supervision was not at hand: we assume that supervision ends with the term that the court set, or by its act.',
  },
  conditionalDevice: {
    ...byExecution,
    citation: 'PEC 174(5)',
    paraphrase: 'The probation service may use tracking devices to control a conditionally sentenced person.',
  },
  releaseGrounds: {
    ...byEvent,
    citation: 'PEC 161(1)',
    paraphrase: 'The grounds on which serving a sentence ends are listed.',
    needsLawyer: 'We assume that probation control ends on the same grounds, and that death is among those of other laws.',
  },
  conditionalTermEnd: {
    ...byEvent,
    citation: 'PEC 175(2)',
    paraphrase: 'With the term of probation control run out the service takes the person off its register.',
  },
  conditionalDamage: {
    ...byEvent,
    citation: 'PEC 176(4)',
    paraphrase:
      'Of damage to the device of a conditionally sentenced person the probation service draws up an act; intentional damage makes the person liable for it.',
  },
  conditionalCancelled: {
    ...byEvent,
    citation: 'PEC 176(2)',
    paraphrase: 'The court may cancel the conditional sentence, on the service’s submission.',
  },
  paroleCancelled: {
    ...byEvent,
    citation: 'PEC 169(3)',
    paraphrase: 'The court may cancel parole, on the submission of internal affairs.',
  },
  restrictionReplaced: {
    ...byEvent,
    citation: 'PEC 68(2)',
    paraphrase: 'The court may replace restriction of freedom by deprivation of freedom after gross breaches.',
  },
  paroleTerm: {
    ...byEvent,
    citation: 'PEC 169(2)',
    paraphrase: 'A person on parole is controlled for the rest of the punishment not served.',
  },
} as const satisfies Readonly<Record<string, Provision>>
