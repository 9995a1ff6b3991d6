import { describe, expect, it, test } from 'vitest'
import { type PackageFacts, certificateFields, owedPieces } from './package-checklist.ts'

const dates = { decidedOn: '2026-03-02', on: '2026-03-03' }
const complete: PackageFacts = {
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
}
const told = (facts: PackageFacts) =>
  owedPieces(facts, dates).map(({ piece, code, owedBy, consequence, source }) => {
    const rest = source.kind === 'law' ? source.provision.citation : 'policy'
    return `${piece} ${code}: ${owedBy}, ${consequence}, ${rest}`
  })
const { certificate: _, ...withoutCertificate } = complete

describe('the package before trial', () => {
  it('[1369.6a] that is complete owes nothing', () => {
    expect(told(complete)).toEqual([])
  })

  test.each([
    {
      given: '[1369.6a] no decision',
      facts: { ...complete, decision: 'missing' },
      owed: 'measure-decision missing: body, blocks-adoption, 1369 §6(1)',
    },
    {
      given: '[1369.6a] a decision without the seal',
      facts: { ...complete, decision: 'uncertified' },
      owed: 'measure-decision not-certified: body, claimed, 1369 §6(1)',
    },
    {
      given: '[1369.6a] no decision on the qualification',
      facts: { ...complete, qualification: 'missing' },
      owed: 'qualification-decision missing: body, claimed, 1369 §6(1)',
    },
    {
      given: '[1369.6a] a qualification without the seal',
      facts: { ...complete, qualification: 'uncertified' },
      owed: 'qualification-decision not-certified: body, claimed, 1369 §6(1)',
    },
    {
      given: '[1369.6a] no identity copy',
      facts: { ...complete, hasIdentityCopy: false },
      owed: 'identity-copy missing: body, claimed, 1369 §6(3)',
    },
    {
      given: '[1369.6b] no certificate on the case',
      facts: withoutCertificate,
      owed: 'case-certificate missing: body, claimed, 1369 §6(2)',
    },
    {
      given: '[1369.5a] no outcome of the examination',
      facts: { ...complete, medicalOutcome: 'missing' },
      owed: 'medical-outcome missing: body, claimed, 1369 §5',
    },
    {
      given: '[1369.5a] an outcome that speaks against a device',
      facts: { ...complete, medicalOutcome: 'contraindicated' },
      owed: 'medical-outcome contraindicated: body, claimed, 1369 §15',
    },
    {
      given: '[1369.5b] no receipt about those who live with the person',
      facts: { ...complete, cohabitantsReceipt: 'missing' },
      owed: 'cohabitants-receipt missing: body, claimed, 1369 §5',
    },
    {
      given: '[1369.5b] a receipt that tells of a threat',
      facts: { ...complete, cohabitantsReceipt: 'threat' },
      owed: 'cohabitants-receipt cohabitants-threatened: body, claimed, 1369 §5',
    },
    {
      given: '[1369.4b] no explanation by the body',
      facts: { ...complete, isExplained: false },
      owed: 'explanation missing: body, claimed, 1369 §4 part 1',
    },
    {
      given: '[1369.4b] a minor explained alone',
      facts: { ...complete, isMinor: true },
      owed: 'explanation representative-absent: body, claimed, 1369 §4 part 2',
    },
    {
      given: '[1369.4b] a minor explained with the defender alone',
      facts: { ...complete, isMinor: true, presentAtExplanation: ['defender'] },
      owed: 'explanation representative-absent: body, claimed, 1369 §4 part 2',
    },
  ] as const satisfies readonly { given: string; facts: PackageFacts; owed: string }[])('$given → $owed', ({ facts, owed }) => {
    expect(told(facts)).toEqual([owed])
  })

  test.each([
    { given: '[1369.6a] CPC 139: the qualification comes later', facts: { ...complete, qualification: 'article-139' } },
    { given: '[1369.5b] who lives alone', facts: { ...complete, cohabitantsReceipt: 'lives-alone' } },
    {
      given: '[1369.4b] a minor with the legal representative',
      facts: { ...complete, isMinor: true, presentAtExplanation: ['legal-representative'] },
    },
    {
      given: '[1369.4b] a minor with the guardianship authority',
      facts: { ...complete, isMinor: true, presentAtExplanation: ['guardianship-authority'] },
    },
  ] as const satisfies readonly { given: string; facts: PackageFacts }[])('$given → nothing is owed', ({ facts }) => {
    expect(told(facts)).toEqual([])
  })

  test.each(certificateFields)('[1369.6b] a certificate without %s is incomplete, and says so', (field) => {
    const certificate = certificateFields.filter((other) => other !== field)
    expect(owedPieces({ ...complete, certificate }, dates)).toMatchObject([
      { piece: 'case-certificate', code: 'incomplete', consequence: 'claimed', fields: [field] },
    ])
  })

  it('[1369.6a] tells everything at once, and only the decision blocks', () => {
    const nothing: PackageFacts = {
      ...withoutCertificate,
      decision: 'missing',
      qualification: 'missing',
      hasIdentityCopy: false,
      medicalOutcome: 'missing',
      cohabitantsReceipt: 'missing',
      isExplained: false,
    }
    const owed = owedPieces(nothing, dates)
    expect(owed).toHaveLength(7)
    expect(owed.filter(({ consequence }) => consequence === 'blocks-adoption').map(({ piece }) => piece)).toEqual([
      'measure-decision',
    ])
  })
})

describe('the papers of a convicted person', () => {
  const convicted: PackageFacts = { ...withoutCertificate, stage: 'convicted', qualification: 'missing' }

  it('[PEC.6] the court act alone is the law’s; neither qualification nor certificate is asked for', () => {
    expect(told(convicted)).toEqual([])
    expect(told({ ...convicted, decision: 'missing' })).toEqual(['measure-decision missing: court, blocks-adoption, PEC 6'])
  })

  it('[1369.5a][1369.5b] what 1369 asks for is asked for by analogy, of the service, and wears no citation', () => {
    expect(told({ ...convicted, hasIdentityCopy: false, medicalOutcome: 'missing', cohabitantsReceipt: 'missing' })).toEqual([
      'identity-copy missing: controlling-service, claimed, policy',
      'medical-outcome missing: controlling-service, claimed, policy',
      'cohabitants-receipt missing: controlling-service, claimed, policy',
    ])
  })

  it('[1369.4b] the service explains, to a minor with the representatives', () => {
    expect(told({ ...convicted, isExplained: false })).toEqual([
      'explanation missing: controlling-service, claimed, PEC 9(6), 22(1)(2)-(3)',
    ])
    expect(told({ ...convicted, isMinor: true })).toEqual([
      'explanation representative-absent: controlling-service, claimed, PEC 20(2)',
    ])
  })
})
