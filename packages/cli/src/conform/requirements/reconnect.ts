import type { Conversation } from '../conversation.ts'
import { eventsOf, outageOf, type Span } from './facts.ts'
import { counted, failed, type Finding, lasting, notApplicable, passed, type Requirement } from './requirement.ts'

const mostTriesAMinute = 12
/** Slower than this a device need not become slower still. */
const slowSeconds = 20
const leastTries = 4
const growth = 1.5

/** Connections of one second are one try: phones open several at once. */
function triesIn(conversation: Conversation, { from, to }: Span): readonly number[] {
  const { secondMs } = conversation.timetable
  const tries: number[] = []
  for (const { at } of eventsOf(conversation, 'turned-away'))
    if (at >= from && at <= to && at - (tries.at(-1) ?? -Infinity) >= secondMs) tries.push(at)
  return tries
}

function mostInAMinute(tries: readonly number[], secondMs: number): number {
  const minute = 60 * secondMs
  return Math.max(0, ...tries.map((at) => tries.filter((other) => other >= at && other < at + minute).length))
}

function backsOff(tries: readonly number[], secondMs: number): boolean {
  const gaps = tries.slice(1).map((at, index) => at - tries[index]!)
  if (tries.length < leastTries || gaps.every((gap) => gap >= slowSeconds * secondMs)) return true
  return gaps.at(-1)! >= growth * gaps[0]!
}

function judgeTries(conversation: Conversation, away: Span, backAfterMs: number): Finding {
  const { secondMs } = conversation.timetable
  const tries = triesIn(conversation, away)
  const evidence = {
    away: lasting(away.to - away.from),
    tries: tries.length,
    'after seconds':
      tries
        .slice(0, 12)
        .map((at) => Math.round((at - away.from) / secondMs))
        .join(' ') || 'none',
    back: `after ${lasting(backAfterMs)}`,
  }
  const most = mostInAMinute(tries, secondMs)
  if (most > mostTriesAMinute)
    return failed(`It tried ${most} times in a minute: after an outage a whole fleet would storm the server.`, evidence)
  // Datagrams need no connection: each position is a try of its own.
  if (conversation.subject.transport !== 'udp' && !backsOff(tries, secondMs))
    return failed('It tried again and again at the same interval, without waiting longer each time.', evidence)
  return passed(`It tried ${counted(tries.length, 'time')} and was back ${lasting(backAfterMs)} after the server.`, evidence)
}

export const reconnect: Requirement = {
  id: 'reconnect',
  sentence: 'After a cut it comes back by itself, waits longer after each failure, and does not storm.',
  after: 'outage',
  judge(conversation) {
    const outage = outageOf(conversation)
    if (!outage) return notApplicable('The connection was not cut.')
    const back = eventsOf(conversation, 'message').find(({ at }) => at > outage.to)
    if (!back) return failed(`It did not come back within ${lasting(conversation.timetable.returnMs)}.`)
    return judgeTries(conversation, outage, back.at - outage.to)
  },
}
