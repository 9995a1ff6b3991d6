import { type FixReading, type Instant, type LatLon, type Shape, later, minute } from '@bilezik/domain'
import { isInKit } from '../kit.ts'
import type { Standing, WatchState } from '../state.ts'
import type { KitDevice } from '../stream.ts'
import type { Evidence } from './evidence.ts'
import { type ErrorModel, errorModels } from './error-model.ts'
import { borderMetres } from './outline.ts'
import { type Fixed, fixedFrom } from './place.ts'
import { isStillAt } from './trail.ts'

/** After a contact a carried device is believed to be with its bracelet for so long: it may be laid down the next moment. */
const bondHoldsMs = 5 * minute
const mostBonds = 4
/** A home unit that was heard so lately is at work: a bracelet that does not hear it is not near it. */
const unitSpeaksMs = 15 * minute
/** Radio shadows last: words of an absence within this time share a third of what they say. */
const apartMemoryMs = 10 * minute
/** What one word of a home unit says by itself: walls, water and the own body swallow the signal, so it is little. */
const apartEvidence = 1.6
/** Without positions such words make an exit in the end; beside positions they never do. */
const apartCeiling = 6
const apartCeilingBesideFixes = 1

/** A unit that stands a little beside the zone on the map is the home's all the same. */
const mostBesideMetres = 100

/** Short-range radio: within some tens of metres of the unit. */
const contactModel: ErrorModel = {
  ...errorModels.gnss,
  stretch: 1,
  leastSigmaMetres: 30,
  unstatedSigmaMetres: 30,
  tailShare: 0.001,
  tailMetres: 60,
}

export function isBonded(state: WatchState, device: KitDevice, at: Instant): boolean {
  return state.standing.bonds.some((bond) => bond.deviceId === device.deviceId && at - bond.at <= bondHoldsMs)
}

/** The carried devices that were with the worn one, after a meeting of the two. */
export function withBond(state: WatchState, device: KitDevice, at: Instant, isNear: boolean): Standing['bonds'] {
  const others = state.standing.bonds.filter((bond) => bond.deviceId !== device.deviceId && at - bond.at <= bondHoldsMs)
  return isNear ? [...others.slice(1 - mostBonds), { deviceId: device.deviceId, at }] : others
}

/** The other device of a meeting, by the name under which it is registered. */
export function peerOf(state: WatchState, peer: string, at: Instant): KitDevice | undefined {
  return state.plan.kit.find((device) => device.identifier === peer && isInKit(device, at))
}

function firstCorner(shape: Shape): LatLon | undefined {
  switch (shape.kind) {
    case 'circle':
      return shape.centre
    case 'polygon':
      return shape.ring[0]
    case 'multipolygon':
      return shape.polygons[0]?.ring[0]
    case 'corridor':
      return shape.line[0]
    default:
      return shape satisfies never
  }
}

/** Where the unit stands: where it was placed, else at the first home that the plan names. */
function placeOf(state: WatchState, unit: KitDevice): LatLon | undefined {
  if (unit.placedAt) return unit.placedAt
  for (const watch of state.watches) {
    const rule = watch.kind === 'curfew' ? state.plan.conditions[watch.conditionIndex]?.rule : undefined
    if (rule?.kind === 'curfew') return firstCorner(rule.zone.shape)
  }
  return undefined
}

function fixAt({ lat, lon }: LatLon): FixReading {
  return { kind: 'fix', lat, lon, isValid: true, source: 'rf' }
}

/** The bracelet met the unit: as good as a position at the unit's place, and nothing before it can make it incredible. */
export function nearUnit(state: WatchState, at: Instant, readingId: string, unit: KitDevice): Fixed | undefined {
  const place = placeOf(state, unit)
  const fixed = place && fixedFrom(state, at, readingId, fixAt(place), undefined, contactModel)
  return fixed && { ...fixed, credibility: 'follows', evidence: 'contact' }
}

/**
 * The unit, which is itself heard, says that the bracelet is not near it. That is weak evidence against being at home, and none when the
 * bracelet is about to die or felt no motion since it was there.
 */
export function apartFromUnit(
  state: WatchState,
  at: Instant,
  readingId: string,
  unit: KitDevice,
  isToldByUnit: boolean,
): Fixed | undefined {
  const isUnitHeard = isToldByUnit || at - state.standing.unitHeardAt <= unitSpeaksMs
  const place = placeOf(state, unit)
  if (!place || !isUnitHeard || state.standing.troubles.includes('battery-empty') || isStillAt(state.trail, at)) return undefined
  const fixed = fixedFrom(state, at, readingId, fixAt(place), undefined, contactModel)
  const newShare = 1 - Math.exp((state.standing.apartAt - at) / apartMemoryMs)
  return fixed && { ...fixed, novelty: newShare, freshness: newShare, evidence: 'no-contact' }
}

/** Whether the unit's word concerns this home, and what it says of it. */
export function apartEvidenceOf(state: WatchState, apart: Fixed, shape: Shape): Evidence | undefined {
  const border = borderMetres(apart, shape, Infinity)
  if (border > mostBesideMetres) return undefined
  const hasFixes = apart.at < later(state.trail.last.at, state.plan.policy.presenceHoldsMs)
  return {
    borderMetres: border,
    forOutside: apartEvidence,
    ceiling: hasFixes ? apartCeilingBesideFixes : apartCeiling,
  }
}
