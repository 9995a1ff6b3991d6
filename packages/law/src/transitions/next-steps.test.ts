import { caseStates } from '@bilezik/domain'
import { describe, expect, it, test } from 'vitest'
import { type Basis, judgeBasis } from '../legal-basis.ts'
import { certificateFields } from '../package-checklist.ts'
import type { OrderFacts, OrderState } from './facts.ts'
import { type OrderStep, duringExecution, judgeStep, nextSteps, orderSteps } from './next-steps.ts'

const basis: Basis = {
  measure: 'bail',
  decidedOn: '2026-03-02',
  on: '2026-03-03',
  isMinor: false,
  preTrial: {
    hasTrackingNote: true,
    orderedWith: 'measure',
    ground: 'obligation-violated',
    hasApplicant: false,
    hasCourtAuthorisation: false,
    hasDefender: true,
    defenceNeeds: [],
    isCopyHandedOver: true,
    isAppealExplained: true,
  },
}
/** An adult on bail whose package is complete, with everything done that the next step asks for. */
const adult: OrderFacts = {
  regime: 'bail',
  basis,
  documents: {
    stage: 'pre-trial',
    isMinor: false,
    decision: 'certified',
    qualification: 'certified',
    certificate: certificateFields,
    hasIdentityCopy: true,
    medicalOutcome: 'fit',
    cohabitantsReceipt: 'no-threat',
    isExplained: true,
    presentAtExplanation: [],
  },
  equipment: { isActorHead: true, hasReasons: true, areTypesListed: true },
  fitting: {
    hasResidence: true,
    isConcealmentRecorded: true,
    isSelfTestPassed: true,
    isActSigned: true,
    memo: 'signed',
    presentAtMemo: [],
  },
  episodes: [],
  isDeviceOut: false,
  hasVariationDecision: true,
}
const minor: OrderFacts = {
  ...adult,
  basis: { ...basis, isMinor: true },
  documents: { ...adult.documents, isMinor: true, presentAtExplanation: ['guardianship-authority'] },
  fitting: { ...adult.fitting, presentAtMemo: ['defender'] },
}
const convicted: OrderFacts = {
  ...adult,
  regime: 'restriction-of-freedom',
  basis: {
    measure: 'restriction-of-freedom',
    decidedOn: '2026-02-02',
    on: '2026-03-03',
    isMinor: false,
    convicted: { act: 'court-act', inForceFrom: '2026-02-18', isCitizen: true },
  },
  documents: { ...adult.documents, stage: 'convicted' },
}

const documents = (facts: OrderFacts, change: Partial<OrderFacts['documents']>) => ({
  ...facts,
  documents: { ...facts.documents, ...change },
})
const fitting = (facts: OrderFacts, change: Partial<OrderFacts['fitting']>) => ({
  ...facts,
  fitting: { ...facts.fitting, ...change },
})
const equipment = (change: Partial<OrderFacts['equipment']>) => ({ ...adult, equipment: { ...adult.equipment, ...change } })

const cited = (findings: ReturnType<typeof judgeStep>['refusals']) =>
  findings.map(({ code, source }) => `${code}: ${source.kind === 'law' ? source.provision.citation : 'policy'}`)
const refusalsOf = (step: OrderStep, state: OrderState, facts: OrderFacts) => cited(judgeStep(step, state, facts).refusals)

const life: readonly { step: OrderStep; from: OrderState; to: OrderState }[] = [
  { step: 'check', from: 'received', to: 'checked' },
  { step: 'adopt', from: 'checked', to: 'adopted' },
  { step: 'decide-equipment', from: 'adopted', to: 'equipment-decided' },
  { step: 'fit', from: 'equipment-decided', to: 'fitted' },
  { step: 'activate', from: 'fitted', to: 'active' },
]

describe('the life of an order in which nothing is wanting', () => {
  test.each([
    { who: 'an adult on bail', facts: adult },
    { who: 'a minor on bail', facts: minor },
    { who: 'a person under restriction of freedom', facts: convicted },
  ])('[1369.7a] $who goes from receipt to an active device without a refusal or a warning', ({ facts }) => {
    for (const { step, from, to } of life) {
      expect(judgeStep(step, from, facts)).toMatchObject({ step, to, refusals: [], warnings: [] })
    }
  })

  test.each(caseStates)('every step offered from %s is judged alike when it is taken', (state) => {
    for (const verdict of nextSteps(state, adult)) expect(judgeStep(verdict.step, state, adult)).toEqual(verdict)
    const offered = nextSteps(state, adult).map(({ step }) => step)
    for (const step of orderSteps.filter((other) => !offered.includes(other))) {
      expect(refusalsOf(step, state, adult)).toEqual(['step-not-from-here: policy'])
    }
  })

  it('a closed order has no step left', () => {
    expect(nextSteps('closed', { ...adult, closingGround: 'verdict' })).toEqual([])
  })
})

