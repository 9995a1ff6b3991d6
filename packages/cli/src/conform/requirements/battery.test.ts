import { holding, message, record } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { battery } from './battery.ts'

const level = (seconds: number) => holding(seconds, seconds, record(seconds, { levelPercent: 80 }))

judges(battery, [
  { given: 'a level at once', events: [message(0, 1), level(2)], expected: 'passed' },
  { given: 'a level at the last moment', events: [message(0, 1), level(600)], expected: 'passed' },
  { given: 'a level too late', events: [message(0, 1), level(601)], expected: 'failed', because: /only after/ },
  { given: 'none', events: [message(0, 1)], expected: 'failed', because: /No level/ },
  { given: 'none, and none expected', events: [message(0, 1)], subject: { expected: new Set() }, expected: 'not-applicable' },
])
