import { type AlertKind, type Instant, distanceMetres, isInSchedule, later, minute, signedDistanceMetres } from '@bilezik/domain'
import { batteryAt, lowBatteryPercent } from '../../packages/simulator/src/bracelet/battery.ts'
import { hasCoverage } from '../../packages/simulator/src/bracelet/coverage.ts'
import { whereIs } from '../../packages/simulator/src/motion/where-is.ts'
import type { SimulatedPerson } from '../../packages/simulator/src/population/person.ts'
import type { ToldAlert } from './week-incidents.ts'

/** The engine's estimate of a beginning, and the beginning, lie no further apart. */
const slackMs = 2 * minute
/** Of the curfews of simulated people, for coming and for leaving (seeding/rules.ts). */
const graceMs = 2 * minute

type Test = (person: SimulatedPerson, at: Instant) => boolean

const isAbsent: Test = (person, at) =>
  person.curfew !== null &&
  isInSchedule(person.curfew, at) &&
  distanceMetres(whereIs(person, at), person.home) > person.homeRadiusMetres

const isInForbidden: Test = (person, at) =>
  person.forbidden !== null && signedDistanceMetres(whereIs(person, at), person.forbidden.shape) < 0

const isOutOfReach: Test = (person, at) => batteryAt(person, at).isDead || !hasCoverage(person, at)

/** What has to be so, by the simulator's own knowledge, for an alert to be true; of a kind that is absent, no simulated life gives cause. */
const causes: Readonly<Partial<Record<AlertKind, Test>>> = {
  'not-at-home': isAbsent,
  'not-confirmed-home': (person, at) => isAbsent(person, at) || isOutOfReach(person, at),
  'forbidden-place': isInForbidden,
  'no-contact': isOutOfReach,
  'low-battery': (person, at) => batteryAt(person, at).levelPercent <= lowBatteryPercent,
}

/** Clocks of devices lag by some seconds (simulator/population), and some tell whole seconds only. */
const clockSlackMs = 10_000

/** Whether what the alert says was so at some moment from its beginning until it was noticed. */
export function isTrue(person: SimulatedPerson, { facts }: ToldAlert): boolean {
  const test = causes[facts.kind]
  if (!test) return false
  const until = later(facts.noticedAt, clockSlackMs)
  // Whoever is home before the grace is over has done nothing.
  const from = later(facts.beganAt, facts.kind === 'not-at-home' ? graceMs - clockSlackMs : -slackMs)
  for (let at = from; at <= until; at = later(at, clockSlackMs)) if (test(person, at)) return true
  return false
}
