import { instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { RateWindow } from './rate-window.ts'

describe('a rate window', () => {
  it('allows so many a window and then says when to come back', () => {
    const window = new RateWindow({ most: 2, windowMs: 10_000, maxKeys: 10 })
    expect([0, 1_000, 2_500, 9_999, 10_000].map((at) => window.take('a', instant(at)))).toEqual([
      undefined,
      undefined,
      8,
      1,
      undefined,
    ])
  })

  it('counts each key by itself, and not what was given back', () => {
    const window = new RateWindow({ most: 1, windowMs: 10_000, maxKeys: 10 })
    expect([window.take('a', instant(0)), window.take('b', instant(0)), window.take('a', instant(0))]).toEqual([
      undefined,
      undefined,
      10,
    ])
    window.giveBack('a')
    expect(window.take('a', instant(0))).toBeUndefined()
  })

  it('holds no more keys than its bound, forgetting the oldest window first', () => {
    const window = new RateWindow({ most: 1, windowMs: 10_000, maxKeys: 2 })
    for (const key of ['a', 'b', 'c']) window.take(key, instant(0))
    expect(window.take('c', instant(1))).toBe(10)
    expect(window.take('b', instant(1))).toBe(10)
    expect(window.take('a', instant(1))).toBeUndefined()
  })
})
