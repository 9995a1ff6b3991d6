import { describe, expect, it, test } from 'vitest'
import { type Regime, regimes } from '@bilezik/domain'
import { againstClosing, closingGroundsOf } from './closing-grounds.ts'

const dates = { decidedOn: '2026-03-02', on: '2026-09-01' }
const list = (regime: Regime) => closingGroundsOf(regime, dates).map(({ code, provision }) => `${code}: ${provision.citation}`)

describe('the closed lists', () => {
  test.each(['recognizance', 'personal-guarantee', 'minor-supervision', 'bail', 'house-arrest'] as const)(
    '[1369.10] %s ends with the measure, the verdict or death, and with nothing else',
    (regime) => {
      expect(list(regime)).toEqual([
        'measure-cancelled: 1369 §10(1)',
        'measure-changed: 1369 §10(1)',
        'verdict: 1369 §10(2)',
        'death: 1369 §10(3)',
      ])
    },
  )

  it('[PEC.161] restriction of freedom ends on the grounds of the Code', () => {
    expect(list('restriction-of-freedom')).toEqual([
      'term-served: PEC 161(1)(1)',
      'acquittal-or-termination: PEC 161(1)(2)',
      'early-release: PEC 161(1)(3)',
      'milder-punishment: PEC 161(1)(4)',
      'amnesty: PEC 161(1)(5)',
      'pardon: PEC 161(1)(6)',
      'illness: PEC 161(1)(7)',
      'death: PEC 161(1)(8)',
      'other-by-law: PEC 161(1)(8)',
      'replaced-by-deprivation: PEC 68(2)',
    ])
  })

  test.each([
    { regime: 'conditional-sentence', ground: 'term-served', isListed: true },
    { regime: 'conditional-sentence', ground: 'conditional-sentence-cancelled', isListed: true },
    { regime: 'conditional-sentence', ground: 'verdict', isListed: false },
    { regime: 'parole', ground: 'parole-cancelled', isListed: true },
    { regime: 'parole', ground: 'early-release', isListed: false },
    { regime: 'administrative-supervision', ground: 'supervision-ended-by-court', isListed: true },
    { regime: 'administrative-supervision', ground: 'amnesty', isListed: false },
  ] as const)('[PEC.161] $regime, $ground → listed: $isListed', ({ regime, ground, isListed }) => {
    expect(againstClosing(regime, ground, dates)?.code).toBe(isListed ? undefined : 'ground-not-listed')
  })

  it('[1369.10] the end of the authorised term ends the collection, not the order: that waits for the body’s act', () => {
    expect(againstClosing('bail', 'expiry', dates)).toMatchObject({
      code: 'expiry-awaits-act',
      source: { provision: { citation: '1369 §10' } },
    })
    expect(againstClosing('parole', 'expiry', dates)).toMatchObject({
      code: 'ground-not-listed',
      source: { provision: { citation: 'PEC 161(1)' } },
    })
  })

  test.each(regimes)('each ground of %s is listed once', (regime) => {
    const codes = closingGroundsOf(regime, dates).map(({ code }) => code)
    expect(codes).toEqual([...new Set(codes)])
    expect(codes.length).toBeGreaterThan(0)
  })

  it('nothing is listed before the law came into force', () => {
    expect(closingGroundsOf('bail', { decidedOn: '2014-12-30', on: '2014-12-30' })).toEqual([])
  })
})
