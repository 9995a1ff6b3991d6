import { type GoverningDates, type Provision, isInForce } from './provision.ts'

/** Before trial 1369 binds; whoever is convicted is under the Penal Execution Code, and what 1369 says reaches them by analogy only. */
export type Stage = 'pre-trial' | 'convicted'

/** What a finding rests on. A policy, also one by analogy with a law, never wears that law's citation. */
export type Source = { readonly kind: 'law'; readonly provision: Provision } | { readonly kind: 'policy' }

/** What speaks against a step, or asks for attention: a code to be worded elsewhere, and what it rests on. */
export interface Finding<Code extends string = string> {
  readonly code: Code
  readonly source: Source
}

/** A rule over plain facts, as data: it speaks only at the stages that it has a source for, and while that source is in force. */
export interface FactRule<Facts, Code extends string> {
  readonly code: Code
  readonly sources: Readonly<Partial<Record<Stage, Source>>>
  readonly speaksOf: (facts: Facts) => boolean
}

export const byLaw = (provision: Provision): Source => ({ kind: 'law', provision })
export const byPolicy: Source = { kind: 'policy' }

export function sourceInForce(source: Source | undefined, dates: GoverningDates): Source | undefined {
  return source?.kind === 'law' && !isInForce(source.provision, dates) ? undefined : source
}

/** What the rules say of these facts, in the rules' order. */
export function findingsOf<Facts, Code extends string>(
  rules: readonly FactRule<Facts, Code>[],
  facts: Facts,
  stage: Stage,
  dates: GoverningDates,
): Finding<Code>[] {
  return rules.flatMap(({ code, sources, speaksOf }) => {
    const source = sourceInForce(sources[stage], dates)
    return source && speaksOf(facts) ? [{ code, source }] : []
  })
}
