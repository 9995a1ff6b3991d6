import type { Provision } from '../provision.ts'

const notAtHand =
  'The Code was not at hand: the rule is told as the second report to the Committee on Enforced Disappearances tells it.'
const byDecision = { from: '2015-01-01', checkedOn: '2026-11-22', governs: 'decision' } as const

/** Criminal procedure, as far as the sources at hand tell of it. */
export const criminalProcedure = {
  houseArrestByCourt: {
    ...byDecision,
    citation: 'CPC 14(2)',
    paraphrase: 'House arrest is permitted with the authorisation of a court only.',
    needsLawyer: `${notAtHand} CED 15 and 73.`,
  },
  defender: {
    ...byDecision,
    citation: 'CPC 67(1)',
    paraphrase:
      'A defender takes part when the person asks for one, is a minor, cannot defend themselves because of an impairment, or does not command the language; the body provides one where nobody was chosen.',
    needsLawyer: `${notAtHand} CED 88-89; the other cases listed there are not judged here.`,
  },
  copyAndAppeal: {
    ...byDecision,
    citation: 'CED 221',
    paraphrase: 'The person is given a copy of the decision on the measure, and the way to appeal is explained to them.',
    needsLawyer: `${notAtHand} The report names no article: it is cited itself.`,
  },
} as const satisfies Readonly<Record<string, Provision>>
