import type { Regime } from '@bilezik/domain'
import { type Finding, byLaw, byPolicy } from './finding.ts'
import { measureTable } from './measures.ts'
import { type GoverningDates, type Provision, isInForce } from './provision.ts'
import { penalExecutionCode as pec } from './provisions/penal-execution-code.ts'
import { resolution1369 } from './provisions/resolution-1369.ts'

const preTrialRegimes = ['recognizance', 'personal-guarantee', 'minor-supervision', 'bail', 'house-arrest'] as const
const punishments = ['restriction-of-freedom'] as const
const controlled = ['restriction-of-freedom', 'conditional-sentence', 'parole'] as const
const convicted = [...controlled, 'administrative-supervision'] as const

interface ClosingRule {
  readonly code: string
  readonly regimes: readonly Regime[]
  readonly provision: Provision
}

const sub = (n: number): Provision => ({ ...pec.releaseGrounds, citation: `PEC 161(1)(${n})` })

/** Closed lists: what is not here ends no order. */
export const closingRules = [
  { code: 'measure-cancelled', regimes: preTrialRegimes, provision: resolution1369.measureEnded },
  { code: 'measure-changed', regimes: preTrialRegimes, provision: resolution1369.measureEnded },
  { code: 'verdict', regimes: preTrialRegimes, provision: resolution1369.verdict },
  { code: 'death', regimes: preTrialRegimes, provision: resolution1369.death },
  { code: 'term-served', regimes: punishments, provision: sub(1) },
  { code: 'term-served', regimes: ['conditional-sentence'], provision: pec.conditionalTermEnd },
  { code: 'term-served', regimes: ['parole'], provision: pec.paroleTerm },
  { code: 'term-served', regimes: ['administrative-supervision'], provision: pec.supervisionTerm },
  { code: 'acquittal-or-termination', regimes: controlled, provision: sub(2) },
  { code: 'early-release', regimes: punishments, provision: sub(3) },
  { code: 'milder-punishment', regimes: punishments, provision: sub(4) },
  { code: 'amnesty', regimes: controlled, provision: sub(5) },
  { code: 'pardon', regimes: controlled, provision: sub(6) },
  { code: 'illness', regimes: controlled, provision: sub(7) },
  { code: 'death', regimes: convicted, provision: sub(8) },
  { code: 'other-by-law', regimes: convicted, provision: sub(8) },
  { code: 'replaced-by-deprivation', regimes: punishments, provision: pec.restrictionReplaced },
  { code: 'conditional-sentence-cancelled', regimes: ['conditional-sentence'], provision: pec.conditionalCancelled },
  { code: 'parole-cancelled', regimes: ['parole'], provision: pec.paroleCancelled },
  { code: 'supervision-ended-by-court', regimes: ['administrative-supervision'], provision: pec.supervisionTerm },
] as const satisfies readonly ClosingRule[]
export type ClosingGround = (typeof closingRules)[number]['code']

/** Ends before the term on papers that come in: the day, or the next morning, is theirs (PEC 165(5)). */
const earlyEndings: readonly string[] = [
  'acquittal-or-termination',
  'early-release',
  'milder-punishment',
  'amnesty',
  'pardon',
  'illness',
] satisfies readonly ClosingGround[]

export function isEarlyEnding(ground: string): boolean {
  return earlyEndings.includes(ground)
}

/** All grounds that may close an order under this regime, on these dates. */
export function closingGroundsOf(regime: Regime, dates: GoverningDates): { code: ClosingGround; provision: Provision }[] {
  return closingRules
    .filter(({ regimes, provision }) => (regimes as readonly Regime[]).includes(regime) && isInForce(provision, dates))
    .map(({ code, provision }) => ({ code, provision }))
}

/**
 * What is said when the ground is none of the list. `expiry` is the end of the authorised term without an act: before trial it ends
 * the collection, not the order.
 */
export type ClosingRefusal = 'no-closing-ground' | 'expiry-awaits-act' | 'ground-not-listed'

/** What speaks against closing on this ground; undefined: nothing does. */
export function againstClosing(
  regime: Regime,
  ground: string | undefined,
  dates: GoverningDates,
): Finding<ClosingRefusal> | undefined {
  if (closingGroundsOf(regime, dates).some(({ code }) => code === ground)) return undefined
  const isPreTrial = measureTable[regime].stage === 'pre-trial'
  const list = isPreTrial ? resolution1369.closingGrounds : pec.releaseGrounds
  const code =
    ground === undefined ? 'no-closing-ground' : isPreTrial && ground === 'expiry' ? 'expiry-awaits-act' : 'ground-not-listed'
  return { code, source: isInForce(list, dates) ? byLaw(list) : byPolicy }
}
