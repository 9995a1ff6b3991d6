import { instant, later } from '@bilezik/domain'
import { expect, test } from 'vitest'
import { DeviceRates } from './device-rates.ts'

const start = instant(1_795_000_000_000)

test('a burst passes at once, what is over it waits its turn, and another device is not touched', () => {
  const rates = new DeviceRates({ burst: 3, perSecond: 2 })
  expect([1, 2, 3].map(() => rates.take(1, start))).toEqual([0, 0, 0])
  expect(rates.take(1, start)).toBe(500)
  expect(rates.take(1, start)).toBe(1_000)
  expect(rates.take(2, start)).toBe(0)
})

test('time refills, never beyond the burst and never backwards', () => {
  const rates = new DeviceRates({ burst: 2, perSecond: 1 })
  expect([rates.take(1, start), rates.take(1, start), rates.take(1, start)]).toEqual([0, 0, 1_000])
  expect(rates.take(1, later(start, -60_000))).toBe(2_000)
  expect(rates.take(1, later(start, 60_000))).toBe(0)
  expect(rates.take(1, later(start, 60_000))).toBe(0)
  expect(rates.take(1, later(start, 60_000))).toBe(1_000)
})

test('what was given back can be taken again', () => {
  const rates = new DeviceRates({ burst: 1, perSecond: 1 })
  expect(rates.take(1, start)).toBe(0)
  expect(rates.take(1, start)).toBe(1_000)
  rates.giveBack(1)
  rates.giveBack(1)
  expect(rates.take(1, start)).toBe(0)
})
