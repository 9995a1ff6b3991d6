import { type Instant, type LatLon, type LineageId, type Permit, type PermitId, type Rule, instant } from '@bilezik/domain'
import type { WatchEvent } from '../stream.ts'
import { alertStory, clock, condition, play, planAt, raisedIn, staying, wake } from './scenario.ts'

/** A permit for the one condition of a story. */
export function permit(kind: Permit['kind'], from: Instant, until: Instant, more: Partial<Permit> = {}): Permit {
  return { id: `${kind}-1` as PermitId, kind, lineageIds: ['duty' as LineageId], givenAt: clock('12:00'), from, until, ...more }
}

/** Where the person was, as a bracelet that reports each minute tells it: `[place, from, until]`, in order. */
export type Stay = readonly [place: LatLon, from: Instant, until: Instant]

export interface Story {
  readonly rule: Rule
  readonly stays: readonly Stay[]
  readonly permits?: readonly Permit[]
  /** What else happened: another plan, an outage. */
  readonly events?: readonly WatchEvent[]
  /** Until when nothing more is heard. */
  readonly until: Instant
}

/** What the system says of it, from Monday noon on: alerts with the times at which they were raised and ended. */
export function told({ rule, stays, permits = [], events = [], until }: Story): string[] {
  return alertStory(effectsOf({ rule, stays, permits, events, until }))
}

export function effectsOf({ rule, stays, permits = [], events = [], until }: Story) {
  const plan = planAt(clock('12:00'), [condition('duty', rule)], undefined, undefined, { permits })
  const heard = stays.flatMap(([place, from, to]) => staying(place, from, to))
  const inOrder = [...heard, ...events].toSorted((a, b) => a.at - b.at)
  return play([plan, ...inOrder, wake(instant(until))]).effects
}

export function reasonsOf(story: Story) {
  return raisedIn(effectsOf(story)).map(({ alert }) => alert.reason)
}
