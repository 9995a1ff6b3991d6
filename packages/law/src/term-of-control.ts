import type { Instant } from '@bilezik/domain'
import { afterMonths, beginningOf, dateOf, requireDay } from './civil-date.ts'
import { type Finding, byLaw } from './finding.ts'
import type { Provision } from './provision.ts'
import { termsOfControl } from './provisions/terms-of-control.ts'

export type ControlledRegime = 'restriction-of-freedom' | 'conditional-sentence' | 'parole' | 'administrative-supervision'

/** The day that the term counts from, each regime's own. */
export const termBegins: Readonly<
  Record<
    ControlledRegime,
    { readonly with: 'verdict-received' | 'recorded' | 'released' | 'court-act'; readonly provision: Provision }
  >
> = {
  'restriction-of-freedom': { with: 'verdict-received', provision: termsOfControl.restrictionBegins },
  'conditional-sentence': { with: 'recorded', provision: termsOfControl.conditionalBegins },
  parole: { with: 'released', provision: termsOfControl.paroleBegins },
  'administrative-supervision': { with: 'court-act', provision: termsOfControl.supervisionBegins },
}

export interface Suspension {
  readonly kind: 'suspension'
  readonly courtActOn: string
  /** The term rests from this day on. */
  readonly searchBegunOn: string
  /** The day on which it goes on, by court act; absent: it rests. */
  readonly renewedOn?: string
}

export interface Prolongation {
  readonly kind: 'prolongation'
  readonly courtActOn: string
  readonly months: number
  /** After a breach, PEC 176(1), or, of a minor, instead of a cancellation, PEC 176(2). */
  readonly because: 'breach' | 'instead-of-cancellation'
}

export interface TermFacts {
  readonly regime: ControlledRegime
  /** Absent: what the term counts from has not happened yet. */
  readonly begunOn?: string
  readonly months: number
  readonly days: number
  readonly isMinor: boolean
  readonly changes: readonly (Suspension | Prolongation)[]
}

export type TermFindingCode = 'change-not-provided' | 'act-after-end' | 'prolongation-too-long'

export type Term =
  | { readonly kind: 'not-begun' }
  /** `endsBefore` is the first day that is no longer of the term. */
  | { readonly kind: 'running'; readonly endsBefore: string; readonly findings: readonly Finding<TermFindingCode>[] }
  | { readonly kind: 'resting'; readonly since: string; readonly findings: readonly Finding<TermFindingCode>[] }

const most: Readonly<Record<Prolongation['because'], { adult: number; minor: number; provision: Provision }>> = {
  breach: { adult: 12, minor: 6, provision: termsOfControl.prolongation },
  'instead-of-cancellation': { adult: 0, minor: 12, provision: termsOfControl.prolongationOfMinor },
}

/** The changes of a conditional sentence alone are provided; each counts only when its court act came before the term had ended. */
export function termOf({ regime, begunOn, months, days, isMinor, changes }: TermFacts): Term {
  if (begunOn === undefined) return { kind: 'not-begun' }
  const begun = requireDay(begunOn)
  const findings: Finding<TermFindingCode>[] = []
  const against = (code: TermFindingCode, provision: Provision) => findings.push({ code, source: byLaw(provision) })
  const prolonged = { breach: 0, 'instead-of-cancellation': 0 }
  let rested = 0
  let restedUntil = begun
  const end = () => afterMonths(begun, months + prolonged.breach + prolonged['instead-of-cancellation']) + days + rested
  let restsSince: string | undefined

  for (const change of changes.toSorted((a, b) => (a.courtActOn < b.courtActOn ? -1 : a.courtActOn > b.courtActOn ? 1 : 0))) {
    const provision = change.kind === 'suspension' ? termsOfControl.suspension : most[change.because].provision
    if (regime !== 'conditional-sentence') {
      against('change-not-provided', provision)
    } else if (restsSince === undefined && requireDay(change.courtActOn) >= end()) {
      against('act-after-end', provision)
    } else if (change.kind === 'prolongation') {
      prolonged[change.because] += change.months
      if (prolonged[change.because] > most[change.because][isMinor ? 'minor' : 'adult'])
        against('prolongation-too-long', provision)
    } else if (change.renewedOn === undefined) {
      restsSince ??= change.searchBegunOn
    } else {
      // Days of two searches that overlap rest once.
      const from = Math.max(requireDay(change.searchBegunOn), restedUntil)
      restedUntil = Math.max(requireDay(change.renewedOn), from)
      rested += restedUntil - from
    }
  }
  return restsSince === undefined
    ? { kind: 'running', endsBefore: dateOf(end()), findings }
    : { kind: 'resting', since: restsSince, findings }
}

/** The instant from which nothing is collected any more; undefined: none is known, for the term has not begun, or rests. */
export function collectionEndsAt(term: Term): Instant | undefined {
  return term.kind === 'running' ? beginningOf(requireDay(term.endsBefore)) : undefined
}
