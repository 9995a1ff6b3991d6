import { describe, expect, it, test } from 'vitest'
import { type Basis, type ConvictedBasis, type PreTrialBasis, judgeBasis } from './legal-basis.ts'
import { type Measure, measureTable, measures } from './measures.ts'

/** Decided on 2 March 2026 with the choice of the measure, because obligations were violated; nothing is wanting. */
const inOrder: PreTrialBasis = {
  hasTrackingNote: true,
  orderedWith: 'measure',
  ground: 'obligation-violated',
  hasApplicant: false,
  hasCourtAuthorisation: false,
  hasDefender: false,
  defenceNeeds: [],
  isCopyHandedOver: true,
  isAppealExplained: true,
}
const dates = { decidedOn: '2026-03-02', on: '2026-03-02', isMinor: false } as const

function before(measure: Measure, preTrial: Partial<PreTrialBasis> = {}, rest: Partial<Basis> = {}): Basis {
  return { ...dates, measure, preTrial: { ...inOrder, ...preTrial }, ...rest }
}
/** The court act of 2 February 2026 is in force since the 18th. */
function after(measure: Measure, convicted: Partial<ConvictedBasis> = {}, rest: Partial<Basis> = {}): Basis {
  const act: ConvictedBasis = { act: 'court-act', inForceFrom: '2026-02-18', isCitizen: true, ...convicted }
  return { ...dates, decidedOn: '2026-02-02', measure, convicted: act, ...rest }
}
const cited = (findings: ReturnType<typeof judgeBasis>['refusals' | 'warnings']) =>
  findings.map(({ code, source }) => `${code}: ${source.kind === 'law' ? source.provision.citation : 'policy'}`)

describe('a measure on which a device may rest', () => {
  test.each([
    { given: '[1369.1] recognizance', basis: before('recognizance'), restsOn: '1369 §19' },
    { given: '[1369.1] personal-guarantee', basis: before('personal-guarantee'), restsOn: '1369 §19' },
    {
      given: '[1369.1] minor-supervision',
      basis: before('minor-supervision', { hasDefender: true }, { isMinor: true }),
      restsOn: '1369 §19',
    },
    { given: '[1369.1] bail', basis: before('bail'), restsOn: '1369 §19' },
    { given: '[1369.1] house-arrest', basis: before('house-arrest', { hasCourtAuthorisation: true }), restsOn: '1369 §19' },
    { given: '[PEC.69.1] restriction-of-freedom', basis: after('restriction-of-freedom'), restsOn: 'PEC 69(1)' },
    { given: '[PEC.69.1] conditional-sentence', basis: after('conditional-sentence'), restsOn: 'PEC 174(5)' },
    { given: '[PEC.69.1] parole', basis: after('parole'), restsOn: 'PEC 169(1)' },
    {
      given: '[PEC.69.1] administrative-supervision',
      basis: after('administrative-supervision', { supervisionGround: 'dangerous-recidivism' }),
      restsOn: 'PEC 172(4)',
    },
  ])('$given is accepted by $restsOn', ({ basis, restsOn }) => {
    expect(judgeBasis(basis)).toMatchObject({ restsOn: { citation: restsOn }, refusals: [], warnings: [] })
  })
})

describe('a measure on which none may rest', () => {
  test.each(['detention', 'unit-command'] as const)('[1369.1] %s is refused by 1369 §2', (measure) => {
    expect(cited(judgeBasis(before(measure)).refusals)).toEqual(['measure-excluded: 1369 §2'])
  })

  test.each(['fine', 'correctional-works', 'public-works', 'position-ban', 'deferral', 'minimum-security'] as const)(
    '[PEC.69.1] %s is refused: the Code provides a device for four regimes only',
    (measure) => {
      expect(cited(judgeBasis(after(measure)).refusals)).toEqual(['measure-excluded: PEC 69(1), 169(1), 172(4), 174(5)'])
    },
  )
})

