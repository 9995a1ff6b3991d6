import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Span, common, joined, lengthMs, without } from './spans.ts'

const spans = fc
  .array(fc.tuple(fc.integer({ min: 0, max: 40 }), fc.integer({ min: 0, max: 40 })), { maxLength: 8 })
  .map((pairs) => joined(pairs.map(([from, until]) => ({ from, until }))))
const holds = (all: readonly Span[], at: number) => all.some(({ from, until }) => from <= at && at < until)

describe('times as spans', () => {
  it('are in order and never touch once joined', () => {
    fc.assert(fc.property(spans, (all) => all.every(({ from }, i) => i === 0 || from > (all[i - 1] as Span).until)))
  })

  it('in common, without and length agree with counting each unit of time', () => {
    fc.assert(
      fc.property(spans, spans, (a, b) => {
        const [both, only] = [common(a, b), without(a, b)]
        for (let at = 0; at < 40; at++) {
          expect(holds(both, at)).toBe(holds(a, at) && holds(b, at))
          expect(holds(only, at)).toBe(holds(a, at) && !holds(b, at))
        }
        expect(lengthMs(both) + lengthMs(only)).toBe(lengthMs(a))
      }),
    )
  })
})
