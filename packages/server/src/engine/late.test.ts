import { instant, later, second } from '@bilezik/domain'
import { expect, test } from 'vitest'
import { type LastReplay, type Late, isReplayDue, withLate } from './late.ts'

const start = instant(1_795_000_000_000)
const never: LastReplay = { at: instant(0), stepped: 0 }
const late = (fields: Partial<Late>): Late => ({ from: start, seenAt: start, lastAt: start, count: 1, causes: [], ...fields })

test.each([
  { given: 'one late reading, a moment ago', of: late({}), last: never, after: 1_999, expected: false },
  { given: 'nothing late for two seconds', of: late({}), last: never, after: 2_000, expected: true },
  {
    given: 'more comes all the time, less than the last replay stepped',
    of: late({ lastAt: later(start, 30_000), count: 99 }),
    last: { at: start, stepped: 100 },
    after: 30_000,
    expected: false,
  },
  {
    given: 'as much has come as the last replay stepped',
    of: late({ lastAt: later(start, 30_000), count: 100 }),
    last: { at: start, stepped: 100 },
    after: 30_000,
    expected: true,
  },
  {
    given: 'quiet, but the last replay was long and is hardly over',
    of: late({}),
    last: { at: start, stepped: 1_000 },
    after: 19_999,
    expected: false,
  },
  {
    given: 'quiet for as long as the last replay asks',
    of: late({}),
    last: { at: start, stepped: 1_000 },
    after: 20_000,
    expected: true,
  },
  {
    given: 'a minute of waiting',
    of: late({ lastAt: later(start, 60_000), count: 2 }),
    last: { at: start, stepped: 1e6 },
    after: 60_000,
    expected: true,
  },
])('$given → replayed: $expected', ({ of, last, after, expected }) => {
  expect(isReplayDue(of, last, later(start, after))).toBe(expected)
})

test('a backlog is bounded: the earliest time, how many, and the first of what came', () => {
  let gathered: Late | null = null
  for (let i = 0; i < 1_000; i++) {
    const at = later(start, -i * second)
    gathered = withLate(gathered, { kind: 'reading', at, readingId: String(i) }, later(start, i))
  }
  expect(gathered).toMatchObject({ from: later(start, -999 * second), seenAt: start, lastAt: later(start, 999), count: 1_000 })
  expect(gathered?.causes).toHaveLength(16)
})
