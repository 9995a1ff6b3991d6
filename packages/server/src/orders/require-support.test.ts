import { type Rule, regimes, roundTheClock } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { Refusal } from '../http/refusal.ts'
import { requireSupport } from './require-rules.ts'

const rule: Rule = {
  kind: 'exclusion',
  zone: { name: 'Stadium', shape: { kind: 'circle', centre: { lat: 51, lon: 71 }, radiusMetres: 100 } },
  schedule: roundTheClock,
  approachMetres: 0,
}

describe('a condition', () => {
  it.each([
    { regime: 'house-arrest', citation: '1369 §4' },
    { regime: 'bail', citation: '1369 §4' },
    { regime: 'parole', citation: 'PEC 1(2)' },
    { regime: 'conditional-sentence', citation: 'PEC 1(2)' },
  ] as const)('[PEC.1] [1369.4c] that nothing supports under $regime is refused by $citation', ({ regime, citation }) => {
    const refusal = (() => {
      try {
        return requireSupport(regime, rule, () => undefined)
      } catch (error) {
        return error as Refusal
      }
    })()
    expect(refusal).toBeInstanceOf(Refusal)
    expect(refusal).toMatchObject({ code: 'condition-unsupported', because: { citation } })
  })

  it.each(regimes)('under %s stands with its source, which is a law, the order or policy', (regime) => {
    const support = requireSupport(regime, rule)
    expect(support.kind === 'policy' || support.provision.citation.length > 0).toBe(true)
  })
})
