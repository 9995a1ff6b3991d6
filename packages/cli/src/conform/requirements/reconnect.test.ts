import type { ConformEvent } from '../recording/events.ts'
import { at, every, message } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { reconnect } from './reconnect.ts'

const tries = (seconds: readonly number[]): readonly ConformEvent[] =>
  seconds.map((second) => ({ kind: 'turned-away', at: at(550 + second), source: '10.0.0.7' }))
const back = message(650, 1)

judges(reconnect, [
  { given: 'no try, and back', events: [back], expected: 'passed' },
  { given: 'tries, and not back', events: tries([1, 3, 7]), expected: 'failed', because: /did not come back/ },
  { given: 'longer each time', events: [...tries([1, 3, 7, 15, 31, 63]), back], expected: 'passed' },
  { given: 'two connections a try', events: [...tries([1, 1, 5, 5, 13, 13, 40, 40]), back], expected: 'passed' },
  {
    given: 'every five seconds',
    events: [...tries(every(5, 1, 60)), back],
    expected: 'failed',
    because: /without waiting longer/,
  },
  { given: 'every twenty seconds', events: [...tries(every(20, 1, 90)), back], expected: 'passed' },
  { given: 'every second', events: [...tries(every(1, 1, 90)), back], expected: 'failed', because: /storm/ },
  {
    given: 'a datagram every ten seconds',
    events: [...tries(every(10, 1, 90)), back],
    subject: { transport: 'udp' },
    expected: 'passed',
  },
])
