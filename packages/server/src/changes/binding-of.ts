import { isDeepStrictEqual } from 'node:util'
import type { ResponseOf, api } from '@bilezik/contract'
import type { CaseFile } from '../intake/case-events.ts'
import { adoptedTermOf } from '../orders/steps/adopted.ts'

type Changes = ResponseOf<typeof api.getOrderChanges>
type Rule = Changes['binding'][number]['rule']

/** Where at its address a home stands is measured at the fitting: the words of the decision go with the hours and the radius. */
function butCentre(rule: Rule): Rule {
  if (rule.kind !== 'curfew' || rule.zone.shape.kind !== 'circle') return rule
  return { ...rule, zone: { ...rule.zone, shape: { ...rule.zone.shape, centre: { lat: 0, lon: 0 } } } }
}

/** The words of the decision that a rule was last tied to, at the adoption or by a variation; empty: nobody recorded them. */
function obligationOf({ events }: CaseFile, rule: Rule): string {
  for (const { kind, body } of events.toReversed()) {
    if (kind !== 'adopt' && kind !== 'vary') continue
    // The bodies of these events passed the contract when they were written.
    const { rules, obligations } = body as { rules: Rule[]; obligations?: string[] }
    const same = rules.findIndex((one) => isDeepStrictEqual(one, rule))
    const words = obligations?.[same >= 0 ? same : rules.findIndex((one) => isDeepStrictEqual(butCentre(one), butCentre(rule)))]
    if (words) return words
  }
  return ''
}

/** What binds to the end of the term; before the activation what was adopted, as varied since. */
export function bindingOf(
  file: CaseFile,
  { conditions, termUntil }: Pick<Changes, 'conditions' | 'termUntil'>,
): Changes['binding'] {
  const isAdopted = file.events.some(({ kind }) => kind === 'adopt')
  const rules =
    conditions.length > 0
      ? conditions.filter(({ until }) => until === termUntil)
      : isAdopted
        ? adoptedTermOf(file).rules.map((rule) => ({ lineageId: null, rule }))
        : []
  return rules.map(({ lineageId, rule }) => ({ lineageId, rule, obligation: obligationOf(file, rule) }))
}
