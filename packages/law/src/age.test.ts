import { expect, test } from 'vitest'
import { isMinorOn } from './age.ts'

test.each([
  { born: '2008-11-21', on: '2026-11-20', expected: true },
  { born: '2008-11-21', on: '2026-11-21', expected: false },
  { born: '2008-02-29', on: '2026-02-28', expected: true },
  { born: '2008-02-29', on: '2026-03-01', expected: false },
  { born: '1950-01-01', on: '2026-01-01', expected: false },
])('born on $born, on $on a minor: $expected', ({ born, on, expected }) => {
  expect(isMinorOn(born, on)).toBe(expected)
})
