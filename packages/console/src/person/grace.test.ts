import { roundTheClock } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { graceEndMs } from './grace.ts'

const minute = 60_000
const zone = { name: 'Үй', shape: { kind: 'circle' as const, centre: { lat: 51, lon: 71 }, radiusMetres: 100 } }
const schedule = { windows: roundTheClock.windows.map((window) => ({ ...window, days: [...window.days] })) }
const curfew = (arrivalMinutes: number, departureMinutes: number) => ({
  kind: 'curfew' as const,
  zone,
  schedule,
  arrivalGraceMs: arrivalMinutes * minute,
  departureGraceMs: departureMinutes * minute,
})
const iso = (text: string) => `2026-11-22T${text}:00Z`
const outside = (since: string) => ({ kind: 'outside' as const, since: iso(since), belief: 0.995 })
const standing = { rule: curfew(10, 15), status: 'kept' as const, since: iso('17:00'), presence: outside('17:05') }

describe('the grace', () => {
  it.each([
    { what: 'an exit during the hours', given: standing, expected: iso('17:20') },
    { what: 'the hours, for who was out before', given: { ...standing, presence: outside('12:00') }, expected: iso('17:10') },
  ])('runs from $what, until $expected', ({ given, expected }) => {
    expect(graceEndMs(given)).toBe(Date.parse(expected))
  })

  it.each([
    { what: 'who is inside', given: { ...standing, presence: { ...outside('17:05'), kind: 'inside' as const } } },
    {
      what: 'whose place is not known',
      given: { ...standing, presence: { kind: 'unknown' as const, since: iso('17:05'), because: 'no-contact' as const } },
    },
    { what: 'whom no hours bind now', given: { ...standing, status: 'off-duty' as const } },
    { what: 'whose absence is told already', given: { ...standing, status: 'breached' as const } },
    { what: 'a rule without grace', given: { ...standing, rule: curfew(10, 0) } },
    {
      what: 'a forbidden place',
      given: { ...standing, rule: { kind: 'exclusion' as const, zone, schedule, approachMetres: 0 } },
    },
  ])('does not run for $what', ({ given }) => {
    expect(graceEndMs(given)).toBeNull()
  })
})
