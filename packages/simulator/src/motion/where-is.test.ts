import {
  type Instant,
  day,
  distanceMetres,
  hour,
  instant,
  isInSchedule,
  later,
  minute,
  second,
  signedDistanceMetres,
} from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import type { SimulatedPerson, StoryKind } from '../population/person.ts'
import { makePopulation } from '../population/population.ts'
import { whereIs } from './where-is.ts'

// A Thursday noon, an evening and a deep night in Kazakhstan.
const starts = [Date.UTC(2026, 10, 19, 7), Date.UTC(2026, 10, 19, 16, 30), Date.UTC(2026, 10, 20, 21, 40)].map((at) => ({
  startAt: instant(at),
  title: new Date(at).toISOString(),
}))

function every(from: Instant, until: Instant, stepMs: number): Instant[] {
  return Array.from({ length: Math.ceil((until - from) / stepMs) }, (_, i) => later(from, i * stepMs))
}

function tellers<K extends StoryKind>(people: readonly SimulatedPerson[], kind: K) {
  return people.flatMap((person) =>
    person.story.kind === kind ? [{ person, story: person.story as SimulatedPerson['story'] & { kind: K } }] : [],
  )
}

describe.each(starts)('people around a start at $title', ({ startAt }) => {
  const people = makePopulation({ seed: 11, count: 200, startAt })

  it('are home in every hour of their curfew, but for those whose story is to come late', () => {
    for (const person of people) {
      const { curfew, story } = person
      if (!curfew) continue
      const isLate = (at: Instant) => story.kind === 'comes-late' && at >= story.dueAt && at < story.homeAt
      for (const at of every(later(startAt, -day), later(startAt, 12 * hour), 4 * minute)) {
        if (isInSchedule(curfew, at) && !isLate(at))
          expect(whereIs(person, at).place, `${person.index} at ${new Date(at).toISOString()}`).toBe('home')
      }
    }
  })

  it('do not all sit at home: at noon of a working day many are out and many in', () => {
    const thursdayNoon = instant(Date.UTC(2026, 10, 19, 7))
    const away = people.filter((person) => whereIs(person, thursdayNoon).place !== 'home')
    expect(away.length).toBeGreaterThan(60)
    expect(away.length).toBeLessThan(170)
  })

  it('never move faster than a car in town', () => {
    for (const person of people.filter(
      (_, i) => i % 4 === 0 || people[i]!.story.kind === 'comes-late' || people[i]!.story.kind === 'enters-forbidden',
    )) {
      let before = whereIs(person, later(startAt, -6 * hour))
      for (const at of every(later(startAt, -6 * hour + 20 * second), later(startAt, 6 * hour), 20 * second)) {
        const now = whereIs(person, at)
        expect(
          distanceMetres(before, now) / 20,
          `${person.index} (${person.story.kind}) at ${new Date(at).toISOString()}`,
        ).toBeLessThan(12)
        before = now
      }
    }
  })

  it('come late: well away from home when due, home at the told minute', () => {
    const late = tellers(people, 'comes-late')
    expect(late).toHaveLength(3)
    for (const { person, story } of late) {
      expect(distanceMetres(whereIs(person, story.dueAt), person.home)).toBeGreaterThan(700)
      expect(distanceMetres(whereIs(person, later(story.dueAt, 25 * minute)), person.home)).toBeGreaterThan(300)
      expect(whereIs(person, story.homeAt).place).toBe('home')
      expect(story.homeAt - story.dueAt).toBeGreaterThanOrEqual(40 * minute)
      expect(story.homeAt - story.dueAt).toBeLessThanOrEqual(90 * minute)
    }
  })

  it('enter the forbidden place at the told time and at no other', () => {
    const entering = tellers(people, 'enters-forbidden')
    expect(entering).toHaveLength(2)
    for (const { person, story } of entering) {
      const metres = (at: Instant) => signedDistanceMetres(whereIs(person, at), person.forbidden!.shape)
      expect(metres(later(story.at, -10 * second))).toBeGreaterThan(0)
      expect(metres(later(story.at, 10 * second))).toBeLessThan(0)
      expect(metres(later(story.at, 5 * minute))).toBeLessThan(-50)
      expect(metres(later(story.leavesAt, 20 * minute))).toBeGreaterThan(0)
      for (const at of every(later(startAt, -day), story.at, minute)) expect(metres(at)).toBeGreaterThan(0)
    }
  })

  it('keep clear of their forbidden places in ordinary life', () => {
    for (const person of people) {
      if (!person.forbidden || person.story.kind === 'enters-forbidden') continue
      const { shape } = person.forbidden
      for (const at of every(later(startAt, -day), later(startAt, 6 * hour), 5 * minute)) {
        expect(signedDistanceMetres(whereIs(person, at), shape)).toBeGreaterThan(person.town === 'akkol' ? 100 : 300)
      }
    }
  })

  it('are where they are, in whatever order one asks', () => {
    const person = people[42]!
    const times = every(later(startAt, -3 * day), later(startAt, 3 * day), 37 * minute)
    const forwards = times.map((at) => whereIs(person, at))
    const again = makePopulation({ seed: 11, count: 200, startAt })[42]!
    expect(times.toReversed().map((at) => whereIs(again, at))).toEqual(forwards.toReversed())
  })
})
