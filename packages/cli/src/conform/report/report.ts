import { isoInstant } from '@bilezik/domain'
import type { Examination } from '../examine.ts'
import type { Judged } from '../judge.ts'
import { eventsOf } from '../requirements/facts.ts'

export type Outcome = 'passed' | 'failed' | 'unfinished'

/** What the file says: the same as the terminal, for programs. Keys are stable. */
export interface Report {
  readonly protocol: string
  readonly transport: string
  /** As the device names itself; null where it never did. */
  readonly device: string | null
  readonly startedAt: string
  readonly endedAt: string
  readonly outcome: Outcome
  /** Why it ended before its end; null where it did not. */
  readonly cutShort: string | null
  readonly requirements: readonly Judged[]
  readonly counts: Readonly<Record<'messages' | 'unreadable' | 'connections' | 'turnedAway', number>>
}

/** Nothing failed is not enough: what could not be told is no pass. */
function outcomeOf(judged: readonly Judged[]): Outcome {
  const has = (verdict: Judged['verdict']) => judged.some((one) => one.verdict === verdict)
  return has('failed') ? 'failed' : has('unfinished') ? 'unfinished' : 'passed'
}

export function reportOf({ conversation, judged, cutShort }: Examination): Report {
  const { subject, events, endedAt } = conversation
  const messages = eventsOf(conversation, 'message')
  return {
    protocol: subject.protocol,
    transport: subject.transport,
    device: messages.find(({ identifier }) => identifier !== undefined)?.identifier ?? null,
    startedAt: isoInstant(events[0]?.at ?? endedAt),
    endedAt: isoInstant(endedAt),
    outcome: outcomeOf(judged),
    cutShort: cutShort ?? null,
    requirements: judged,
    counts: {
      messages: messages.length,
      unreadable: eventsOf(conversation, 'unreadable').length,
      connections: eventsOf(conversation, 'connected').length,
      turnedAway: eventsOf(conversation, 'turned-away').length,
    },
  }
}
