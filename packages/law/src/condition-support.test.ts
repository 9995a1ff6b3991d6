import { type Regime, type RuleKind, regimes } from '@bilezik/domain'
import { describe, expect, test } from 'vitest'
import { supportOf, supportOfTerritory } from './condition-support.ts'

const table: readonly { regime: Regime; rule: RuleKind; kind: 'law' | 'order'; citation: string }[] = [
  { regime: 'house-arrest', rule: 'curfew', kind: 'order', citation: '1369 §4' },
  { regime: 'bail', rule: 'exclusion', kind: 'order', citation: '1369 §4' },
  { regime: 'recognizance', rule: 'device-care', kind: 'law', citation: '1369 §8(3)-(4)' },
  { regime: 'restriction-of-freedom', rule: 'curfew', kind: 'order', citation: 'PEC 66(1)(1)' },
  { regime: 'restriction-of-freedom', rule: 'exclusion', kind: 'order', citation: 'PEC 66(1)(3)' },
  { regime: 'restriction-of-freedom', rule: 'device-care', kind: 'law', citation: 'PEC 67(1)(2)' },
  { regime: 'conditional-sentence', rule: 'device-care', kind: 'law', citation: 'PEC 176(1)(2)' },
  { regime: 'parole', rule: 'curfew', kind: 'law', citation: 'PEC 169(8)(3)' },
  { regime: 'parole', rule: 'exclusion', kind: 'law', citation: 'PEC 169(8)(5)' },
  { regime: 'house-arrest', rule: 'distance', kind: 'order', citation: '1369 §4, §20(3)' },
  { regime: 'parole', rule: 'distance', kind: 'order', citation: 'PEC 169(8)' },
  { regime: 'parole', rule: 'device-care', kind: 'law', citation: 'PEC 169(1)' },
  { regime: 'conditional-sentence', rule: 'curfew', kind: 'order', citation: 'PEC 176(2)' },
  { regime: 'administrative-supervision', rule: 'device-care', kind: 'law', citation: 'PEC 172(4)' },
]

describe('what supports a condition', () => {
  test.each(table)('$rule under $regime rests on the $kind, $citation', ({ regime, rule, kind, citation }) => {
    expect(supportOf(regime, rule)).toMatchObject({ kind, provision: { citation } })
  })

  test.each(regimes)('contact under %s is policy and wears no citation', (regime) => {
    expect(supportOf(regime, 'contact')).toEqual({ kind: 'policy' })
  })

  test.each(regimes)('every provision behind %s is dated, checked on a day, and says which date governs', (regime) => {
    for (const rule of ['curfew', 'exclusion', 'device-care'] as const) {
      const support = supportOf(regime, rule)
      expect(support).toBeDefined()
      if (!support || support.kind === 'policy') throw new Error(`${rule} under ${regime} is not a policy`)
      expect(support.provision).toMatchObject({
        from: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        checkedOn: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
        governs: expect.stringMatching(/^(decision|event|execution)$/),
      })
    }
  })
})

describe('[PEC.66.5] what supports a territory, by what leaving it asks for', () => {
  test.each([
    { regime: 'restriction-of-freedom', level: 'administrative-unit', leave: 'notice', citation: 'PEC 66(1)(5)' },
    { regime: 'restriction-of-freedom', level: 'administrative-unit', leave: 'permission', citation: undefined },
    { regime: 'restriction-of-freedom', level: 'locality', leave: 'notice', citation: undefined },
    { regime: 'restriction-of-freedom', level: 'republic', leave: 'forbidden', citation: 'PEC 11(1)(5)' },
    { regime: 'conditional-sentence', level: 'administrative-unit', leave: 'notice', citation: undefined },
    { regime: 'conditional-sentence', level: 'republic', leave: 'forbidden', citation: 'PEC 11(1)(5)' },
    { regime: 'parole', level: 'locality', leave: 'permission', citation: 'PEC 169(8)(6)' },
    { regime: 'parole', level: 'republic', leave: 'permission', citation: 'PEC 169(8)(6)' },
    { regime: 'parole', level: 'locality', leave: 'notice', citation: undefined },
    { regime: 'parole', level: 'republic', leave: 'forbidden', citation: undefined },
    { regime: 'administrative-supervision', level: 'republic', leave: 'forbidden', citation: undefined },
    { regime: 'house-arrest', level: 'locality', leave: 'permission', citation: '1369 §4' },
  ] as const)('$level, $leave, under $regime → $citation', ({ regime, level, leave, citation }) => {
    const support = supportOfTerritory(regime, level, leave)
    expect(support && support.kind !== 'policy' ? support.provision.citation : undefined).toBe(citation)
  })
})
