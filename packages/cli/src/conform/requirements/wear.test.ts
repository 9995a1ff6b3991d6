import type { ConformEvent, HeardMessage } from '../recording/events.ts'
import { at, holding, positions, record } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { wear } from './wear.ts'

const strap = (seconds: number, is: 'opened' | 'closed', stage: 'asked' | 'done' = 'asked'): ConformEvent => ({
  kind: 'strap',
  at: at(seconds),
  is,
  stage,
})
const feels = (seconds: number, no: number, signal: 'strap-cut' | 'strap-closed', fixSeconds = seconds): HeardMessage =>
  holding(seconds, no, record(fixSeconds, { wear: [{ signal, fixAt: at(fixSeconds) }] }))

judges(wear, [
  {
    given: 'both at once',
    events: [strap(400, 'opened'), feels(402, 1, 'strap-cut'), strap(410, 'closed'), feels(411, 2, 'strap-closed')],
    expected: 'passed',
  },
  {
    given: 'only the opening',
    events: [strap(400, 'opened'), feels(402, 1, 'strap-cut'), strap(410, 'closed')],
    expected: 'failed',
    because: /was closed/,
  },
  {
    given: 'only the opening, where there is no word for closing',
    events: [strap(400, 'opened'), feels(402, 1, 'strap-cut')],
    subject: { protocol: 'gt06' },
    expected: 'passed',
  },
  { given: 'nothing', events: [strap(400, 'opened')], expected: 'failed', because: /no message said so/ },
  {
    given: 'the opening after a minute and more',
    events: [strap(400, 'opened'), strap(405, 'opened', 'done'), feels(466, 1, 'strap-cut')],
    expected: 'failed',
    because: /only after 61 s/,
  },
  { given: 'a cut of before it was asked for', events: [feels(100, 1, 'strap-cut'), strap(400, 'opened')], expected: 'failed' },
  {
    given: 'unasked, by its own time',
    events: [feels(100, 1, 'strap-cut', 98), feels(120, 2, 'strap-closed', 119)],
    expected: 'passed',
  },
  {
    given: 'unasked, long after its own time',
    events: [...positions([60]), feels(200, 1, 'strap-cut', 100)],
    expected: 'failed',
    because: /only after/,
  },
  {
    given: 'closed at the start, as its state, and never opened',
    events: [feels(2, 1, 'strap-closed')],
    expected: 'failed',
    because: /opened/,
  },
  {
    given: 'closed at the start, then cut and left so',
    events: [feels(2, 1, 'strap-closed'), feels(100, 2, 'strap-cut')],
    expected: 'failed',
    because: /closed/,
  },
  {
    given: 'a protocol without a word',
    events: [],
    subject: { protocol: 'teltonika' },
    expected: 'not-applicable',
    because: /no word/,
  },
  { given: 'not expected', events: [], subject: { expected: new Set() }, expected: 'not-applicable', because: /--expect/ },
])
