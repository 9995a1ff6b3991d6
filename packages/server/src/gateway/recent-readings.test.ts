import { randomInt } from 'node:crypto'
import { instant } from '@bilezik/domain'
import { expect, test } from 'vitest'
import { RecentReadings } from './recent-readings.ts'

const identity = (eventAt: number, hashHigh: number, hashLow: number) => ({ eventAt: instant(eventAt), hashHigh, hashLow })

test('the same is known, and whatever differs in anything is not', () => {
  const recent = new RecentReadings()
  const one = identity(1_790_000_000_000, -5, 77)
  expect(recent.note(1, one)).toBe(true)
  expect(recent.note(1, one)).toBe(false)
  for (const [deviceNo, other] of [
    [2, one],
    [1, { ...one, eventAt: instant(one.eventAt + 1) }],
    [1, { ...one, hashHigh: 5 }],
    [1, { ...one, hashLow: 78 }],
  ] as const) {
    expect(recent.note(deviceNo, other)).toBe(true)
    expect(recent.note(deviceNo, other)).toBe(false)
  }
})

test('nothing is known any more once all is forgotten', () => {
  const recent = new RecentReadings()
  for (let i = 0; i < 1_000; i++) recent.note(i + 1, identity(i, i, i))
  recent.forget()
  for (let i = 0; i < 1_000; i++) expect(recent.note(i + 1, identity(i, i, i))).toBe(true)
})

test('of many a later one may displace an earlier one, but nothing is taken for known that was not noted', () => {
  const recent = new RecentReadings()
  const all = Array.from({ length: 300_000 }, (_, i) => identity(i, randomInt(2 ** 31), randomInt(2 ** 31)))
  for (const [i, one] of all.entries()) expect(recent.note(1 + (i % 500), one)).toBe(true)
  const known = all.filter((one, i) => i >= 290_000 && !recent.note(1 + (i % 500), one))
  expect(known.length).toBeGreaterThan(8_000)
})
