import { type Condition, type Instant, type Permit, civilInKazakhstan, day, later } from '@bilezik/domain'
import { daysOffBetween } from '@bilezik/law'

/** A plan tells the days off of the year it is written in and of the two after it: at most some 360 dates. */
const yearsTold = 3

interface Term {
  readonly from: Instant
  readonly until: Instant
}

function namesDaysOff({ schedule }: { readonly schedule?: Permit['schedule'] }): boolean {
  return schedule?.daysOff !== undefined
}

/** The dates reached by whatever has other hours on days off. Hours that began on the day before may run into the term. */
function reachOf(terms: readonly Term[]): { readonly from: string; readonly until: string } {
  const from = terms.reduce((least, term) => (term.from < least ? term.from : least), (terms[0] as Term).from)
  const until = terms.reduce((most, term) => (term.until > most ? term.until : most), (terms[0] as Term).until)
  return { from: dateIn(later(from, -day)), until: dateIn(later(until, day)) }
}

/** A day that was put right, and counts for this person: the last word on a day holds. */
export interface DayPutRight {
  readonly on: string
  readonly isDayOff: boolean
}

function putRight(days: readonly string[], corrections: readonly DayPutRight[], from: string, until: string): string[] {
  const off = new Set(days)
  for (const { on, isDayOff } of corrections) {
    if (on < from || on >= until) continue
    if (isDayOff) off.add(on)
    else off.delete(on)
  }
  return [...off].toSorted()
}

function dateIn(at: Instant): string {
  const { year, month, day: dayOfMonth } = civilInKazakhstan(at)
  return [String(year).padStart(4, '0'), ...[month, dayOfMonth].map((n) => String(n).padStart(2, '0'))].join('-')
}

/**
 * The official days off for a plan written for `at`: none unless a schedule in it has other hours on them. The list begins and
 * ends with whole years, so that plans written in the same year tell the same and renew nothing.
 */
export function daysOffOf(
  conditions: readonly Condition[],
  permits: readonly Permit[],
  at: Instant,
  corrections: readonly DayPutRight[] = [],
): string[] {
  const asking: Term[] = [
    ...conditions.filter(({ rule }) => 'schedule' in rule && namesDaysOff(rule)),
    ...permits.filter((permit) => namesDaysOff(permit)),
  ]
  if (asking.length === 0) return []
  const term = reachOf(asking)
  const { year } = civilInKazakhstan(later(at, -day))
  const [first, end] = [`${year}-01-01`, `${year + yearsTold}-01-01`]
  const [from, until] = [term.from > first ? term.from : first, term.until < end ? term.until : end]
  return putRight(daysOffBetween(from, until), corrections, from, until)
}