describe('adoption', () => {
  it('[1369.6a] without the decision is refused, and the papers go back', () => {
    const facts = documents(adult, { decision: 'missing' })
    expect(refusalsOf('adopt', 'checked', facts)).toEqual(['measure-decision-missing: 1369 §6(1)'])
    expect(judgeStep('return-to-body', 'checked', facts)).toMatchObject({ to: 'returned', refusals: [] })
    expect(judgeStep('receive-again', 'returned', facts)).toMatchObject({ to: 'received', refusals: [] })
  })

  it('[1369.6a] without the identity copy goes on with a warning; the copy is claimed, nothing is returned', () => {
    const facts = documents(adult, { hasIdentityCopy: false })
    const adopt = judgeStep('adopt', 'checked', facts)
    expect(adopt.refusals).toEqual([])
    expect(cited(adopt.warnings)).toEqual(['identity-copy-missing: 1369 §6(3)'])
    expect(refusalsOf('claim-missing', 'active', facts)).toEqual([])
    expect(refusalsOf('return-to-body', 'checked', facts)).toEqual(['nothing-to-return: policy'])
    expect(refusalsOf('claim-missing', 'checked', adult)).toEqual(['nothing-missing: policy'])
  })

  it('[1369.1] on a basis that the law refuses is refused with the same citation', () => {
    const facts: OrderFacts = { ...adult, basis: { ...basis, measure: 'detention' } }
    expect(judgeStep('adopt', 'checked', facts).refusals).toEqual(judgeBasis(facts.basis).refusals)
    expect(refusalsOf('adopt', 'checked', facts)).toEqual(['measure-excluded: 1369 §2'])
    expect(refusalsOf('return-to-body', 'checked', facts)).toEqual([])
  })
})

describe('the decision on equipment', () => {
  test.each([
    { given: 'somebody else than the head', facts: equipment({ isActorHead: false }), refused: 'only-head-decides: 1369 §16' },
    { given: 'the head without reasons', facts: equipment({ hasReasons: false }), refused: 'reasons-missing: 1369 §16' },
  ])('[1369.16] $given is refused', ({ facts, refused }) => {
    expect(refusalsOf('decide-equipment', 'adopted', facts)).toEqual([refused])
  })

  it('[PEC.15] a type that is not on the list is refused, for convicted persons by the Code', () => {
    const notListed = { ...adult.equipment, areTypesListed: false }
    expect(refusalsOf('decide-equipment', 'adopted', { ...convicted, equipment: notListed })).toEqual([
      'equipment-not-listed: PEC 15(1)(1)',
    ])
    expect(refusalsOf('decide-equipment', 'adopted', equipment({ areTypesListed: false }))).toEqual([
      'equipment-not-listed: policy',
    ])
  })

  it('[1369.16] the head may decide anew before the device is fitted', () => {
    expect(judgeStep('decide-equipment', 'equipment-decided', adult)).toMatchObject({ to: 'equipment-decided', refusals: [] })
  })
})

describe('fitting', () => {
  test.each([
    {
      given: '[1369.5a] a contraindication',
      facts: documents(adult, { medicalOutcome: 'contraindicated' }),
      refused: 'contraindicated: 1369 §15',
    },
    {
      given: '[1369.5a] an outcome not known',
      facts: documents(adult, { medicalOutcome: 'missing' }),
      refused: 'medical-outcome-missing: 1369 §5',
    },
    {
      given: '[1369.5b] a threat to those at home',
      facts: documents(adult, { cohabitantsReceipt: 'threat' }),
      refused: 'cohabitants-threatened: 1369 §5',
    },
    {
      given: '[1369.13] no measures of concealment',
      facts: fitting(adult, { isConcealmentRecorded: false }),
      refused: 'concealment-missing: 1369 §13',
    },
    {
      given: '[1369.14] no residence in Kazakhstan',
      facts: fitting(adult, { hasResidence: false }),
      refused: 'residence-missing: 1369 §14',
    },
    {
      given: '[1369.4b] no explanation by the body',
      facts: documents(adult, { isExplained: false }),
      refused: 'explanation-missing: 1369 §4 part 1',
    },
    {
      given: '[1369.4b] a minor explained alone',
      facts: documents(minor, { presentAtExplanation: [] }),
      refused: 'minor-explained-alone: 1369 §4 part 2',
    },
    {
      given: '[1369.4b] a minor explained with the defender alone',
      facts: documents(minor, { presentAtExplanation: ['defender'] }),
      refused: 'minor-explained-alone: 1369 §4 part 2',
    },
    {
      given: '[1369.13] a convicted person without concealment',
      facts: fitting(convicted, { isConcealmentRecorded: false }),
      refused: 'concealment-missing: policy',
    },
    {
      given: '[1369.5a] a convicted person with a contraindication',
      facts: documents(convicted, { medicalOutcome: 'contraindicated' }),
      refused: 'contraindicated: policy',
    },
  ])('$given → refused, $refused', ({ facts, refused }) => {
    expect(refusalsOf('fit', 'equipment-decided', facts)).toEqual([refused])
  })

  it('[1369.5b] a missing receipt holds nothing up', () => {
    expect(refusalsOf('fit', 'equipment-decided', documents(adult, { cohabitantsReceipt: 'missing' }))).toEqual([])
  })
})

