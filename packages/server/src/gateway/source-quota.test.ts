import { hour, instant, later } from '@bilezik/domain'
import { describe, expect, test } from 'vitest'
import { SourceQuota } from './source-quota.ts'

const at = instant(10 * hour)
const taken = (quota: SourceQuota, source: string, times: number, when = at) =>
  Array.from({ length: times }, () => quota.take(source, when)).filter(Boolean).length

describe('what one source may make us write down', () => {
  test('is bounded in an hour, and begins anew with the next', () => {
    const quota = new SourceQuota({ perSourceAndHour: 3, perHour: 100 })
    expect(taken(quota, 'a', 5)).toBe(3)
    expect(taken(quota, 'a', 5, later(at, hour - 1))).toBe(0)
    expect(taken(quota, 'a', 5, later(at, hour))).toBe(3)
  })

  test('leaves the others their own, within what all may together', () => {
    const quota = new SourceQuota({ perSourceAndHour: 3, perHour: 5 })
    expect(['a', 'b', 'c'].map((source) => taken(quota, source, 5))).toEqual([3, 2, 0])
  })
})
