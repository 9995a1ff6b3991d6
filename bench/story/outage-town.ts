import { type Instant, type Rule, day, later, minute } from '@bilezik/domain'
import { makePopulation } from '../../packages/simulator/src/population/population.ts'
import type { SimulatedPerson, Story } from '../../packages/simulator/src/population/person.ts'
import { curfewFrom } from '../../packages/simulator/src/population/scripts.ts'
import { rulesOf } from '../../packages/simulator/src/seeding/rules.ts'
import { mncOf } from './simulated-sender.ts'

export interface OutageTown {
  readonly people: readonly SimulatedPerson[]
  /** Whose story is a breach, told within the outage. */
  readonly breaches: readonly SimulatedPerson[]
  readonly lostAt: Instant
  readonly backAt: Instant
}

/** The network that goes out. */
export const lostMnc = 2

/** The engine's rule of a person, as the demo registers it. */
export function watchedRules(person: SimulatedPerson): readonly Rule[] {
  return rulesOf(person) as readonly Rule[]
}

/** Nobody but the chosen has a story: everyone else leads the life of any evening. */
export function withoutStory(person: SimulatedPerson): SimulatedPerson {
  const { story, curfew } = person
  if (story.kind === 'ordinary' || story.kind === 'stays-home') return person
  return { ...person, story: { kind: curfew === null ? 'ordinary' : 'stays-home' } }
}

function storyOf(n: number, lostAt: Instant): Story {
  // Spread over the first half of the outage, so that each is over or shown before its end.
  const at = later(lostAt, (3 + (n % 10)) * minute)
  switch (n % 3) {
    case 0:
      return { kind: 'cuts-strap', at }
    case 1:
      return { kind: 'enters-forbidden', at, leavesAt: later(at, 14 * minute) }
    default: {
      const dueAt = (Math.ceil(at / minute) * minute) as Instant
      return { kind: 'comes-late', at, dueAt, homeAt: later(dueAt, 40 * minute) }
    }
  }
}

/** A town in which a mobile network is out for thirty minutes, and so many of its people break a rule meanwhile. */
export function makeOutageTown(seed: number, count: number, breachCount: number, startAt: Instant, lostAt: Instant): OutageTown {
  const all = makePopulation({ seed, count, startAt: later(startAt, 10 * day) }).map(withoutStory)
  const isLost = (person: SimulatedPerson) => mncOf(person) === lostMnc
  const free = all.filter((person) => isLost(person) && person.forbidden !== null && person.curfew === null)
  const bound = all.filter((person) => isLost(person) && person.curfew !== null)
  const chosen = new Map<number, SimulatedPerson>()
  for (let n = 0; n < breachCount; n++) {
    const story = storyOf(n, lostAt)
    const person = story.kind === 'enters-forbidden' ? free.shift() : bound.shift()
    if (!person) throw new Error('the town is too small for so many breaches')
    const curfew = story.kind === 'comes-late' ? curfewFrom(story.dueAt) : person.curfew
    chosen.set(person.index, { ...person, story, curfew })
  }
  const people = all.map((person) => chosen.get(person.index) ?? person)
  return { people, breaches: [...chosen.values()], lostAt, backAt: later(lostAt, 30 * minute) }
}