describe('a contraindication found while the device is worn', () => {
  const found = documents(adult, { medicalOutcome: 'contraindicated' })
  test.each(['fitted', 'active'] as const)('[1369.5a] %s → the body is told at once', (state) => {
    expect(duringExecution(state, found).map(({ code }) => code)).toEqual(['notify-body-of-contraindication'])
    expect(duringExecution(state, adult)).toEqual([])
  })

  test.each(['received', 'adopted', 'equipment-decided', 'closed'] as const)('%s → nothing is worn, nothing is said', (state) => {
    expect(duringExecution(state, found)).toEqual([])
  })

  it('[1369.5a] holds up the activation', () => {
    expect(refusalsOf('activate', 'fitted', found)).toEqual(['contraindicated: 1369 §15'])
  })
})

describe('activation', () => {
  test.each([
    {
      given: '[1369.7a] a device that fails its self-test',
      facts: fitting(adult, { isSelfTestPassed: false }),
      refused: 'self-test-not-passed: 1369 §7(1)',
    },
    { given: '[1369.7b] no act', facts: fitting(adult, { isActSigned: false }), refused: 'act-not-drawn-up: 1369 §7(2)' },
    { given: '[1369.7c] no memo', facts: fitting(adult, { memo: 'missing' }), refused: 'memo-missing: 1369 §7(3)' },
    {
      given: '[1369.7c] a minor alone with the memo',
      facts: fitting(minor, { presentAtMemo: [] }),
      refused: 'minor-memo-alone: 1369 §7(3)',
    },
  ])('$given → refused, $refused', ({ facts, refused }) => {
    expect(refusalsOf('activate', 'fitted', facts)).toEqual([refused])
  })

  it('[1369.7c] a refused signature is recorded and warned of; it does not stop tracking', () => {
    const verdict = judgeStep('activate', 'fitted', fitting(adult, { memo: 'signature-refused' }))
    expect(verdict.refusals).toEqual([])
    expect(cited(verdict.warnings)).toEqual(['signature-refused: 1369 §7(3)'])
  })

  it('[1369.7c] the defender may stand by a minor before trial; a convicted minor needs a representative', () => {
    const convictedMinor: OrderFacts = {
      ...convicted,
      documents: { ...convicted.documents, isMinor: true, presentAtExplanation: ['legal-representative'] },
      fitting: { ...convicted.fitting, presentAtMemo: ['defender'] },
    }
    expect(refusalsOf('activate', 'fitted', minor)).toEqual([])
    expect(refusalsOf('activate', 'fitted', convictedMinor)).toEqual(['minor-memo-alone: PEC 20(2)'])
  })
})

