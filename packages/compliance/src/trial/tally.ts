import type { Instant } from '@bilezik/domain'
import { type Exit, type TimedFix, type TrialZone, naiveExits } from './classic-rules.ts'

/** A person of whom it is known when they were away, and what their device told. */
export interface TrialTrail {
  readonly zone: TrialZone
  readonly days: number
  readonly fixes: readonly TimedFix[]
  readonly absences: readonly { readonly from: Instant; readonly until: Instant }[]
}

export type ExitRule = (fixes: readonly TimedFix[], zone: TrialZone) => readonly Exit[]

/** What a rule made of some trails. */
export interface Tally {
  readonly days: number
  /** Exits that overlap no absence. */
  readonly falseExits: number
  readonly absences: number
  /** Absences during which the rule believed the person outside. */
  readonly found: number
  /** For each that it found: how long after the first fix beyond the radius, which is when the naive test finds it. */
  readonly delaysMs: readonly number[]
  /** For each that it found: how long after the true return it believed the return. */
  readonly returnsMs: readonly number[]
}

function overlaps(exit: Exit, absence: { from: Instant; until: Instant }): boolean {
  return exit.from < absence.until && exit.to > absence.from
}

/** Counts a rule's exits against the truth. Trails of people who stay at home tell its errors, those of people who leave its delays. */
export function tryRule(rule: ExitRule, trails: Iterable<TrialTrail>): Tally {
  let [days, falseExits, absences, found] = [0, 0, 0, 0]
  const [delaysMs, returnsMs]: [number[], number[]] = [[], []]
  for (const trail of trails) {
    const exits = rule(trail.fixes, trail.zone)
    days += trail.days
    absences += trail.absences.length
    falseExits += exits.filter((exit) => !trail.absences.some((absence) => overlaps(exit, absence))).length
    for (const absence of trail.absences) {
      const hits = exits.filter((exit) => overlaps(exit, absence))
      const [first, last] = [hits[0], hits.at(-1)]
      if (!first || !last) continue
      found++
      const away = trail.fixes.filter(({ fixAt }) => fixAt >= absence.from && fixAt < absence.until)
      const naive = naiveExits(away, trail.zone)[0]
      if (naive) delaysMs.push(Math.max(0, first.from - naive.from))
      returnsMs.push(last.to - absence.until)
    }
  }
  return { days, falseExits, absences, found, delaysMs, returnsMs }
}

/** The middle value, the upper one of two; NaN of nothing. */
export function medianOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
}
