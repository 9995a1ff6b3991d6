import { describe, expect, it } from 'vitest'
import { standingOn } from './types-on.ts'

describe('[PEC.15] the list of types on a day', () => {
  it.each([
    { day: '2026-06-30', from: '2026-07-01', until: null, expected: 'coming' },
    { day: '2026-07-01', from: '2026-07-01', until: null, expected: 'in-force' },
    { day: '2027-12-31', from: '2026-07-01', until: '2028-01-01', expected: 'in-force' },
    { day: '2028-01-01', from: '2026-07-01', until: '2028-01-01', expected: 'over' },
    { day: '2026-07-01', from: '2026-07-01', until: '2026-07-01', expected: 'never' },
  ] as const)('$day, listed from $from until $until → $expected', ({ day, from, until, expected }) => {
    expect(standingOn(day, { from, until })).toBe(expected)
  })
})
