import type { Provision } from '../provision.ts'

const byEvent = { from: '2015-01-01', checkedOn: '2026-11-22', governs: 'event' } as const
const hidingDays = 'We assume calendar days, whatever the last one is, and that they do not run past a credible fix.'
const monthFromLast = 'We assume a month from the last appearance to the next; once in each month of the calendar may be meant.'
const calendarDays = 'We assume calendar days, and that a term that ends on a day off goes on until the next working day.'

/** Terms of the Penal Execution Code, of the services and of the persons they control. */
export const probationTerms = {
  firstAppearance: {
    ...byEvent,
    citation: 'PEC 21(2)(1)',
    paraphrase: 'Within ten days of the court act coming into force the person appears at the probation service to be recorded.',
    needsLawyer: calendarDays,
  },
  paroleRegistration: {
    ...byEvent,
    citation: 'PEC 169(8)(1)',
    paraphrase: 'Within five working days of the release a person on parole registers with internal affairs.',
  },
  monthlyOnParole: {
    ...byEvent,
    citation: 'PEC 169(8)(2)',
    paraphrase: 'A person on parole appears at internal affairs and at the probation service at least once a month.',
    needsLawyer: monthFromLast,
  },
  monthlyUnderSupervision: {
    ...byEvent,
    citation: 'PEC 172(9)',
    paraphrase:
      'A person under administrative supervision appears at internal affairs and at the probation service at least once a month.',
    needsLawyer: 'We assume a month from the last appearance to the next, at internal affairs as at the probation service.',
  },
  deferralAppearance: {
    ...byEvent,
    citation: 'PEC 163(5)',
    paraphrase: 'Whoever was released on deferral appears at the probation service within five working days of arriving.',
  },
  deferralRecording: {
    ...byEvent,
    citation: 'PEC 163(8)',
    paraphrase: 'Within three working days of the appearance the probation service records the person and asks for the papers.',
  },
  deferralSearch: {
    ...byEvent,
    citation: 'PEC 163(9)',
    paraphrase: 'Whoever was released on deferral and has not appeared within two weeks is searched for.',
    needsLawyer:
      'We assume fourteen calendar days, whatever the last day is, and that they are the person’s to appear in, not the service’s to search in.',
  },
  courtNotice: {
    ...byEvent,
    citation: 'PEC 27(3)',
    paraphrase: 'Within two working days the court that gave the verdict is told of the beginning and place of serving.',
  },
  relativeNotice: {
    ...byEvent,
    citation: 'PEC 25',
    paraphrase: 'Within two working days of the arrival a relative or representative of the person’s choice is told in writing.',
    needsLawyer: 'We assume that only restriction of freedom knows an arrival at the place of serving (PEC 65).',
  },
  correctionalWorksBegin: {
    ...byEvent,
    citation: 'PEC 52(2)',
    paraphrase: 'Correctional works begin within fifteen days of the court’s order reaching the probation service.',
    needsLawyer: calendarDays,
  },
  publicWorksBegin: {
    ...byEvent,
    citation: 'PEC 57(2)',
    paraphrase: 'Public works begin within ten days of the court’s order reaching the probation service.',
    needsLawyer: calendarDays,
  },
  earlyReleaseNotice: {
    ...byEvent,
    citation: 'PEC 162(1)',
    paraphrase: 'Within five days the person is told in writing that the right to ask for early release has arisen.',
    needsLawyer: `${calendarDays} Which punishments know early release stands in the Criminal Code, which was not at hand: we assume restriction of freedom.`,
  },
  earlyReleasePetition: {
    ...byEvent,
    citation: 'PEC 162(9)',
    paraphrase: 'Within ten days a petition for early release goes on to the court, with written notice to the prosecutor.',
    needsLawyer: calendarDays,
  },
  hidingCorrectionalWorks: {
    ...byEvent,
    citation: 'PEC 54(4)',
    paraphrase: 'Under correctional works, a location not known for more than fifteen days from a missed appearance is evasion.',
    needsLawyer: hidingDays,
  },
  hidingPublicWorks: {
    ...byEvent,
    citation: 'PEC 60(4)',
    paraphrase: 'Under public works, a location not known for more than fifteen days from a missed appearance is evasion.',
    needsLawyer: hidingDays,
  },
  hidingPositionBan: {
    ...byEvent,
    citation: 'PEC 72(6)',
    paraphrase: 'Under a ban on positions, a location not known for more than fifteen days from a missed appearance is evasion.',
    needsLawyer: hidingDays,
  },
  monthlyCorrectionalWorks: {
    ...byEvent,
    citation: 'PEC 53(1)(2)',
    paraphrase: 'Under correctional works the person comes to the probation service once a month for a preventive talk.',
    needsLawyer: monthFromLast,
  },
  monthlyPublicWorks: {
    ...byEvent,
    citation: 'PEC 59(4)',
    paraphrase:
      'Under public works the person comes to the probation service once a month, for registration and a preventive talk.',
    needsLawyer: monthFromLast,
  },
  unemployment: {
    ...byEvent,
    citation: 'PEC 54(2)',
    paraphrase:
      'Of a person under correctional works who has had no work for three months since losing it the probation service makes a submission to the court.',
    needsLawyer: 'We assume that the months run from the day after the loss, whatever their last day is.',
  },
  employerNotice: {
    ...byEvent,
    citation: 'PEC 165(6)',
    paraphrase:
      'With release from correctional works on any ground but the end of the term the employer is told in writing, by the next working day after the papers arrived, that withholding ends.',
  },
  banAppearance: {
    ...byEvent,
    citation: 'PEC 161(3), 165(9)',
    paraphrase:
      'Whoever leaves an institution with a ban on positions still to be served appears at the probation service within five days of arriving.',
    needsLawyer: calendarDays,
  },
  threatResponse: {
    ...byEvent,
    citation: 'PEC 12(1)',
    paraphrase: 'On a threat to the life, health or dignity of a convicted person the staff act at once to end it.',
    needsLawyer: 'We assume that it binds the probation service, too, which executes punishments without isolation.',
  },
  parentsCalled: {
    ...byEvent,
    citation: 'PEC 20(3)(1)',
    paraphrase:
      'When a minor who was searched for is found, parents or representatives are called at once, to learn why the minor evaded.',
  },
  consularNotice: {
    ...byEvent,
    citation: 'CED 207',
    paraphrase:
      'Within two working days of the arrival of a foreigner their state’s representation is told through the ministry.',
    needsLawyer:
      'The provision behind it was not at hand: it is told as the second report to the Committee tells it, for arrivals as in PEC 25.',
  },
  hidingRestriction: {
    ...byEvent,
    citation: 'PEC 67(3)',
    paraphrase:
      'Under restriction of freedom, a location not known for more than fifteen days from a missed appearance is hiding.',
    needsLawyer: hidingDays,
  },
  hidingConditional: {
    ...byEvent,
    citation: 'PEC 176(3)',
    paraphrase: 'Conditionally sentenced, a location not known for more than fifteen days from a missed appearance is avoidance.',
    needsLawyer: hidingDays,
  },
  minorHousing: {
    ...byEvent,
    citation: 'PEC 20(3)(2)',
    paraphrase: 'Every quarter the housing of a minor is looked at together with the guardianship body, with an act.',
    needsLawyer: 'We assume three months from the recording, or from the last look, to the next.',
  },
  specialRecords: {
    ...byEvent,
    citation: 'CED 273',
    paraphrase: 'Within five working days changes of the register go to the system of special records.',
    needsLawyer: 'The order behind it was not at hand: it is told as the second report to the Committee tells it.',
  },
} as const satisfies Readonly<Record<string, Provision>>
