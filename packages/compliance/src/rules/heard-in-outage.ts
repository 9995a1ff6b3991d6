import type { Instant } from '@bilezik/domain'
import type { Fixed } from '../presence/place.ts'
import type { WatchState, ZoneWatch } from '../state.ts'
import { latest, never } from '../time.ts'

/**
 * A grace stands still while we are deaf. When devices hand over what they kept, a fix from within that time shows what was so: the
 * time between it and the fix before it is accounted for, as if we had listened, and runs again. Only time that lies between two
 * fixes of the outage, no further apart than presence is believed: before the first and after the last of them, and for a device
 * that kept nothing, the grace stands still. So a breach inside an outage is found from its backlog, and an outage without one adds nothing.
 */
export function withHeardTime(
  state: WatchState,
  watch: ZoneWatch,
  fixed: Fixed,
  graceUntil: (state: WatchState, watch: ZoneWatch) => Instant,
): ZoneWatch {
  const { blind } = state.standing
  const { graceFrom, graceBlindMs } = watch
  const isWithin = blind.from <= fixed.formerAt && fixed.at < blind.until
  // A fix that speaks for where the duty asks to be says that the time before it was not all breach.
  const isRunning = graceFrom !== never && graceBlindMs > 0 && watch.belief.lean === 1
  if (!isRunning || !isWithin) return watch
  const isBracketed = fixed.at - fixed.formerAt <= state.plan.policy.presenceHoldsMs
  const heardMs = isBracketed ? fixed.at - latest(fixed.formerAt, graceFrom) : 0
  if (heardMs <= 0) return watch
  const pausedMs = Math.max(0, graceBlindMs - heardMs)
  // What lies ahead of the outage stands still, too, but what has run by now has run: it may be all that the grace gives.
  const aheadMs = blind.until - fixed.at
  const overAt = graceUntil(state, { ...watch, graceBlindMs: pausedMs }) - aheadMs
  return { ...watch, graceBlindMs: overAt <= fixed.at ? Math.max(0, pausedMs - aheadMs) : pausedMs }
}
