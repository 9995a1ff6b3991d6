import { at, every, message, positions, record } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { reporting } from './reporting.ts'

const untimed = (seconds: number) => message(seconds, seconds, { records: [record(undefined)] })
const noPlace = { reports: [{ isPlace: false, fixAt: at(1) }] }

judges(reporting, [
  { given: 'no position', events: [message(2, 1)], expected: 'failed', because: /No position/ },
  { given: 'two positions', events: positions([10, 70]), expected: 'failed', because: /Only 2 positions.*--minutes/ },
  { given: 'three positions', events: positions([10, 110, 210]), expected: 'passed' },
  {
    given: 'three positions, and then no more',
    events: positions([10, 40, 70]),
    expected: 'failed',
    because: /silent for 230 s/,
  },
  {
    given: 'positions without any time',
    events: [untimed(10), untimed(20), untimed(30)],
    expected: 'failed',
    because: /None of 3/,
  },
  {
    given: 'one without a time before the clock is known',
    events: [untimed(2), ...positions(every(10, 10, 290))],
    expected: 'passed',
  },
  {
    given: 'one without a time after that',
    events: [...positions(every(10, 10, 290)), untimed(295)],
    expected: 'failed',
    because: /without a time/,
  },
  {
    given: 'a silence of three intervals',
    events: positions([...every(10, 10, 100), ...every(10, 120, 290)]),
    expected: 'passed',
  },
  {
    given: 'a silence of four',
    events: positions([...every(10, 10, 100), ...every(10, 130, 290)]),
    expected: 'failed',
    because: /silent for 40 s/,
  },
  {
    given: 'every fifth late',
    events: positions([
      10, 20, 30, 40, 50, 70, 80, 90, 100, 110, 130, 140, 150, 160, 170, 190, 200, 210, 220, 230, 250, 260, 270, 280, 290,
    ]),
    expected: 'passed',
  },
  {
    given: 'every third late',
    events: positions([10, 20, 30, 50, 60, 70, 90, 100, 110, 130, 140, 150, 170, 180, 190, 210, 220, 230, 250, 260, 270, 290]),
    expected: 'failed',
    because: /late \d times/,
  },
  {
    given: 'a store of long ago emptied first',
    events: [...positions([-5_000], 5_002), ...positions(every(60, 5, 290))],
    expected: 'passed',
  },
  {
    given: 'no place ever found',
    events: every(10, 10, 100).map((second) => message(second, second, { records: [record(second, noPlace)] })),
    expected: 'failed',
    because: /under the sky/,
  },
])
