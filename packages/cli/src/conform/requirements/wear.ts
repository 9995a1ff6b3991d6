import { type Instant, type WearSignal, instant } from '@bilezik/domain'
import { type Conversation, hasWordFor } from '../conversation.ts'
import type { StrapMove } from '../recording/events.ts'
import { eventsOf, lagMs } from './facts.ts'
import { failed, type Finding, lasting, notApplicable, passed, type Requirement } from './requirement.ts'

const signalsOf: Readonly<Record<StrapMove, readonly WearSignal[]>> = {
  opened: ['strap-cut', 'strap-open', 'removed'],
  closed: ['strap-closed', 'worn'],
}

interface Felt {
  readonly signal: WearSignal
  readonly receivedAt: Instant
  /** When it happened: as the tester says, or by the device's own time, or at the latest when it came. */
  readonly happenedAt: Instant
}

/** When the tester moved the strap; undefined where nobody was asked. */
function movedAt(conversation: Conversation, move: StrapMove): Instant | undefined {
  const marks = eventsOf(conversation, 'strap').filter(({ is }) => is === move)
  return (marks.find(({ stage }) => stage === 'done') ?? marks[0])?.at
}

/** A device tells the state of its strap when it starts: a strap is closed again only after it was opened. */
function earliestOf(conversation: Conversation, move: StrapMove): Instant {
  const askedAt = eventsOf(conversation, 'strap').find(({ is }) => is === move)?.at
  const openedAt = move === 'closed' ? feltOf(conversation, 'opened')?.receivedAt : undefined
  return instant(Math.max(askedAt ?? 0, openedAt ?? 0))
}

/** The first signal of this move since the tester was asked for it. */
export function feltOf(conversation: Conversation, move: StrapMove): Felt | undefined {
  const tester = movedAt(conversation, move)
  const lag = lagMs(conversation) ?? 0
  const earliest = earliestOf(conversation, move)
  for (const message of eventsOf(conversation, 'message')) {
    if (message.at < earliest) continue
    const signal = message.records.flatMap(({ wear }) => wear).find((one) => signalsOf[move].includes(one.signal))
    if (!signal) continue
    const ownAt = signal.fixAt === undefined ? message.at : instant(signal.fixAt + lag)
    const happenedAt = instant(Math.min(message.at, tester ?? ownAt))
    return { signal: signal.signal, receivedAt: message.at, happenedAt }
  }
  return undefined
}

function judgeMove(conversation: Conversation, move: StrapMove): Finding {
  const { wearMs } = conversation.timetable
  const felt = feltOf(conversation, move)
  const wasAsked = eventsOf(conversation, 'strap').some(({ is }) => is === move)
  if (!felt)
    return failed(`${wasAsked ? `The strap was ${move}` : `Nobody was told that the strap was ${move}`}, and no message said so.`)
  const tookMs = felt.receivedAt - felt.happenedAt
  const evidence = { [move]: `${felt.signal} after ${lasting(tookMs)}` }
  return tookMs > wearMs
    ? failed(`That the strap was ${move} was told only after ${lasting(tookMs)}.`, evidence)
    : passed(`${felt.signal} was told.`, evidence)
}

export const wear: Requirement = {
  id: 'wear',
  sentence: 'That the strap is opened or cut, and closed again, it tells at once.',
  after: 'strap',
  judge(conversation) {
    const { protocol, expected } = conversation.subject
    if (!expected.has('wear')) return notApplicable('Not expected of this device (--expect).')
    if (!hasWordFor(protocol, 'opened'))
      return notApplicable(`${protocol} has no word for a strap: a wired one is made known by the device model.`)
    const opened = judgeMove(conversation, 'opened')
    if (opened.verdict === 'failed') return opened
    if (!hasWordFor(protocol, 'closed'))
      return passed('The opened strap was told; the protocol has no word for a closed one.', opened.evidence)
    const closed = judgeMove(conversation, 'closed')
    const evidence = { ...opened.evidence, ...closed.evidence }
    return closed.verdict === 'failed' ? { ...closed, evidence } : passed('Both were told.', evidence)
  },
}
