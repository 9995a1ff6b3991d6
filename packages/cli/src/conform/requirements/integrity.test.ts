import type { ConformEvent } from '../recording/events.ts'
import { at, message } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { integrity } from './integrity.ts'

const unreadable = (reason: 'checksum' | 'not-logged-in'): ConformEvent => ({
  kind: 'unreadable',
  at: at(5),
  connection: 1,
  reason,
  detail: 'The checksum differs.',
  head: '7878',
})

judges(integrity, [
  { given: 'nothing', events: [], expected: 'not-applicable' },
  { given: 'what was read', events: [message(1, 1)], expected: 'passed' },
  { given: 'one wrong checksum', events: [message(1, 1), unreadable('checksum')], expected: 'failed', because: /1 of 2 frames/ },
  {
    given: 'a message of nobody, which is the business of login',
    events: [message(1, 1), unreadable('not-logged-in')],
    expected: 'passed',
  },
])
