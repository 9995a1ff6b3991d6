import type { Regime } from '@bilezik/domain'
import { describe, expect, test } from 'vitest'
import { againstClaim, damageSourceOf } from './damage-claim.ts'

const dates = { decidedOn: '2026-03-02', on: '2026-03-03' }
const citationOf = (source: ReturnType<typeof damageSourceOf>) =>
  source.kind === 'law' ? source.provision.citation : source.kind

describe('a claim for a damaged device', () => {
  test.each<{ regime: Regime; citation: string }>([
    { regime: 'house-arrest', citation: '1369 §12' },
    { regime: 'bail', citation: '1369 §12' },
    { regime: 'conditional-sentence', citation: 'PEC 176(4)' },
    { regime: 'restriction-of-freedom', citation: 'PEC 67(1)(2)' },
    { regime: 'parole', citation: 'policy' },
  ])('[1369.12] under $regime rests on $citation', ({ regime, citation }) => {
    expect(citationOf(damageSourceOf(regime, dates))).toBe(citation)
  })

  test('[1369.12] before the provision was in force it rests on policy', () => {
    expect(citationOf(damageSourceOf('bail', { decidedOn: '2014-12-30', on: '2014-12-31' }))).toBe('policy')
  })

  test.each([
    { finding: undefined, expected: 'intent-not-found' },
    { finding: 'not-intentional', expected: 'damage-not-intentional' },
    { finding: 'equipment-fault', expected: 'damage-not-intentional' },
    { finding: 'intentional', expected: undefined },
  ] as const)('[1369.12] with the finding $finding: $expected', ({ finding, expected }) => {
    expect(againstClaim('bail', finding, dates)?.code).toBe(expected)
  })
})
