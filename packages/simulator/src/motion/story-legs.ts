import { type Instant, type LatLon, distanceMetres, hour, instant, later, minute, signedDistanceMetres } from '@bilezik/domain'
import type { SimulatedPerson } from '../population/person.ts'
import { movedBy, quarters, somewhereIn } from '../population/places.ts'
import { randomFrom } from '../random.ts'
import { type Habits, habitualRoute, wayLeg } from './day-plan.ts'
import { type Route, lengthMetres, pointOn } from './route.ts'
import type { Leg, TruePosition } from './stay.ts'

type Plan = (at: Instant) => TruePosition

/** Long enough before the event for the longest ride through a town. */
const leadMs = 60 * minute
const walkingMetresPerSecond = 1.4

/** At home until ordinary life has the person at home too, so that nobody jumps. */
function backToOrdinary(person: SimulatedPerson, plan: Plan, from: Instant): Leg {
  let until = from
  while (plan(until).place !== 'home' && until < from + 24 * hour) until = later(until, 5 * minute)
  return { kind: 'stay', from, until, at: person.home, place: 'home' }
}

/** Goes to somebody across the town an hour before, and is home only at `homeAt`. */
function lateLegs(person: SimulatedPerson & { story: { kind: 'comes-late' } }, habits: Habits, plan: Plan): Leg[] {
  const random = randomFrom(person.seed, 'friend')
  const near = quarters.filter((quarter) => quarter.town === person.town)
  const other = near.filter((quarter) => distanceMetres(quarter.centre, person.home) > 1_800)
  const chosen = random.pick(other.length > 0 ? other : near)
  const friend = somewhereIn(random, chosen.centre, chosen.radiusMetres / 2)
  const leavesAt = later(person.story.at, -leadMs)
  const there = wayLeg(habits, plan(leavesAt), friend, leavesAt)
  const backMs = wayLeg(habits, friend, person.home, leavesAt).until - leavesAt
  const back = wayLeg(habits, friend, person.home, later(person.story.homeAt, -backMs))
  return [
    there,
    { kind: 'stay', from: there.until, until: back.from, at: friend, place: 'elsewhere' },
    back,
    backToOrdinary(person, plan, back.until),
  ]
}

/** Metres along the way at which the border is crossed. */
function crossingMetres(route: Route, isInside: (point: LatLon) => boolean): number {
  const length = lengthMetres(route)
  for (let metres = 0; metres < length; metres += 5) if (isInside(pointOn(route, metres).at)) return metres
  return length
}

/** Waits a few hundred metres off, crosses the border at `at`, stays, goes home. */
function forbiddenLegs(person: SimulatedPerson & { story: { kind: 'enters-forbidden' } }, habits: Habits, plan: Plan): Leg[] {
  const { forbidden, story } = person
  if (!forbidden) return []
  const { shape } = forbidden
  const centre = shape.kind === 'circle' ? shape.centre : middleOf(shape.ring)
  const reach = Math.max(
    ...Array.from({ length: 24 }, (_, i) => borderMetres(centre, i * 15, (point) => signedDistanceMetres(point, shape) < 0)),
  )
  const bearing = randomFrom(person.seed, 'approach').between(0, 360)
  const waiting = movedBy(centre, reach + 250, bearing)
  const leavesAt = later(story.at, -leadMs)
  const there = wayLeg(habits, plan(leavesAt), waiting, leavesAt)
  const route = habitualRoute(habits, waiting, centre)
  const crossing = crossingMetres(route, (point) => signedDistanceMetres(point, shape) < 0)
  const setsOffAt = instant(Math.round(story.at - (crossing / walkingMetresPerSecond) * 1_000))
  const arrivesAt = instant(Math.round(setsOffAt + (lengthMetres(route) / walkingMetresPerSecond) * 1_000))
  const back = wayLeg(habits, centre, person.home, story.leavesAt)
  return [
    there,
    { kind: 'stay', from: there.until, until: setsOffAt, at: waiting, place: 'elsewhere' },
    { kind: 'way', from: setsOffAt, until: arrivesAt, route, isTunnelled: false },
    { kind: 'stay', from: arrivesAt, until: back.from, at: centre, place: 'forbidden' },
    back,
    backToOrdinary(person, plan, back.until),
  ]
}

function middleOf(ring: readonly LatLon[]): LatLon {
  return {
    lat: ring.reduce((sum, corner) => sum + corner.lat, 0) / ring.length,
    lon: ring.reduce((sum, corner) => sum + corner.lon, 0) / ring.length,
  }
}

function borderMetres(centre: LatLon, bearing: number, isInside: (point: LatLon) => boolean): number {
  let metres = 0
  while (metres < 2_000 && isInside(movedBy(centre, metres, bearing))) metres += 10
  return metres
}

/** The legs that a story puts in the place of ordinary life; none for stories of the device alone. */
export function storyLegs(person: SimulatedPerson, habits: Habits, plan: Plan): readonly Leg[] {
  const { story } = person
  switch (story.kind) {
    case 'comes-late':
      return lateLegs({ ...person, story }, habits, plan)
    case 'enters-forbidden':
      return forbiddenLegs({ ...person, story }, habits, plan)
    case 'stays-home':
    case 'ordinary':
    case 'cuts-strap':
    case 'battery-dies':
    case 'goes-silent':
    case 'sos':
      return []
    default:
      return story satisfies never
  }
}
