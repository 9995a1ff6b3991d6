import { parseIsoInstant } from '@bilezik/domain'
import type { Instant } from '@bilezik/domain'
import { describe, expect, it, test } from 'vitest'
import type { Moment } from './deadline.ts'
import { sendingOfPackage } from './punctuality.ts'

function at(text: string): Instant {
  const parsed = parseIsoInstant(text)
  if (!parsed.ok) throw new Error(text)
  return parsed.value
}
const instant = (text: string): Moment => ({ kind: 'instant', at: at(`${text}+05:00`) })
const day = (on: string): Moment => ({ kind: 'day', on })

describe('the body’s twenty-four hours run from the decision to the sending', () => {
  const decided = instant('2026-03-02T10:00:00')
  test.each([
    { given: '[1369.6a] sent on the minute', decided, sent: instant('2026-03-03T10:00:00'), expected: 'in-time' },
    { given: '[1369.6a] sent a second later', decided, sent: instant('2026-03-03T10:00:01'), expected: 'late' },
    { given: '[1369.6a] sent on the day of the decision, hour not noted', decided, sent: day('2026-03-02'), expected: 'in-time' },
    {
      given: '[1369.6a] sent on the next day, hour not noted: it may have been before ten',
      decided,
      sent: day('2026-03-03'),
      expected: 'unknown',
    },
    { given: '[1369.6a] sent two days later, hour not noted', decided, sent: day('2026-03-04'), expected: 'late' },
    {
      given: '[1369.6a] decided without an hour, sent late the next evening',
      decided: day('2026-03-02'),
      sent: instant('2026-03-03T23:30:00'),
      expected: 'in-time',
    },
    {
      given: '[1369.6a] decided without an hour, sent on the day after that',
      decided: day('2026-03-02'),
      sent: instant('2026-03-04T08:00:00'),
      expected: 'late',
    },
  ] as const)('$given → $expected', ({ decided: decision, sent, expected }) => {
    expect(sendingOfPackage({ decided: decision, sent }).punctuality).toBe(expected)
  })

  it('[1369.6a] a late receipt of what was sent in time is nobody’s lateness', () => {
    const sent = instant('2026-03-03T09:00:00')
    expect(sendingOfPackage({ decided, sent, receivedAt: at('2026-03-05T09:00:00+05:00') }).punctuality).toBe('in-time')
  })

  test.each([
    { received: '2026-03-03T10:00:00+05:00', expected: 'in-time' },
    { received: '2026-03-03T10:00:01+05:00', expected: 'unknown' },
  ])('[1369.6a] the sending not noted, received at $received → $expected', ({ received, expected }) => {
    expect(sendingOfPackage({ decided, receivedAt: at(received) }).punctuality).toBe(expected)
  })

  it('[1369.6a] what has neither been sent nor received is only due', () => {
    expect(sendingOfPackage({ decided })).toEqual({ due: { at: at('2026-03-03T10:00:00+05:00'), assumptions: [] } })
  })
})
