import { type Instant, type LatLon, day, hour, instant, isInSchedule, kazakhstanOffsetMs, later, minute } from '@bilezik/domain'
import type { SimulatedPerson } from '../population/person.ts'
import { streetBearingDegrees } from '../population/places.ts'
import { type Random, randomFrom } from '../random.ts'
import { type Route, lengthMetres, routeBetween } from './route.ts'
import type { Leg, Place } from './stay.ts'

/** What habits need to know of a person: all but the story. */
export type Habits = Pick<SimulatedPerson, 'seed' | 'town' | 'home' | 'work' | 'shop' | 'curfew'> & {
  readonly leavesHome: boolean
}

const walkingMetresPerSecond = 1.35
const drivingMetresPerSecond = 7.5
/** Further than this one takes the bus. */
const walkableMetres = 1_500
const stepMs = 10 * minute

export function localMidnight(at: Instant): Instant {
  const offsetMs = kazakhstanOffsetMs(at)
  return instant(Math.floor((at + offsetMs) / day) * day - offsetMs)
}

/** The same two places are joined by the same streets every day. */
export function habitualRoute(habits: Habits, from: LatLon, to: LatLon): Route {
  const random = randomFrom(
    habits.seed,
    'route',
    Math.round(from.lat * 1e5),
    Math.round(from.lon * 1e5),
    Math.round(to.lat * 1e5),
    Math.round(to.lon * 1e5),
  )
  return routeBetween(random, from, to, streetBearingDegrees[habits.town])
}

export function travelMs(route: Route): number {
  const metres = lengthMetres(route)
  return Math.round((metres / (metres > walkableMetres ? drivingMetresPerSecond : walkingMetresPerSecond)) * 1_000)
}

export function wayLeg(habits: Habits, from: LatLon, to: LatLon, leavesAt: Instant): Leg & { kind: 'way' } {
  const route = habitualRoute(habits, from, to)
  // Both cities have an underground or long underpasses; a village has none. Six minutes below at the most.
  const metres = lengthMetres(route)
  const isTunnelled =
    habits.town !== 'akkol' && metres > 3_000 && metres < 8_000 && randomFrom(habits.seed, 'tunnel').chance(0.12)
  return { kind: 'way', from: leavesAt, until: later(leavesAt, travelMs(route)), route, isTunnelled }
}

/** The longest time between 06:30 and 21:30 in which no curfew keeps the person at home, with its margins taken off. */
function freeSlot(habits: Habits, midnight: Instant): { from: Instant; until: Instant } | undefined {
  const [opens, closes] = [later(midnight, 6.5 * hour), later(midnight, 21.5 * hour)]
  const { curfew } = habits
  if (!curfew) return { from: opens, until: closes }
  let best: { from: Instant; until: Instant } | undefined
  let from: Instant | undefined
  for (let at = opens; at <= closes; at = later(at, stepMs)) {
    const isFree = at < closes && !isInSchedule(curfew, at)
    if (isFree) from ??= at
    else if (from !== undefined) {
      if (!best || at - from > best.until - best.from) best = { from, until: at }
      from = undefined
    }
  }
  if (!best) return undefined
  return { from: later(best.from, 20 * minute), until: later(best.until, -70 * minute) }
}

/** Out to one place, stay, on to a second or straight home; nothing when it does not fit into the free time. */
function outing(habits: Habits, stops: readonly (readonly [LatLon, Place, number])[], leavesAt: Instant, homeBy: Instant): Leg[] {
  const legs: Leg[] = []
  let [at, here] = [leavesAt, habits.home]
  for (const [there, place, stayMs] of stops) {
    const way = wayLeg(habits, here, there, at)
    legs.push(way, { kind: 'stay', from: way.until, until: later(way.until, stayMs), at: there, place })
    at = later(way.until, stayMs)
    here = there
  }
  const back = wayLeg(habits, here, habits.home, at)
  legs.push(back)
  return back.until <= homeBy ? legs : []
}

function workday(
  habits: Habits,
  work: LatLon,
  slot: { from: Instant; until: Instant },
  midnight: Instant,
  random: Random,
): Leg[] {
  const leavesAt = instant(Math.max(slot.from, later(midnight, Math.round(random.between(7.3, 9) * hour))))
  const commuteMs = travelMs(habitualRoute(habits, habits.home, work)) + travelMs(habitualRoute(habits, work, habits.home))
  const workMs = Math.min(Math.round(random.between(8, 9.3) * hour), slot.until - leavesAt - commuteMs)
  if (workMs < 2 * hour) return []
  const work1 = [work, 'work', workMs] as const
  const withShop = random.chance(0.4) ? outing(habits, [work1, [habits.shop, 'shop', 25 * minute]], leavesAt, slot.until) : []
  return withShop.length > 0 ? withShop : outing(habits, [work1], leavesAt, slot.until)
}

/** The ways and stays away from home of one local day, in order; at all other times the person is at home. */
export function dayPlan(habits: Habits, midnight: Instant): readonly Leg[] {
  if (!habits.leavesHome) return []
  const slot = freeSlot(habits, midnight)
  if (!slot) return []
  const random = randomFrom(habits.seed, 'day', midnight)
  // 1970-01-01 was a Thursday: 0 = Monday.
  const weekday = (Math.round((midnight + kazakhstanOffsetMs(midnight)) / day) + 3) % 7
  const isWeekend = weekday >= 5
  if (habits.work && !isWeekend) {
    const legs = workday(habits, habits.work, slot, midnight, random)
    if (legs.length > 0) return legs
  }
  const leavesAt = instant(Math.max(slot.from, later(midnight, Math.round(random.between(10, 16) * hour))))
  return random.chance(0.75)
    ? outing(habits, [[habits.shop, 'shop', Math.round(random.between(15, 70) * minute)]], leavesAt, slot.until)
    : []
}
