import {
  type Instant,
  type WeeklySchedule,
  day,
  hour,
  instant,
  kazakhstanOffsetMs,
  later,
  minute,
  roundTheClock,
  second,
} from '@bilezik/domain'
import type { SimulatedPerson, Story } from '../../packages/simulator/src/population/person.ts'
import { makePopulation } from '../../packages/simulator/src/population/population.ts'
import { type Random, randomFrom } from '../../packages/simulator/src/random.ts'
import { withoutStory } from './outage-town.ts'

/**
 * The simulator's own ordinary people are home an hour before their hours begin, charge every evening and lose contact for eight
 * minutes at most: of them no alert follows, which proves little. So some of them have one mishap in the week. The shares are
 * assumptions, plain on purpose; nobody has measured them here.
 */
export const mishapShares = {
  /** Of those with hours at night: home within the two minutes of grace. */
  lateWithinGrace: 0.1,
  /** Of those with hours at night: home five minutes to an hour late. */
  late: 0.06,
  /** Low in the middle of a day, and off for three quarters of an hour. */
  batteryDies: 0.08,
  /** A cellar, a journey beyond the masts: nothing is sent for twelve minutes to an hour; what was recorded comes after it. */
  silent: 0.12,
  /** Of everyone, beside all else: the strap's contact opens for some seconds on a bracelet that is worn, and says that it moves. */
  flicker: 0.05,
} as const

export interface WeekLife {
  readonly person: SimulatedPerson
  readonly mishap: keyof typeof mishapShares | 'none'
  readonly flickersAt: Instant | null
}

function startOfHours(curfew: WeeklySchedule, midnight: Instant): Instant | undefined {
  const [window] = curfew.windows
  return window && later(midnight, window.startMinute * minute)
}

function comesHome(dueAt: Instant, afterMs: number): Story {
  return { kind: 'comes-late', at: dueAt, dueAt, homeAt: later(dueAt, Math.round(afterMs)) }
}

function mishapOf(random: Random, person: SimulatedPerson, startAt: Instant, days: number): [WeekLife['mishap'], Story?] {
  const someDay = later(startAt, random.integer(0, days - 1) * day)
  const midnight = instant(Math.floor((someDay + kazakhstanOffsetMs(someDay)) / day) * day - kazakhstanOffsetMs(someDay))
  const dueAt = person.curfew && person.curfew !== roundTheClock ? startOfHours(person.curfew, later(midnight, day)) : undefined
  const at = later(someDay, Math.round(random.between(2, 20) * hour))
  let draw = random.unit()
  const falls = (share: number) => (draw -= share) < 0
  if (falls(mishapShares.silent))
    return ['silent', { kind: 'goes-silent', at, backAt: later(at, Math.round(random.between(12, 60) * minute)) }]
  if (falls(mishapShares.batteryDies))
    return ['batteryDies', { kind: 'battery-dies', at, deadAt: later(at, Math.round(random.between(60, 180) * minute)) }]
  if (dueAt === undefined) return ['none']
  if (falls(mishapShares.late)) return ['late', comesHome(dueAt, random.between(5, 60) * minute)]
  if (falls(mishapShares.lateWithinGrace)) return ['lateWithinGrace', comesHome(dueAt, random.between(10, 80) * second)]
  return ['none']
}

/** The lives of so many people; the same seed gives the same week. */
export function makeWeekLives(seed: number, count: number, startAt: Instant, days: number): readonly WeekLife[] {
  // Their own stories are those of the demo, and are set long after this week.
  const people = makePopulation({ seed, count, startAt: later(startAt, 400 * day) }).map(withoutStory)
  return people.map((person) => {
    const random = randomFrom(person.seed, 'week')
    const [mishap, story] = mishapOf(random, person, startAt, days)
    const flickersAt = random.chance((mishapShares.flicker * days) / 7)
      ? later(startAt, Math.round(random.unit() * days * day))
      : null
    const isOfThisTime = random.chance(days / 7) && story !== undefined
    return isOfThisTime ? { person: { ...person, story }, mishap, flickersAt } : { person, mishap: 'none', flickersAt }
  })
}
