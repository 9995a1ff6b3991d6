import { type Instant, instant, isoInstant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { eventTimeOf } from './event-time.ts'

const at = (text: string): Instant => instant(Date.parse(text))
const receivedAt = at('2026-11-02T10:00:00Z')

describe('when a reading takes part in the watch', () => {
  it.each([
    { given: 'a minute old', fixAt: '2026-11-02T09:59:00Z', isStray: false, expected: '2026-11-02T09:59:00.000Z' },
    { given: 'out of a backlog of a day', fixAt: '2026-11-01T10:00:00Z', isStray: false, expected: '2026-11-01T10:00:00.000Z' },
    {
      given: 'of the very instant of receipt',
      fixAt: '2026-11-02T10:00:00Z',
      isStray: false,
      expected: '2026-11-02T10:00:00.000Z',
    },
    { given: 'a millisecond ahead', fixAt: '2026-11-02T10:00:00.001Z', isStray: false, expected: '2026-11-02T10:00:00.000Z' },
    { given: 'ten minutes ahead', fixAt: '2026-11-02T10:10:00Z', isStray: false, expected: '2026-11-02T10:00:00.000Z' },
    { given: 'from 1970', fixAt: '1970-01-01T00:02:00Z', isStray: true, expected: '2026-11-02T10:00:00.000Z' },
    { given: 'from 2080', fixAt: '2080-01-06T00:00:00Z', isStray: true, expected: '2026-11-02T10:00:00.000Z' },
  ])('[MON.late] $given → $expected', ({ fixAt, isStray, expected }) => {
    expect(isoInstant(eventTimeOf({ fixAt: at(fixAt), receivedAt, isStray }))).toBe(expected)
  })
})
