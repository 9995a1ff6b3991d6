import { type FixReading, type Instant, type Reading, later } from '@bilezik/domain'
import type { KitDevice } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { type Fixed, fixedFrom, withPlace } from './place.ts'
import { withMotion, withPosition, withStray } from './trail.ts'

/**
 * What a reading tells of where the person is, and what is kept of it for the next ones. Undefined: it is no evidence of place.
 * Only the worn device witnesses the person.
 */
export function witness(turn: Turn, at: Instant, readingId: string, device: KitDevice, reading: Reading): Fixed | undefined {
  if (device.role !== 'worn') return undefined
  if (reading.kind === 'motion') turn.state.trail = withMotion(turn.state.trail, at, reading.isMoving)
  return reading.kind === 'fix' ? witnessFix(turn, at, readingId, device, reading) : undefined
}

function witnessFix({ state }: Turn, at: Instant, readingId: string, device: KitDevice, fix: FixReading): Fixed | undefined {
  const fixed = fixedFrom(state, at, readingId, fix, device)
  if (!fixed) return undefined
  if (fixed.credibility === 'strays') {
    state.trail = withStray(state.trail, fixed)
    return undefined
  }
  const isPrecise = fixed.kind === 'precise'
  state.trail = withPosition(state.trail, fixed, isPrecise, fixed.isUnderway, fixed.credibility)
  state.fixedAt = at
  state.knownUntil = later(at, state.plan.policy.presenceHoldsMs)
  if (isPrecise) state.preciseAt = at
  else {
    state.networkAt = at
    state.seenPlaces = withPlace(state.seenPlaces, fixed)
  }
  return fixed
}
