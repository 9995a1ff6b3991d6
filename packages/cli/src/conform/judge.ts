import type { Conversation } from './conversation.ts'
import type { ActName } from './recording/events.ts'
import { eventsOf } from './requirements/facts.ts'
import { requirements } from './requirements/index.ts'
import type { Evidence, Finding, Requirement } from './requirements/requirement.ts'

export interface Judged {
  readonly id: string
  readonly sentence: string
  /** `unfinished`: the examination ended before it could be told. */
  readonly verdict: Finding['verdict'] | 'unfinished'
  readonly reason: string
  readonly evidence?: Evidence
}

function findingOn(
  requirement: Requirement,
  conversation: Conversation,
  ended: ReadonlySet<ActName>,
): Omit<Judged, 'id' | 'sentence'> {
  const isCome = eventsOf(conversation, 'message').length > 0
  // Whoever never came is judged by that alone.
  if (!isCome && ended.has('arrival') && requirement.id !== 'login' && requirement.id !== 'integrity')
    return { verdict: 'not-applicable', reason: 'The device did not come.' }
  const isDue = ended.has(requirement.after) || (!isCome && ended.has('arrival'))
  const finding = isDue || requirement.failsAtOnce ? requirement.judge(conversation) : undefined
  if (finding && (isDue || finding.verdict === 'failed')) return finding
  return { verdict: 'unfinished', reason: 'The examination ended before this could be told.' }
}

/** A verdict for each requirement, from the recording alone. */
export function judge(conversation: Conversation): readonly Judged[] {
  const ended = new Set(
    eventsOf(conversation, 'act')
      .filter(({ is }) => is === 'ended')
      .map(({ act }) => act),
  )
  return requirements.map((requirement) => {
    const { id, sentence } = requirement
    return { id, sentence, ...findingOn(requirement, conversation, ended) }
  })
}
