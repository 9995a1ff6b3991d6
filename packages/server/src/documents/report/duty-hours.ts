import { type Instant, type Permit, type Rule, type WeeklySchedule, instant, occurrenceAtOrAfter } from '@bilezik/domain'
import { type Span, common, joined, without } from './spans.ts'

/** Several windows on each of 366 days and the days beside them; a schedule that says more is cut, and the rest is not counted. */
const mostOccurrences = 20_000

/** The hours of a schedule in a period. */
function hoursOf(schedule: WeeklySchedule, period: Span, daysOff: readonly string[]): Span[] {
  const hours: Span[] = []
  let at = period.from
  while (at < period.until && hours.length < mostOccurrences) {
    const next = occurrenceAtOrAfter(schedule, instant(at), daysOff)
    if (!next || next.from >= period.until) break
    hours.push({ from: next.from, until: next.until })
    at = next.until
  }
  return common(joined(hours), [period])
}

export interface DutyVersion {
  readonly lineageId: string
  readonly rule: Rule
  readonly from: Instant
  readonly until: Instant
}

/** When one version of an obligation asked something in the period: in its hours, less the times in which a permit lifted it. */
export function dutyHours(version: DutyVersion, permits: readonly Permit[], period: Span, daysOff: readonly string[]): Span[] {
  const during = { from: Math.max(period.from, version.from), until: Math.min(period.until, version.until) }
  if (during.until <= during.from) return []
  const asked = 'schedule' in version.rule ? hoursOf(version.rule.schedule, during, daysOff) : [during]
  const lifted = permits
    .filter(({ lineageIds }) => (lineageIds as readonly string[]).includes(version.lineageId))
    .flatMap((permit) => {
      const given = common([{ from: permit.from, until: permit.until }], [during])
      const [only] = given
      return permit.schedule && only ? hoursOf(permit.schedule, only, daysOff) : given
    })
  return without(asked, joined(lifted))
}
