import { instant, later, minute } from '@bilezik/domain'
import { expect, test } from 'vitest'
import { RecentReads } from './recent-reads.ts'

const at = instant(1_795_000_000_000)

test.each([
  { after: 0, isLogged: true },
  { after: 15 * minute - 1, isLogged: true },
  { after: 15 * minute, isLogged: false },
])('a look logged $after ms ago counts: $isLogged', ({ after, isLogged }) => {
  const reads = new RecentReads()
  reads.remember('look', at)
  expect(reads.isLogged('look', later(at, after))).toBe(isLogged)
  expect(reads.isLogged('another look', at)).toBe(false)
})

test('memory is bounded: the oldest looks are forgotten first', () => {
  const reads = new RecentReads()
  for (let i = 0; i <= 50_000; i++) reads.remember(`look ${i}`, at)
  expect(reads.isLogged('look 0', at)).toBe(false)
  expect(reads.isLogged('look 50000', at)).toBe(true)
})
