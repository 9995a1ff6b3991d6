import type { Provision } from '../provision.ts'

const byEvent = { from: '2015-01-01', checkedOn: '2026-11-22', governs: 'event' } as const
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
    needsLawyer: 'We assume a month from the last appearance to the next.',
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
    needsLawyer: 'We assume fourteen calendar days, whatever the last day is.',
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
    needsLawyer: calendarDays,
  },
  earlyReleasePetition: {
    ...byEvent,
    citation: 'PEC 162(9)',
    paraphrase: 'Within ten days a petition for early release goes on to the court, with written notice to the prosecutor.',
    needsLawyer: calendarDays,
  },
  hidingRestriction: {
    ...byEvent,
    citation: 'PEC 67(3)',
    paraphrase:
      'Under restriction of freedom, a location not known for more than fifteen days from a missed appearance is hiding.',
    needsLawyer: 'We assume calendar days, whatever the last one is, and that they do not run past a credible fix.',
  },
  hidingConditional: {
    ...byEvent,
    citation: 'PEC 176(3)',
    paraphrase: 'Conditionally sentenced, a location not known for more than fifteen days from a missed appearance is avoidance.',
    needsLawyer: 'We assume calendar days, whatever the last one is, and that they do not run past a credible fix.',
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
