import { type Instant, type ProximityReading, type Reading, later } from '@bilezik/domain'
import type { KitDevice } from '../stream.ts'
import type { Turn } from '../turn.ts'
import { apartFromUnit, isBonded, nearUnit, peerOf, withBond } from './contact.ts'
import { type Fixed, fixedFrom, withPlace } from './place.ts'
import { setTroubles, withReception } from './troubles.ts'
import { withMotion, withPosition, withStray } from './trail.ts'

/** What a reading tells of where the person is. */
export interface Witness {
  /** A position, or what is as good as one. */
  readonly fixed: Fixed | undefined
  /** A home unit's word that the bracelet is not near it. */
  readonly apart: Fixed | undefined
}

export const noWitness: Witness = { fixed: undefined, apart: undefined }

/**
 * What a reading tells of where the person is, keeping of it what the next ones need. Only the worn device witnesses the person; a
 * carried one while it is bonded to the worn one by contact; a fixed one by contact only.
 */
export function witness(turn: Turn, at: Instant, readingId: string, device: KitDevice, reading: Reading): Witness {
  const { state } = turn
  const { role } = device
  if (role === 'fixed') state.standing = { ...state.standing, unitHeardAt: at }
  if (reading.kind === 'proximity') return meet(turn, at, readingId, device, reading)
  if (role === 'worn' && reading.kind === 'motion') state.trail = withMotion(state.trail, at, reading.isMoving)
  if (reading.kind !== 'fix' || (role !== 'worn' && !(role === 'carried' && isBonded(state, device, at)))) return noWitness
  const fixed = fixedFrom(state, at, readingId, reading, device)
  if (!fixed) return noWitness
  if (fixed.credibility === 'strays') {
    state.trail = withStray(state.trail, fixed)
    return noWitness
  }
  return accepted(turn, fixed)
}

function accepted({ state }: Turn, fixed: Fixed): Witness {
  const isPrecise = fixed.kind === 'precise'
  state.trail = withPosition(state.trail, fixed, isPrecise, fixed.isUnderway, fixed.credibility)
  if (fixed.source === 'gnss') setTroubles(state, withReception(state.standing.troubles))
  state.knownUntil = later(fixed.at, state.plan.policy.presenceHoldsMs)
  if (!isPrecise) {
    const seenPlaces = withPlace(state.standing.seenPlaces, fixed)
    state.standing = { ...state.standing, networkAt: fixed.at, seenPlaces }
  }
  return { fixed, apart: undefined }
}

/** Two devices of the kit met, or one of them says that they do not meet. */
function meet(turn: Turn, at: Instant, readingId: string, device: KitDevice, { peer, isNear }: ProximityReading): Witness {
  const { state } = turn
  const other = peerOf(state, peer, at)
  if (!other) return noWitness
  const [worn, partner] = device.role === 'worn' ? [device, other] : [other, device]
  if (worn.role !== 'worn') return noWitness
  if (partner.role === 'carried') state.standing = { ...state.standing, bonds: withBond(state, partner, at, isNear) }
  if (partner.role !== 'fixed') return noWitness
  if (isNear) {
    const fixed = nearUnit(state, at, readingId, partner)
    return fixed ? accepted(turn, fixed) : noWitness
  }
  const apart = apartFromUnit(state, at, readingId, partner, device === partner)
  if (!apart) return noWitness
  state.standing = { ...state.standing, apartAt: at, apartUntil: later(at, state.plan.policy.presenceHoldsMs) }
  return { fixed: undefined, apart }
}
