import type { AlertKind, Instant, RuleKind } from '@bilezik/domain'
import { dutyHours } from './duty-hours.ts'
import type { Duty, Story } from './load-story.ts'
import { type Span, common, joined, lengthMs, without } from './spans.ts'

export interface Compliance {
  readonly duty: Duty
  readonly keptMs: number
  readonly notKeptMs: number
  readonly unclearMs: number
}

/** What an obligation that no zone belongs to is told by: alerts that stand while it is not kept. */
const tellingAlerts: Readonly<Partial<Record<RuleKind, readonly AlertKind[]>>> = {
  'device-care': ['strap-cut', 'strap-open', 'case-open', 'shielded'],
  distance: ['near-protected'],
}

function spansOf(story: Story, duty: Duty, value: 'inside' | 'outside', end: Instant): Span[] {
  return joined(
    story
      .bandsOf(duty.lineageId)
      .filter((band) => band.value === value)
      .map(({ since, until }) => ({ from: since, until: until ?? end })),
  )
}

/** By presence: what is known neither inside nor outside is unclear, and never counted against anyone. */
function byPresence(story: Story, duty: Duty, asked: readonly Span[], end: Instant): Compliance {
  const kept = common(asked, spansOf(story, duty, duty.rule.kind === 'exclusion' ? 'outside' : 'inside', end))
  const notKept = common(asked, spansOf(story, duty, duty.rule.kind === 'exclusion' ? 'inside' : 'outside', end))
  const [keptMs, notKeptMs] = [lengthMs(kept), lengthMs(notKept)]
  return { duty, keptMs, notKeptMs, unclearMs: lengthMs(asked) - keptMs - notKeptMs }
}

/** By alerts: found to be a fault of the equipment, or false, such a time is unclear. */
function byAlerts(story: Story, duty: Duty, asked: readonly Span[], end: Instant): Compliance {
  const kinds = tellingAlerts[duty.rule.kind] ?? []
  const told = story.alerts.filter(({ lineageId, kind }) => lineageId === duty.lineageId && kinds.includes(kind))
  const isFault = (conclusion: string | null) => conclusion === 'equipment-fault' || conclusion === 'false-alert'
  const during = (alerts: typeof told) => joined(alerts.map(({ from, until }) => ({ from, until: until ?? end })))
  const against = common(asked, during(told.filter(({ conclusion }) => !isFault(conclusion))))
  const blind = joined([...story.blind, ...during(told.filter(({ conclusion }) => isFault(conclusion)))])
  const unclear = common(without(asked, against), blind)
  const [notKeptMs, unclearMs] = [lengthMs(against), lengthMs(unclear)]
  return { duty, notKeptMs, unclearMs, keptMs: lengthMs(asked) - notKeptMs - unclearMs }
}

/**
 * How each obligation was kept in its own hours, by what the data say; versions of one lineage are told apart. That the device reports is
 * the service's own concern: its silence stands under the times in which nothing is known, not here.
 */
export function complianceOf(story: Story, period: Span, daysOff: readonly string[]): Compliance[] {
  const end = period.until as Instant
  return story.duties
    .filter(({ rule }) => rule.kind !== 'contact')
    .map((duty) => {
      const asked = dutyHours(duty, story.permits, period, daysOff)
      return duty.rule.kind in tellingAlerts ? byAlerts(story, duty, asked, end) : byPresence(story, duty, asked, end)
    })
}
