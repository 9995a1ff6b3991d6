import { instant } from '@bilezik/domain'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Position, parsePosition, positionText } from './position.ts'

describe('a position in the feed', () => {
  it('comes back from its text', () => {
    const row = fc.record({
      kind: fc.constant('row' as const),
      tx: fc.bigInt({ min: 1n, max: 2n ** 64n - 1n }).map(String),
      id: fc.nat(),
    })
    const time = fc.record({ kind: fc.constant('time' as const), at: fc.nat().map(instant) })
    fc.assert(
      fc.property(fc.oneof(row, time), (position: Position) => {
        expect(parsePosition(positionText(position))).toEqual({ ...position })
      }),
    )
  })

  it.each([
    '',
    '1',
    '1-',
    '-1',
    '1-2-3',
    'a-b',
    '18446744073709551616-1',
    '99999999999999999999-1',
    '1-9999999999999999',
    "1-1'",
  ])('is not %j', (text) => {
    expect(parsePosition(text)).toBeUndefined()
  })
})
