import type { ConformEvent } from '../recording/events.ts'
import { at, every, message, positions, record } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { clock } from './clock.ts'

const untimed = (seconds: number) => message(seconds, seconds, { records: [record(undefined)] })
const asksForTime = (seconds: number, no: number): readonly ConformEvent[] => [
  message(seconds, no, { type: 'time-request' }),
  { kind: 'replied', at: at(seconds), no },
]

judges(clock, [
  { given: 'nothing with a time', events: [untimed(10)], expected: 'not-applicable' },
  { given: 'news five seconds ahead', events: positions([20, 40], -5), expected: 'passed' },
  { given: 'news six seconds ahead', events: positions([20, 40], -6), expected: 'failed', because: /ahead/ },
  { given: 'news thirty seconds old', events: positions([20, 40], 30), expected: 'passed' },
  { given: 'news older than that', events: positions([20, 40], 31), expected: 'failed', because: /behind/ },
  { given: 'a store first, and then news', events: [...positions([-900], 910), ...positions([60])], expected: 'passed' },
  {
    given: 'asked for the time twice',
    events: [...positions([60]), ...asksForTime(2, 1), ...asksForTime(10, 2)],
    expected: 'passed',
  },
  {
    given: 'asked for the time again and again',
    events: [...positions([60]), ...every(10, 10, 60).flatMap((second) => asksForTime(second, second))],
    expected: 'failed',
    because: /asked again/,
  },
])
