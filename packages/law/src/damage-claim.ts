import type { Regime } from '@bilezik/domain'
import { conditionProvisions } from './condition-support.ts'
import { type Finding, type Source, byLaw, byPolicy, sourceInForce } from './finding.ts'
import { measureTable } from './measures.ts'
import type { GoverningDates } from './provision.ts'
import { penalExecutionCode as pec } from './provisions/penal-execution-code.ts'
import { resolution1369 } from './provisions/resolution-1369.ts'

/** What the act of damage rests on; the Code speaks of conditional sentences and restriction of freedom, elsewhere it is drawn up as policy. */
export const damageSources = {
  'pre-trial': byLaw(resolution1369.compensation),
  'conditional-sentence': byLaw(pec.conditionalDamage),
  'restriction-of-freedom': byLaw(conditionProvisions.restrictionDevice),
} as const satisfies Readonly<Record<string, Source>>

export function damageSourceOf(regime: Regime, dates: GoverningDates): Source {
  const source =
    measureTable[regime].stage === 'pre-trial'
      ? damageSources['pre-trial']
      : regime === 'conditional-sentence' || regime === 'restriction-of-freedom'
        ? damageSources[regime]
        : byPolicy
  return sourceInForce(source, dates) ?? byPolicy
}

export type ClaimRefusal = 'intent-not-found' | 'damage-not-intentional'

/** What speaks against a claim for compensation; undefined: an official has found intent, and nothing does. */
export function againstClaim(
  regime: Regime,
  finding: 'intentional' | 'not-intentional' | 'equipment-fault' | undefined,
  dates: GoverningDates,
): Finding<ClaimRefusal> | undefined {
  if (finding === 'intentional') return undefined
  return { code: finding === undefined ? 'intent-not-found' : 'damage-not-intentional', source: damageSourceOf(regime, dates) }
}
