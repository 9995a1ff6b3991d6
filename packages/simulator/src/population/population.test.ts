import { distanceMetres, iinCheckDigit, instant, isInSchedule, later, minute, parseShape } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { luhnDigit } from './imei.ts'
import { quarters } from './places.ts'
import { makePopulation } from './population.ts'
import { scripts } from './scripts.ts'

const startAt = instant(Date.UTC(2026, 10, 22, 5, 0))
const people = makePopulation({ seed: 7, count: 200, startAt })

describe('a population', () => {
  it('is the same for the same seed and another for another', () => {
    expect(makePopulation({ seed: 7, count: 200, startAt })).toEqual(people)
    expect(makePopulation({ seed: 8, count: 200, startAt })).not.toEqual(people)
  })

  it('numbers its people with valid checksums that agree with birth and sex, each once', () => {
    // A number published as valid.
    expect(iinCheckDigit('06121160001')).toBe(2)
    for (const { iin, birthOn, sex } of people) {
      expect(iin).toMatch(/^\d{12}$/)
      expect(iinCheckDigit(iin.slice(0, 11))).toBe(Number(iin[11]))
      expect(iin.slice(0, 6)).toBe(birthOn.slice(2).replaceAll('-', ''))
      expect(Number(iin[6]) % 2 === 1 ? 'male' : 'female').toBe(sex)
    }
    expect(new Set(people.map((person) => person.iin)).size).toBe(people.length)
  })

  it('gives each device an IMEI of the test range with its Luhn digit, each once', () => {
    // The example of the standard.
    expect(luhnDigit('49015420323751')).toBe(8)
    for (const { device } of people) {
      expect(device.identifier).toMatch(/^00\d{13}$/)
      expect(luhnDigit(device.identifier.slice(0, 14))).toBe(Number(device.identifier[14]))
    }
    expect(new Set(people.map((person) => person.device.identifier)).size).toBe(people.length)
  })

  it('keeps names in agreement with the sex', () => {
    for (const { familyName, patronymic, sex } of people) {
      if (/(ов|ев|ин|ий)$/.test(familyName)) expect(sex, familyName).toBe('male')
      if (/(ова|ева|ина|ая)$/.test(familyName)) expect(sex, familyName).toBe('female')
      if (patronymic) expect(/(ұлы|ич)$/.test(patronymic) ? 'male' : 'female', patronymic).toBe(sex)
    }
  })

  it('lives where people live, in both cities and the village', () => {
    for (const { home, town } of people) {
      const own = quarters.filter((quarter) => quarter.town === town)
      expect(own.some((quarter) => distanceMetres(home, quarter.centre) <= quarter.radiusMetres + 1)).toBe(true)
    }
    expect(new Set(people.map((person) => person.town))).toEqual(new Set(['astana', 'almaty', 'akkol']))
  })

  it('forbids only places that the engine can judge and that are not one’s home', () => {
    for (const { forbidden, home } of people) {
      if (!forbidden) continue
      expect(parseShape(forbidden.shape).ok).toBe(true)
      const centre = forbidden.shape.kind === 'circle' ? forbidden.shape.centre : forbidden.shape.ring[0]
      expect(distanceMetres(home, centre!)).toBeGreaterThan(400)
    }
  })

  it('tells every story of the script once and lets all others be calm', () => {
    const told = people.filter((person) => person.story.kind !== 'ordinary' && person.story.kind !== 'stays-home')
    expect(told.map((person) => person.story.kind).toSorted()).toEqual(scripts.map((script) => script.kind).toSorted())
    const inTenMinutes = scripts.filter((script) => script.afterMs < 10 * minute)
    expect(inTenMinutes.length).toBeGreaterThanOrEqual(5)
    expect(inTenMinutes.length).toBeLessThanOrEqual(8)
  })

  it.each(Array.from({ length: 24 }, (_, hourOfDay) => ({ hourOfDay })))(
    'has a curfew begin within minutes of a start at $hourOfDay h',
    ({ hourOfDay }) => {
      const at = instant(Date.UTC(2026, 10, 22, hourOfDay, 17, 23))
      for (const { story, curfew } of makePopulation({ seed: 3, count: 200, startAt: at })) {
        if (story.kind !== 'comes-late') continue
        expect(story.dueAt).toBeGreaterThanOrEqual(story.at)
        expect(isInSchedule(curfew!, later(story.dueAt, -minute))).toBe(false)
        expect(isInSchedule(curfew!, story.dueAt)).toBe(true)
        expect(isInSchedule(curfew!, later(story.homeAt, -minute))).toBe(true)
      }
    },
  )
})