describe('a standing order', () => {
  it('[1369.18] hospitalisation is an episode: the order stays active, and the device may be replaced meanwhile', () => {
    expect(judgeStep('begin-hospitalisation', 'active', adult)).toMatchObject({ to: 'active', refusals: [] })
    const inHospital: OrderFacts = { ...adult, episodes: ['hospitalisation'] }
    expect(refusalsOf('begin-hospitalisation', 'active', inHospital)).toEqual(['episode-under-way: policy'])
    expect(refusalsOf('begin-search', 'active', inHospital)).toEqual([])
    expect(judgeStep('replace-device', 'active', inHospital)).toMatchObject({ to: 'active', refusals: [] })
    expect(judgeStep('end-hospitalisation', 'active', inHospital)).toMatchObject({ to: 'active', refusals: [] })
    expect(refusalsOf('end-hospitalisation', 'active', adult)).toEqual(['no-such-episode: policy'])
  })

  it('[PEC.175] the term of a conditional sentence alone rests and goes on, by court act, while the order stays active', () => {
    const conditional: OrderFacts = { ...convicted, regime: 'conditional-sentence' }
    expect(judgeStep('begin-term-rest', 'active', conditional)).toMatchObject({ to: 'active', refusals: [] })
    expect(refusalsOf('begin-term-rest', 'active', adult)).toEqual(['change-not-provided: PEC 175(3)'])
    const resting: OrderFacts = { ...conditional, episodes: ['term-rest'] }
    expect(refusalsOf('begin-term-rest', 'active', resting)).toEqual(['episode-under-way: policy'])
    expect(refusalsOf('end-term-rest', 'active', resting)).toEqual([])
    expect(refusalsOf('end-term-rest', 'active', conditional)).toEqual(['no-such-episode: policy'])
  })

  test.each([
    { facts: adult, citation: '1369 §4 part 3' },
    { facts: convicted, citation: 'PEC 1(2)' },
  ])('[1369.4c] nothing is varied without a decision of those entitled to it: $citation', ({ facts, citation }) => {
    expect(refusalsOf('vary', 'active', facts)).toEqual([])
    expect(refusalsOf('vary', 'active', { ...facts, hasVariationDecision: false })).toEqual([
      `variation-without-decision: ${citation}`,
    ])
  })

  it('[1369.11] another body takes the case: the order is handed over and stays active', () => {
    expect(judgeStep('hand-over', 'active', adult)).toMatchObject({ to: 'active', refusals: [] })
  })
})

describe('what a step rests on', () => {
  const restsOn = (step: OrderStep, state: OrderState, facts: OrderFacts) => {
    const source = judgeStep(step, state, facts).restsOn
    return source?.kind === 'law' ? source.provision.citation : source?.kind
  }
  test.each([
    { step: 'adopt', state: 'checked', beforeTrial: '1369 §7', ofConvicted: 'policy' },
    { step: 'decide-equipment', state: 'adopted', beforeTrial: '1369 §16', ofConvicted: 'policy' },
    { step: 'fit', state: 'equipment-decided', beforeTrial: '1369 §7(1)', ofConvicted: 'policy' },
    { step: 'replace-device', state: 'active', beforeTrial: '1369 §17', ofConvicted: 'policy' },
    { step: 'hand-over', state: 'active', beforeTrial: '1369 §11', ofConvicted: 'policy' },
    { step: 'begin-hospitalisation', state: 'active', beforeTrial: '1369 §18', ofConvicted: 'policy' },
    { step: 'vary', state: 'active', beforeTrial: '1369 §4 part 3', ofConvicted: 'PEC 1(2)' },
    { step: 'check', state: 'received', beforeTrial: undefined, ofConvicted: undefined },
  ] as const)(
    '$step: before trial $beforeTrial, of a convicted person $ofConvicted',
    ({ step, state, beforeTrial, ofConvicted }) => {
      expect([restsOn(step, state, adult), restsOn(step, state, convicted)]).toEqual([beforeTrial, ofConvicted])
    },
  )

  it('[1369.10][PEC.161] a closing rests on its ground, and on nothing without one', () => {
    expect(restsOn('close', 'active', { ...adult, closingGround: 'death' })).toBe('1369 §10(3)')
    expect(restsOn('close', 'active', { ...convicted, closingGround: 'amnesty' })).toBe('PEC 161(1)(5)')
    expect(restsOn('close', 'active', { ...convicted, closingGround: 'verdict' })).toBeUndefined()
  })
})

describe('closing', () => {
  it('[1369.10] with the verdict closes the order, and reminds of a device still out', () => {
    const verdict = judgeStep('close', 'active', { ...adult, closingGround: 'verdict', isDeviceOut: true })
    expect(verdict).toMatchObject({ to: 'closed', refusals: [] })
    expect(cited(verdict.warnings)).toEqual(['device-to-be-removed: 1369 §10'])
  })

  it('[1369.10] without a ground of the list is refused', () => {
    expect(refusalsOf('close', 'active', adult)).toEqual(['no-closing-ground: 1369 §10'])
    expect(refusalsOf('close', 'active', { ...adult, closingGround: 'early-release' })).toEqual(['ground-not-listed: 1369 §10'])
  })

  test.each(['received', 'checked', 'returned', 'adopted', 'equipment-decided', 'fitted', 'active'] as const)(
    '[1369.10] a measure cancelled while the order is %s closes it',
    (state) => {
      expect(judgeStep('close', state, { ...adult, closingGround: 'measure-cancelled' })).toMatchObject({
        to: 'closed',
        refusals: [],
      })
    },
  )
})