describe('what a pre-trial decision must hold', () => {
  test.each([
    {
      given: '[1369.4a] no note on tracking',
      basis: before('bail', { hasTrackingNote: false }),
      refused: 'no-tracking-note: 1369 §4 part 1, §19',
    },
    {
      given: '[CED.73] house arrest that no court authorised',
      basis: before('house-arrest'),
      refused: 'house-arrest-not-authorised: CPC 14(2)',
    },
    {
      given: '[1369.1] an adult given under supervision as a minor',
      basis: before('minor-supervision'),
      refused: 'measure-for-minors-only: 1369 §19',
    },
    {
      given: '[1369.20] tracking added later on no ground',
      basis: (({ ground: _, ...preTrial }) => ({
        ...before('bail'),
        preTrial: { ...preTrial, orderedWith: 'later-decision' as const },
      }))(inOrder),
      refused: 'ground-missing-for-later-addition: 1369 §4 part 1, §20',
    },
  ])('$given → refused, $refused', ({ basis, refused }) => {
    expect(cited(judgeBasis(basis).refusals)).toEqual([refused])
  })

  it('[1369.20] with the choice of the measure a missing ground is warned of, not refused', () => {
    const { ground: _, ...preTrial } = inOrder
    const verdict = judgeBasis({ ...before('bail'), preTrial })
    expect(verdict.refusals).toEqual([])
    expect(cited(verdict.warnings)).toEqual(['ground-not-stated: 1369 §4 part 1, §20'])
  })

  test.each([
    { orderedWith: 'later-decision', ground: 'detention-refused', hasApplicant: false, warned: [] },
    { orderedWith: 'later-decision', ground: 'threat', hasApplicant: true, warned: [] },
    { orderedWith: 'later-decision', ground: 'threat', hasApplicant: false, warned: ['threat-without-applicant: 1369 §20(3)'] },
  ] as const)('[1369.20] added later because of $ground, applicant linked: $hasApplicant → accepted, warned $warned', (given) => {
    const { warned, ...preTrial } = given
    const verdict = judgeBasis(before('bail', preTrial))
    expect(verdict.refusals).toEqual([])
    expect(cited(verdict.warnings)).toEqual(warned)
  })

  test.each([
    { who: 'an adult who asked for none', isMinor: false, defenceNeeds: [], hasDefender: false, isWarned: false },
    { who: 'a minor', isMinor: true, defenceNeeds: [], hasDefender: false, isWarned: true },
    { who: 'a minor with a defender', isMinor: true, defenceNeeds: ['minor'], hasDefender: true, isWarned: false },
    { who: 'an adult who cannot hear', isMinor: false, defenceNeeds: ['impairment'], hasDefender: false, isWarned: true },
    { who: 'who does not command the language', isMinor: false, defenceNeeds: ['language'], hasDefender: false, isWarned: true },
    { who: 'who asked for a defender', isMinor: false, defenceNeeds: ['asked-for'], hasDefender: false, isWarned: true },
  ] as const)(
    '[CED.88] $who: warned that no defender is named: $isWarned',
    ({ isMinor, defenceNeeds, hasDefender, isWarned }) => {
      const verdict = judgeBasis(before('bail', { defenceNeeds, hasDefender }, { isMinor }))
      expect(verdict.refusals).toEqual([])
      expect(cited(verdict.warnings)).toEqual(isWarned ? ['defender-not-named: CPC 67(1)'] : [])
    },
  )

  it('[CED.221] warns when no copy was handed over and no appeal explained', () => {
    const { refusals, warnings } = judgeBasis(before('bail', { isCopyHandedOver: false, isAppealExplained: false }))
    expect(refusals).toEqual([])
    expect(cited(warnings)).toEqual(['copy-not-handed-over: CED 221', 'appeal-not-explained: CED 221'])
  })

  it('names everything that speaks against it at once', () => {
    const verdict = judgeBasis(before('house-arrest', { hasTrackingNote: false, isCopyHandedOver: false }))
    expect(verdict.refusals.map(({ code }) => code)).toEqual(['no-tracking-note', 'house-arrest-not-authorised'])
    expect(verdict.warnings.map(({ code }) => code)).toEqual(['copy-not-handed-over'])
  })
})

