import type { ConformEvent } from '../recording/events.ts'
import { at, connected, message } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { login } from './login.ts'

const unreadable = (reason: 'checksum' | 'not-logged-in'): ConformEvent => ({
  kind: 'unreadable',
  at: at(5),
  connection: 1,
  reason,
  detail: 'The checksum differs.',
  head: '7878',
})

judges(login, [
  { given: 'nothing', events: [], expected: 'failed', because: /Nothing came within 10 min/ },
  { given: 'a name at the last moment', events: [connected(0), message(60, 1)], expected: 'passed' },
  { given: 'a name too late', events: [connected(0), message(61, 1)], expected: 'failed', because: /took 61 s/ },
  {
    given: 'two names',
    events: [connected(0), message(1, 1), message(2, 2, { identifier: 'AB-000124' })],
    expected: 'failed',
    because: /2 names/,
  },
  {
    given: 'another name than expected',
    events: [connected(0), message(1, 1)],
    subject: { identifier: 'X' },
    expected: 'failed',
    because: /not X/,
  },
  {
    given: 'a message of nobody',
    events: [connected(0), unreadable('not-logged-in'), message(6, 1)],
    expected: 'failed',
    because: /before it was known whose/,
  },
  {
    given: 'a connection without a word',
    events: [connected(0), message(1, 1), connected(2, 2)],
    expected: 'failed',
    because: /said nothing/,
  },
  {
    given: 'a connection without a word that soon ended',
    events: [connected(0), message(1, 1), connected(2, 2), { kind: 'closed', at: at(61), connection: 2, isClean: true }],
    expected: 'passed',
  },
])
