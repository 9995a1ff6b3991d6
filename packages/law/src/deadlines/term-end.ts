import { type Source, byLaw, byPolicy } from '../finding.ts'
import { type Measure, measureTable } from '../measures.ts'
import { resolution1369 } from '../provisions/resolution-1369.ts'
import { termsOfControl } from '../provisions/terms-of-control.ts'
import type { Deadline } from './deadline.ts'

type TermDeadline = Pick<Deadline, 'id' | 'owedBy' | 'source' | 'startsWith'>

/**
 * What the end of an order's term asks for. The length is the decision's own, so it is no row of the list. Collection ends by itself;
 * before trial the order then waits for the body’s act, and a convicted person’s is closed as served.
 */
export function termDeadlinesOf(
  measure: Measure,
  isResting = false,
): { readonly end: TermDeadline; readonly after: TermDeadline } {
  const { stage, controlledBy } = measureTable[measure]
  const endSource: Source = stage === 'pre-trial' || isResting ? byPolicy : byLaw(termsOfControl.lastDay)
  const owedBy = stage === 'pre-trial' ? 'subdivision' : controlledBy === 'internal-affairs' ? controlledBy : 'probation-service'
  return {
    end: { id: 'term-end', startsWith: 'term-running', owedBy, source: endSource },
    after:
      stage === 'pre-trial'
        ? { id: 'expiry-awaits-act', startsWith: 'term-over', owedBy: 'body', source: byLaw(resolution1369.closingGrounds) }
        : { id: 'closing-of-served-term', startsWith: 'term-over', owedBy, source: byPolicy },
  }
}