describe('the act that a convicted person’s order rests on', () => {
  test.each([
    { on: '2026-02-17', isAccepted: false },
    { on: '2026-02-18', isAccepted: true },
  ])('[PEC.6] a verdict in force from 18 February 2026, executed on $on → accepted: $isAccepted', ({ on, isAccepted }) => {
    const { refusals } = judgeBasis(after('restriction-of-freedom', {}, { on }))
    expect(cited(refusals)).toEqual(isAccepted ? [] : ['no-act-in-force: PEC 6'])
  })

  it('[PEC.6] an act of which nobody knows that it is in force is refused', () => {
    const { inForceFrom: _, ...convicted } = after('parole').convicted as ConvictedBasis
    expect(cited(judgeBasis({ ...after('parole'), convicted }).refusals)).toEqual(['no-act-in-force: PEC 6'])
  })

  test.each([
    {
      given: 'by an act of amnesty',
      convicted: { act: 'amnesty', supervisionGround: 'terrorist-or-extremist' },
      refused: 'supervision-not-by-court: PEC 172(1), 172(2)',
    },
    {
      given: 'of a foreigner',
      convicted: { isCitizen: false, supervisionGround: 'terrorist-or-extremist' },
      refused: 'supervision-of-non-citizen: PEC 171',
    },
    { given: 'on no listed ground', convicted: {}, refused: 'supervision-without-ground: PEC 171' },
  ] as const)('[PEC.171] administrative supervision $given → refused', ({ convicted, refused }) => {
    expect(cited(judgeBasis(after('administrative-supervision', convicted)).refusals)).toEqual([refused])
  })
})

describe('[PEC.19] who controls', () => {
  test.each([
    ['restriction-of-freedom', 'probation-service', 'PEC 19(1), 24(11)'],
    ['conditional-sentence', 'probation-service', 'PEC 19(1), 24(11)'],
    ['parole', 'internal-affairs', 'PEC 24(10), 169(1)'],
    ['administrative-supervision', 'internal-affairs', 'PEC 172(4)'],
    ['deferral', 'probation-service', 'PEC 24(12)'],
    ['fine', 'justice-bodies', 'PEC 24(1)'],
    ['position-ban', 'probation-service', 'PEC 24(2)'],
    ['correctional-works', 'probation-service', 'PEC 24(7)'],
    ['public-works', 'probation-service', 'PEC 24(7)'],
    ['minimum-security', 'institution', 'PEC 143(1)'],
    ['house-arrest', 'subdivision', '1369 §3'],
  ] as const)('%s: %s, by %s', (measure, controlledBy, citation) => {
    expect(measureTable[measure]).toMatchObject({ controlledBy, controlProvision: { citation } })
  })
})

describe('the law of its date', () => {
  it('nothing rests on rules before they came into force', () => {
    const verdict = judgeBasis(before('bail', {}, { decidedOn: '2014-12-31', on: '2014-12-31' }))
    expect(cited(verdict.refusals)).toEqual(['law-not-in-force: 1369 §19'])
  })

  // Imagined: nobody has announced such a change.
  const amended = {
    ...measureTable,
    detention: {
      ...measureTable.detention,
      tracking: [
        ...measureTable.detention.tracking,
        {
          isAllowed: true,
          provision: { ...measureTable.bail.tracking[0].provision, citation: '1369 §19 as amended', from: '2027-01-01' },
        },
      ],
    },
  } as const
  test.each([
    { decidedOn: '2026-12-31', restsOn: '1369 §2', isAccepted: false },
    { decidedOn: '2027-01-01', restsOn: '1369 §19 as amended', isAccepted: true },
  ])('[1369.1] a change that holds from 1 January 2027, decided on $decidedOn → accepted: $isAccepted', (expected) => {
    const verdict = judgeBasis(before('detention', {}, { decidedOn: expected.decidedOn, on: '2027-02-01' }), amended)
    expect(verdict.restsOn.citation).toBe(expected.restsOn)
    expect(verdict.refusals.length === 0).toBe(expected.isAccepted)
  })

  test.each(measures)('%s: every answer of the law is cited, dated and of one stage', (measure) => {
    const { stage, tracking, controlProvision } = measureTable[measure]
    for (const provision of [...tracking.map((rule) => rule.provision), controlProvision]) {
      expect(provision.citation).toMatch(stage === 'pre-trial' ? /^1369 §\d/ : /^PEC \d/)
      expect(provision.from).toMatch(/^\d{4}-\d\d-\d\d$/)
    }
  })
})
