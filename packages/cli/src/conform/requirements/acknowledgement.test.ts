import type { ConformEvent } from '../recording/events.ts'
import { at, holding, message, positions, record } from './conversation.fixture.ts'
import { judges } from './judges.fixture.ts'
import { acknowledgement } from './acknowledgement.ts'

const picked = (no: number, isForged = false): ConformEvent => ({ kind: 'withheld', at: at(310), no, isPicked: true, isForged })
const replied = (seconds: number, no: number): ConformEvent => ({ kind: 'replied', at: at(seconds), no })

judges(acknowledgement, [
  { given: 'nothing that is answered', events: positions([10]), expected: 'not-applicable', because: /cannot know/ },
  { given: 'sent again', events: [holding(310, 1, record(309)), picked(1), holding(340, 2, record(309))], expected: 'passed' },
  {
    given: 'sent again in two messages',
    events: [holding(310, 1, record(300), record(309)), picked(1), holding(340, 2, record(309)), holding(341, 3, record(300))],
    expected: 'passed',
  },
  {
    given: 'half of it',
    events: [holding(310, 1, record(300), record(309)), picked(1), holding(340, 2, record(309))],
    expected: 'failed',
    because: /1 of 2 records/,
  },
  {
    given: 'the same moment with other bytes',
    events: [holding(310, 1, record(309)), picked(1), holding(340, 2, record(309, { fingerprint: 'late' }))],
    expected: 'failed',
    because: /keeps them twice/,
  },
  {
    given: 'not again, after a forged answer',
    events: [holding(310, 1, record(309)), picked(1, true)],
    expected: 'failed',
    because: /forged/,
  },
  {
    given: 'a heartbeat that came again',
    events: [message(310, 1, { type: 'heartbeat' }), picked(1), message(340, 2, { type: 'heartbeat' })],
    expected: 'passed',
    because: /Positions are not answered/,
  },
  { given: 'a heartbeat that did not', events: [message(310, 1, { type: 'heartbeat' }), picked(1)], expected: 'failed' },
  {
    given: 'acknowledged, and again at once: the answer was on its way',
    events: [
      holding(10, 1, record(9)),
      replied(10, 1),
      holding(13, 2, record(9)),
      holding(310, 3, record(309)),
      picked(3),
      holding(340, 4, record(309)),
    ],
    expected: 'passed',
  },
  {
    given: 'acknowledged, and again later',
    events: [holding(10, 1, record(9)), replied(10, 1), holding(14, 2, record(9))],
    expected: 'failed',
    because: /after being acknowledged/,
  },
  {
    given: 'acknowledged on a connection that was lost at that moment, and again',
    events: [
      holding(10, 1, record(9)),
      replied(10, 1),
      { kind: 'closed', at: at(12), connection: 1, isClean: false },
      holding(40, 2, record(9)),
    ],
    expected: 'not-applicable',
  },
  {
    given: 'acknowledged as it left, and again on the next connection',
    events: [
      holding(10, 1, record(9)),
      replied(10, 1),
      { kind: 'closed', at: at(12), connection: 1, isClean: true },
      { ...holding(40, 2, record(9)), connection: 2 },
      replied(40, 2),
    ],
    expected: 'not-applicable',
  },
  {
    given: 'acknowledged as it left each time, and again',
    events: [1, 2, 3].flatMap((connection): ConformEvent[] => [
      { ...holding(connection * 20, connection, record(9)), connection },
      replied(connection * 20, connection),
      { kind: 'closed', at: at(connection * 20 + 1), connection, isClean: true },
    ]),
    expected: 'failed',
  },
  {
    given: 'acknowledged by a datagram, which may be lost, and again',
    events: [holding(10, 1, record(9)), replied(10, 1), holding(40, 2, record(9)), replied(40, 2)],
    subject: { transport: 'udp' },
    expected: 'not-applicable',
  },
  {
    given: 'acknowledged by two datagrams, and again',
    events: [holding(10, 1, record(9)), replied(10, 1), holding(40, 2, record(9)), replied(40, 2), holding(80, 3, record(9))],
    subject: { transport: 'udp' },
    expected: 'failed',
  },
])
