import { type Instant, isoInstant } from '@bilezik/domain'
import { type ControlledRegime, type Provision, collectionEndsAt, measureTable, termBegins, termOf } from '@bilezik/law'
import type { Handler } from '../http/implement.ts'
import { refuse } from '../http/refusal.ts'
import { loadCaseFile } from '../intake/case-events.ts'
import { instantOfDecision } from '../intake/check-records.ts'
import { circumstancesOf } from '../intake/circumstances.ts'
import { factsOf } from '../intake/facts-of.ts'
import { isMinor, orderFactsOf } from '../intake/order-facts.ts'

function isControlled(regime: string): regime is ControlledRegime {
  return regime in termBegins
}

/** Without changes the term of each regime is arithmetic of days alone, and the same for a measure before trial. */
function endOf(regime: ControlledRegime, begunOn: string, months: number, days: number, isOfMinor: boolean): Instant | undefined {
  if (months === 0 && days === 0) return undefined
  return collectionEndsAt(termOf({ regime, begunOn, months, days, isMinor: isOfMinor, changes: [] }))
}

/** A proposal: who adopts the decision reads its term in it and may enter another. */
export const proposeTerm: Handler<'proposeTerm'> = async ({ tx, params, query, session, now }) => {
  const file = await loadCaseFile(tx, params.orderId)
  const facts = factsOf(file.events)
  const { decision } = facts
  if (!decision) return refuse('step-not-allowed', { detail: file.state })
  const { regime } = orderFactsOf(file, await circumstancesOf(tx, file, session, now))
  const isPreTrial = measureTable[regime].stage === 'pre-trial'
  const iso = (at: Instant | undefined) => (at === undefined ? null : isoInstant(at))
  const isOfMinor = isMinor(file, facts, now) === true
  if (!isControlled(regime)) {
    // The decision says how long; months and days count as everywhere.
    const until = endOf('administrative-supervision', decision.decidedOn, query.months, query.days, isOfMinor)
    const from = instantOfDecision(decision.decidedOn, decision.decidedHour)
    return {
      regime,
      isPreTrial,
      begins: 'decision' as const,
      termFrom: iso(from),
      termUntil: iso(until),
      citation: null,
      needsLawyer: null,
    }
  }
  const { with: begins, provision } = termBegins[regime]
  const source: Provision = provision
  const begunOn = query.begunOn ?? decision.act?.inForceFrom ?? undefined
  const from = begunOn === undefined ? undefined : instantOfDecision(begunOn, null)
  const until = begunOn === undefined ? undefined : endOf(regime, begunOn, query.months, query.days, isOfMinor)
  return {
    regime,
    isPreTrial,
    begins,
    termFrom: iso(from),
    termUntil: iso(until),
    citation: source.citation,
    needsLawyer: source.needsLawyer ?? null,
  }
}
