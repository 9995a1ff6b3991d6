import { at, every, message, positions } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { backlog } from './backlog.ts'

const watched = positions(every(10, 10, 550))
const after = positions(every(10, 650, 700))
const kept = (seconds: readonly number[]) => positions(seconds).map((one) => ({ ...one, at: at(660) }))

judges(backlog, [
  { given: 'no rhythm', events: [message(650, 1)], expected: 'not-applicable' },
  { given: 'not back', events: watched, expected: 'failed', because: /did not come back/ },
  { given: 'all of it afterwards', events: [...watched, ...kept(every(10, 550, 650)), ...after], expected: 'passed' },
  {
    given: 'one missing',
    events: [...watched, ...kept([...every(10, 550, 600), ...every(10, 610, 650)]), ...after],
    expected: 'failed',
    because: /silent for 20 s/,
  },
  { given: 'nothing of it', events: [...watched, ...after], expected: 'failed', because: /0 positions/ },
  {
    given: 'all of it, stamped with the time of the return',
    events: [...watched, ...kept(every(1, 650, 660)), ...after],
    expected: 'failed',
  },
])
