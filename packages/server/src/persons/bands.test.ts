import { instant } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Change, bandsOf } from './bands.ts'

const change = (since: number, value: string, because: string | null = null): Change => ({
  since: instant(since),
  value,
  because,
})
const shown = (changes: Change[], from = 0, until = 100, lastsAt = 50) =>
  bandsOf(changes, instant(from), instant(until), instant(lastsAt)).map((band) => [band.since, band.until, band.value])

describe('bands', () => {
  it('follow one another, the last open when the period reaches past now', () => {
    expect(shown([change(10, 'inside'), change(20, 'outside')])).toEqual([
      [10, 20, 'inside'],
      [20, null, 'outside'],
    ])
  })

  it('are cut to the period asked for', () => {
    const changes = [change(10, 'inside'), change(20, 'outside'), change(40, 'inside')]
    expect(shown(changes, 15, 30)).toEqual([
      [15, 20, 'inside'],
      [20, 30, 'outside'],
    ])
    expect(shown(changes, 20, 40)).toEqual([[20, 40, 'outside']])
    expect(shown(changes, 0, 10)).toEqual([])
  })

  it('of equal neighbours are one, of other causes two', () => {
    expect(shown([change(10, 'inside'), change(20, 'inside')])).toEqual([[10, null, 'inside']])
    expect(shown([change(10, 'unknown', 'no-fix'), change(20, 'unknown', 'server')])).toHaveLength(2)
  })

  it('a change noticed later that reaches further back replaces what was said from there on', () => {
    expect(shown([change(10, 'inside'), change(30, 'unknown'), change(20, 'outside')])).toEqual([
      [10, 20, 'inside'],
      [20, null, 'outside'],
    ])
  })

  it('never overlap, leave no hole after the first, and stay inside the period', () => {
    const value = fc.constantFrom('inside', 'outside', 'unknown')
    const changes = fc.array(fc.tuple(fc.integer({ min: 0, max: 50 }), value).map(([since, of]) => change(since, of)))
    fc.assert(
      fc.property(changes, fc.integer({ min: 0, max: 40 }), fc.integer({ min: 41, max: 60 }), (given, from, until) => {
        const bands = bandsOf(given, instant(from), instant(until), instant(until))
        for (const [index, band] of bands.entries()) {
          expect(band.since).toBeGreaterThanOrEqual(from)
          expect(band.until).toBeGreaterThan(band.since)
          expect(band.until).toBe(bands[index + 1]?.since ?? until)
          expect(bands[index + 1]?.value).not.toBe(band.value)
        }
      }),
    )
  })
})
