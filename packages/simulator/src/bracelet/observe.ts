import { type FixSource, type Instant, type LatLon, minute } from '@bilezik/domain'
import { whereIs } from '../motion/where-is.ts'
import type { TruePosition } from '../motion/stay.ts'
import type { SimulatedPerson } from '../population/person.ts'
import { moved, movedBy } from '../population/places.ts'
import { hash32, normalAt, unitAt } from '../random.ts'
import { wanderingAt } from './noise.ts'

/** A position as the receiver reckons it. Undefined where it receives nothing at all. */
export interface Observation {
  readonly lat: number
  readonly lon: number
  /** As stated; the truth is worse now and then. */
  readonly accuracyMetres: number
  readonly isValid: boolean
  readonly source: Exclude<FixSource, 'unknown' | 'rf'>
  readonly satellites: number
  readonly speedMetresPerSecond: number
  readonly courseDegrees: number
}

function withNoise(person: SimulatedPerson, truth: LatLon, at: Instant, sigmaMetres: number): LatLon {
  const wander = (stream: string) => sigmaMetres * 0.8 * wanderingAt(person.seed, stream, at, 4 * minute)
  const jitter = (stream: string) => sigmaMetres * 0.6 * normalAt(person.seed, stream, at)
  return moved(truth, wander('east') + jitter('east-jitter'), wander('north') + jitter('north-jitter'))
}

function outdoors(person: SimulatedPerson, truth: TruePosition, at: Instant): Observation {
  return {
    ...withNoise(person, truth, at, 4.5),
    accuracyMetres: Math.round(4 + 5 * unitAt(person.seed, 'stated', at)),
    isValid: true,
    source: 'gnss',
    satellites: 8 + Math.floor(6 * unitAt(person.seed, 'satellites', at)),
    speedMetresPerSecond: Math.max(0, truth.speedMetresPerSecond * (1 + 0.1 * normalAt(person.seed, 'speed', at))),
    courseDegrees: truth.courseDegrees,
  }
}

/** Walls bend signals the same way as long as one stays behind them: each place has a bias of its own. */
function behindWalls(person: SimulatedPerson, truth: TruePosition): LatLon {
  const place = hash32(person.seed, 'walls', Math.round(truth.lat * 1e4), Math.round(truth.lon * 1e4))
  return movedBy(truth, 10 + 28 * unitAt(place, 'bias'), 360 * unitAt(place, 'bearing'))
}

function weakSatellites(person: SimulatedPerson, truth: TruePosition, at: Instant): Observation {
  // Now and then a reflected signal throws a fix far off; the receiver half knows it.
  const isThrown = unitAt(person.seed, 'thrown', at) < 0.003
  const noisy = withNoise(person, behindWalls(person, truth), at, 12)
  const place = isThrown
    ? movedBy(noisy, 90 + 160 * unitAt(person.seed, 'throw', at), 360 * unitAt(person.seed, 'throw-to', at))
    : noisy
  return {
    ...place,
    accuracyMetres: Math.round((isThrown ? 70 : 20) + 30 * unitAt(person.seed, 'stated', at)),
    isValid: true,
    source: 'gnss',
    satellites: 4 + Math.floor(3 * unitAt(person.seed, 'satellites', at)),
    speedMetresPerSecond: 0,
    courseDegrees: 0,
  }
}

/** One of the few masts around, told as the position itself: it jumps between the same points, hundreds of metres off. */
function byMast(person: SimulatedPerson, truth: TruePosition, at: Instant): Observation {
  const area = hash32('mast', Math.round(truth.lat * 100), Math.round(truth.lon * 100))
  const mast = Math.floor(3 * unitAt(person.seed, 'mast', Math.floor(at / (3 * minute))))
  const metres = 150 + 350 * unitAt(area, 'distance', mast)
  return {
    ...movedBy(truth, metres, 360 * unitAt(area, 'bearing', mast)),
    accuracyMetres: Math.round(metres * (1.1 + 0.6 * unitAt(area, 'stated', mast))),
    isValid: true,
    source: 'cell',
    satellites: 0,
    speedMetresPerSecond: 0,
    courseDegrees: 0,
  }
}

function byWifi(person: SimulatedPerson, truth: TruePosition, at: Instant): Observation {
  return {
    ...byMast(person, truth, at),
    ...withNoise(person, behindWalls(person, truth), at, 8),
    accuracyMetres: 45,
    source: 'wifi',
  }
}

/**
 * What the bracelet of this person makes of the sky and the masts at an instant. A pure function of both:
 * whenever it is asked, and however often, the same instant gives the same answer.
 */
export function observe(person: SimulatedPerson, at: Instant): Observation | undefined {
  const truth = whereIs(person, at)
  if (truth.surroundings === 'underground') return undefined
  if (truth.surroundings === 'outdoor') return outdoors(person, truth, at)
  const luck = unitAt(person.seed, 'sky', at)
  if (luck < 0.55) return weakSatellites(person, truth, at)
  if (person.device.protocol === 'osmand') return luck < 0.8 ? byWifi(person, truth, at) : byMast(person, truth, at)
  // Such a tracker repeats its last place and says that it holds no fix.
  return { ...weakSatellites(person, truth, at), ...behindWalls(person, truth), isValid: false, satellites: 0 }
}
