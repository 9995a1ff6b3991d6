import {
  type ConsideredPermit,
  type Instant,
  type LineageId,
  type Occurrence,
  type Permit,
  type PermitKind,
  type PermitShortfall,
  type Rule,
  lastEndBefore,
  occurrenceAtOrAfter,
} from '@bilezik/domain'
import type { WatchPlan } from '../stream.ts'
import { latest } from '../time.ts'

/**
 * Whether a permit of this kind can lift the rule at all. Telling the body suffices only where the rule asks for no more than that;
 * hours at home and forbidden places are lifted by a permission alone. Contact, the care of the device and the distance
 * to a protected person are never lifted.
 */
export function canLift(kind: PermitKind, rule: Rule): boolean {
  switch (rule.kind) {
    case 'curfew':
    case 'exclusion':
      return kind === 'permission'
    case 'territory':
      return rule.leave === 'notice' || (rule.leave === 'permission' && kind === 'permission')
    case 'distance':
    case 'device-care':
    case 'contact':
      return false
    default:
      return rule satisfies never
  }
}

/** A permit never counts for the time before it was given. */
function beginsAt({ from, givenAt }: Permit): Instant {
  return latest(from, givenAt)
}

export function permitsFor({ permits }: WatchPlan, lineageId: LineageId, rule: Rule): readonly Permit[] {
  return permits.filter((permit) => permit.lineageIds.includes(lineageId) && canLift(permit.kind, rule))
}

/** The time that the permit covers at `at` or next; undefined: none from then on. */
export function coverAtOrAfter(permit: Permit, at: Instant, daysOff: readonly string[]): Occurrence | undefined {
  const from = beginsAt(permit)
  if (at >= permit.until || from >= permit.until) return undefined
  if (!permit.schedule) return { from, until: permit.until }
  const hours = occurrenceAtOrAfter(permit.schedule, latest(at, from), daysOff)
  if (!hours || hours.from >= permit.until) return undefined
  return { from: latest(hours.from, from), until: hours.until < permit.until ? hours.until : permit.until }
}

/** When the permit, which does not cover `at`, last ceased to cover; undefined: it had not covered before. */
export function coverEndedBy(permit: Permit, at: Instant, daysOff: readonly string[]): Instant | undefined {
  const from = beginsAt(permit)
  if (at < from || from >= permit.until) return undefined
  if (!permit.schedule) return permit.until <= at ? permit.until : undefined
  // The end of the permit itself cuts hours that would have gone on.
  const last = at >= permit.until ? coverAtEnd(permit, daysOff) : lastEndBefore(permit.schedule, at, daysOff)
  return last !== undefined && last > from ? last : undefined
}

function coverAtEnd({ schedule, until }: Permit, daysOff: readonly string[]): Instant | undefined {
  if (!schedule) return until
  const last = occurrenceAtOrAfter(schedule, (until - 1) as Instant, daysOff)
  return last && last.from < until ? until : lastEndBefore(schedule, until, daysOff)
}

function shortfallOf(permit: Permit, rule: Rule, at: Instant): PermitShortfall {
  if (!canLift(permit.kind, rule)) return 'kind'
  if (at >= permit.until) return 'over'
  if (at < permit.from) return 'not-begun'
  return at < permit.givenAt ? 'not-yet-given' : 'other-hours'
}

const mostConsidered = 8

/** The permits that name the condition, and why none of them covered `at`: for who asks whether notice or permission was checked. */
export function permitsConsidered({ permits }: WatchPlan, lineageId: LineageId, rule: Rule, at: Instant): ConsideredPermit[] {
  return permits
    .filter((permit) => permit.lineageIds.includes(lineageId))
    .toSorted((a, b) => a.until - b.until)
    .slice(-mostConsidered)
    .map((permit) => ({
      permitId: permit.id,
      kind: permit.kind,
      from: permit.from,
      until: permit.until,
      shortfall: shortfallOf(permit, rule, at),
    }))
}
