import { describe, expect, it } from 'vitest'
import { pollEveryMs } from './poll-every.ts'

const nowMs = Date.parse('2026-11-22T23:00:00Z')
const command = (state: 'queued' | 'sent' | 'done' | 'refused' | 'expired', fromSeconds: number, untilSeconds: number) => ({
  state,
  from: new Date(nowMs + fromSeconds * 1_000).toISOString(),
  until: new Date(nowMs + untilSeconds * 1_000).toISOString(),
})

describe('the list of commands is loaded again', () => {
  it.each([
    { what: 'what was just asked', given: [command('queued', 0, 600)], expected: 3_000 },
    { what: 'what was sent and not answered', given: [command('sent', -119, 481)], expected: 3_000 },
    { what: 'what waits for two minutes', given: [command('queued', -120, 480)], expected: 15_000 },
    { what: 'what waits for a quarter of an hour', given: [command('queued', -900, 9_000)], expected: 60_000 },
    { what: 'the end of following closely, in half an hour', given: [command('queued', 1_800, 9_000)], expected: 60_000 },
    { what: 'the same, in ten seconds', given: [command('queued', 10, 9_000)], expected: 10_000 },
    { what: 'the same, at once', given: [command('queued', 1, 9_000)], expected: 3_000 },
    { what: 'the soonest of several', given: [command('queued', 1_800, 9_000), command('sent', -1, 600)], expected: 3_000 },
  ])('for $what: every $expected ms', ({ given, expected }) => {
    expect(pollEveryMs(given, nowMs)).toBe(expected)
  })

  it.each([
    { what: 'nothing was ever asked', given: [] },
    {
      what: 'all is answered or expired',
      given: [command('done', -9, 99), command('refused', -9, 99), command('expired', -9, -1)],
    },
    { what: 'what was sent was never answered in its time', given: [command('sent', -601, -1)] },
    { what: 'its time is over this very moment', given: [command('queued', -600, 0)] },
  ])('not at all once $what', ({ given }) => {
    expect(pollEveryMs(given, nowMs)).toBe(false)
  })
})
