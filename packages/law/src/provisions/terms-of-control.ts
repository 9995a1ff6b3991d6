import type { Provision } from '../provision.ts'

const byExecution = { from: '2015-01-01', checkedOn: '2026-11-22', governs: 'execution' } as const

/** When the control of a convicted person begins, rests, goes on longer, and ends. */
export const termsOfControl = {
  restrictionBegins: {
    ...byExecution,
    citation: 'PEC 64',
    paraphrase: 'Restriction of freedom counts from the day on which the probation service received the verdict in force.',
  },
  conditionalBegins: {
    ...byExecution,
    citation: 'PEC 175(1)',
    paraphrase: 'Probation control of a conditionally sentenced person counts from the day of recording.',
  },
  paroleBegins: {
    ...byExecution,
    citation: 'PEC 169(2)',
    paraphrase: 'A person on parole is controlled for the rest of the punishment not served.',
    needsLawyer: 'We assume that it counts from the day of the release.',
  },
  supervisionBegins: {
    ...byExecution,
    citation: 'PEC 172(4)',
    paraphrase: 'The device serves the administrative supervision that the court has established.',
    needsLawyer:
      'The law on administrative supervision was not at hand: we assume the day and the length that the court act names.',
  },
  lastDay: {
    ...byExecution,
    citation: 'PEC 165(1)-(2)',
    paraphrase:
      'A term ends with its last day, with the changes made to it by law; a month without the day ends with its own last day.',
    needsLawyer:
      'We assume that the last day is the one before that of the same number, in favour of the person, and that control on a day off is not cut short as arrest is.',
  },
  suspension: {
    ...byExecution,
    citation: 'PEC 175(3)',
    paraphrase:
      'The term of probation control rests from the beginning of the initial search, by the court act on the search, and goes on by court act.',
    needsLawyer:
      'We assume that the days of rest are added at the end, that nothing rests without the court act, and that an act after the end revives nothing.',
  },
  prolongation: {
    ...byExecution,
    citation: 'PEC 176(1)',
    paraphrase: 'After a breach the court may prolong the control by at most a year, of a minor by at most six months.',
    needsLawyer:
      'We assume that the most is meant for all prolongations on this basis together; more is warned of, for the court decides.',
  },
  prolongationOfMinor: {
    ...byExecution,
    citation: 'PEC 176(2)',
    paraphrase: 'Where an adult’s conditional sentence would be cancelled, a minor’s control may be prolonged by at most a year.',
  },
  earlyRelease: {
    ...byExecution,
    citation: 'PEC 165(5)',
    paraphrase:
      'Early release is carried out on the day the documents arrive, and in the next morning when they arrive after hours.',
    needsLawyer:
      'We assume that collection stops with the arrival within the working day, also on a day off, and after it when the service opens on the next day of the calendar.',
  },
} as const satisfies Readonly<Record<string, Provision>>
