import type { ConformEvent } from '../recording/events.ts'
import { at, every, message, positions } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { commands } from './commands.ts'

const commanded: ConformEvent = { kind: 'commanded', at: at(505), token: 77 }
const answers = (seconds: number, token?: number) =>
  message(seconds, 2_000 + seconds, { answer: { text: 'OK', isDone: true, ...(token !== undefined && { token }) } })
const turns = positions(every(60, 10, 500))

judges(commands, [
  { given: 'an answer', events: [...turns, commanded, answers(507, 77)], expected: 'passed', because: /answered after 2 s/ },
  { given: 'the answer to another command', events: [...turns, commanded, answers(507, 78)], expected: 'failed' },
  { given: 'an answer too late', events: [...turns, commanded, answers(566, 77)], expected: 'failed' },
  {
    given: 'an answer without a token, where none has one',
    events: [...turns, commanded, answers(507)],
    subject: { hasTokens: false },
    expected: 'passed',
  },
  {
    given: 'a position out of turn',
    events: [...turns, commanded, ...positions([512])],
    expected: 'passed',
    because: /out of turn/,
  },
  {
    given: 'the next position in its turn',
    events: [...turns, commanded, ...positions([550])],
    expected: 'failed',
    because: /neither/,
  },
  { given: 'nobody connected', events: turns, expected: 'failed', because: /not connected/ },
  { given: 'no such command', events: turns, subject: { hasLocate: false, transport: 'http' }, expected: 'not-applicable' },
  { given: 'not expected', events: turns, subject: { expected: new Set() }, expected: 'not-applicable' },
])
