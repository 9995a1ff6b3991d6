import { type Instant, instant } from '@bilezik/domain'
import { describe, expect, it } from 'vitest'
import { leapingClock } from './clock.ts'

const from = instant(1_000)

describe('a clock that leaps', () => {
  it('calls in order of time, those of one time as they were asked for, and it is then that time', async () => {
    const clock = leapingClock(from)
    const seen: [string, Instant][] = []
    const note = (name: string) => () => void seen.push([name, clock.now()])
    clock.callAt(instant(9_000), note('late'))
    clock.callAt(instant(5_000), note('first'))
    clock.callAt(instant(5_000), note('second'))
    clock.callAt(instant(500), note('overdue'))
    const taken = clock.callAt(instant(7_000), note('taken back'))
    taken()
    await new Promise<void>((resolve) => clock.callAt(instant(10_000), resolve))
    expect(seen).toEqual([
      ['overdue', from],
      ['first', 5_000],
      ['second', 5_000],
      ['late', 9_000],
    ])
  })

  it('begins again when it is asked after a pause', async () => {
    const clock = leapingClock(from)
    await new Promise<void>((resolve) => clock.callAt(instant(2_000), resolve))
    await new Promise((resolve) => setTimeout(resolve, 5))
    await new Promise<void>((resolve) => clock.callAt(instant(3_000), resolve))
    expect(clock.now()).toBe(3_000)
  })
})
