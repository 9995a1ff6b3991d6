import type { Instant, LatLon } from '@bilezik/domain'
import type { SimulatedPerson } from '../population/person.ts'
import { type Habits, dayPlan, localMidnight } from './day-plan.ts'
import { lengthMetres, pointOn } from './route.ts'
import type { Leg, TruePosition } from './stay.ts'
import { storyLegs } from './story-legs.ts'

interface Memory {
  readonly habits: Habits
  /** The few days last asked about. */
  readonly days: Map<Instant, readonly Leg[]>
  story?: readonly Leg[]
}

/** Plans are pure but not free; a person who is gone takes them along. */
const memories = new WeakMap<SimulatedPerson, Memory>()
const rememberedDays = 4

function memoryOf(person: SimulatedPerson): Memory {
  const known = memories.get(person)
  if (known) return known
  const memory: Memory = { habits: { ...person, leavesHome: person.story.kind !== 'stays-home' }, days: new Map() }
  memories.set(person, memory)
  return memory
}

function resting(at: LatLon, place: TruePosition['place'], surroundings: TruePosition['surroundings']): TruePosition {
  return { lat: at.lat, lon: at.lon, place, surroundings, speedMetresPerSecond: 0, courseDegrees: 0 }
}

function onLeg(leg: Leg, at: Instant): TruePosition {
  if (leg.kind === 'stay') return resting(leg.at, leg.place, leg.place === 'forbidden' ? 'outdoor' : 'indoor')
  const share = (at - leg.from) / Math.max(1, leg.until - leg.from)
  const metres = lengthMetres(leg.route)
  const { at: point, courseDegrees } = pointOn(leg.route, share * metres)
  return {
    lat: point.lat,
    lon: point.lon,
    place: 'way',
    // The middle third of such a way runs under the ground.
    surroundings: leg.isTunnelled && share > 1 / 3 && share < 2 / 3 ? 'underground' : 'outdoor',
    speedMetresPerSecond: (metres / Math.max(1, leg.until - leg.from)) * 1_000,
    courseDegrees,
  }
}

function legAt(legs: readonly Leg[], at: Instant): Leg | undefined {
  return legs.find((leg) => at >= leg.from && at < leg.until)
}

/** Ordinary life, before any story. */
function ordinarily(person: SimulatedPerson, memory: Memory, at: Instant): TruePosition {
  const midnight = localMidnight(at)
  let legs = memory.days.get(midnight)
  if (!legs) {
    legs = dayPlan(memory.habits, midnight)
    if (memory.days.size >= rememberedDays) memory.days.delete(memory.days.keys().next().value as Instant)
    memory.days.set(midnight, legs)
  }
  const leg = legAt(legs, at)
  return leg ? onLeg(leg, at) : resting(person.home, 'home', 'indoor')
}

/** The true position of a person at an instant: the same for the same person and instant, in whatever order one asks. */
export function whereIs(person: SimulatedPerson, at: Instant): TruePosition {
  const memory = memoryOf(person)
  memory.story ??= storyLegs(person, memory.habits, (then) => ordinarily(person, memory, then))
  const leg = legAt(memory.story, at)
  return leg ? onLeg(leg, at) : ordinarily(person, memory, at)
}
