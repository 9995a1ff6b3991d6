import type { Instant } from '@bilezik/domain'
import type { Conversation } from '../conversation.ts'
import type { EventOf, HeardMessage } from '../recording/events.ts'
import { eventsOf, reportTimes, rhythmOf } from './facts.ts'
import { failed, lasting, notApplicable, passed, type Requirement } from './requirement.ts'

/** So near to its turn, in parts of the interval, a position is in its turn. */
const nearTurn = 0.15
const turnsLookedAt = 6
const turnsAgreeing = 2

export function answerTo(conversation: Conversation, commanded: EventOf<'commanded'>): HeardMessage | undefined {
  const { hasTokens } = conversation.subject
  return eventsOf(conversation, 'message').find(
    ({ at, answer }) =>
      at >= commanded.at && answer && (!hasTokens || answer.token === undefined || answer.token === commanded.token),
  )
}

/** A whole number of intervals lies between this moment and some earlier positions. */
function isInTurn(at: Instant, earlier: readonly Instant[], usualMs: number): boolean {
  const agreeing = earlier.slice(-turnsLookedAt).filter((time) => {
    const turns = (at - time) / usualMs
    return Math.abs(turns - Math.round(turns)) < nearTurn
  })
  return agreeing.length >= turnsAgreeing
}

/** Some protocols cut their times to the second. */
const cutSeconds = 1

/** How long after the command a position came out of its turn; undefined where none did. */
export function obeyedAfterMs(conversation: Conversation, { at }: EventOf<'commanded'>): number | undefined {
  const usualMs = rhythmOf(conversation)?.usualMs
  const from = at - cutSeconds * conversation.timetable.secondMs
  const earlier = reportTimes(conversation, ({ isPlace, receivedAt }) => isPlace && receivedAt < at)
  const later = reportTimes(conversation, ({ isPlace, receivedAt }) => isPlace && receivedAt >= at)
  const obeyed = later.find((time) => time >= from && (usualMs === undefined || !isInTurn(time, earlier, usualMs)))
  return obeyed === undefined ? undefined : Math.max(0, obeyed - at)
}

export const commands: Requirement = {
  id: 'commands',
  sentence: 'Asked for its place, it answers or tells it out of turn.',
  after: 'command',
  judge(conversation) {
    const { subject, timetable } = conversation
    if (!subject.hasLocate)
      return notApplicable(`No command to locate goes to a device over ${subject.protocol} and ${subject.transport}.`)
    if (!subject.expected.has('commands')) return notApplicable('Not expected of this device (--expect).')
    const [commanded] = eventsOf(conversation, 'commanded')
    if (!commanded) return failed(`It was not connected for ${lasting(timetable.returnMs)}: no command could be sent.`)
    const answered = answerTo(conversation, commanded)
    const obeyedMs = obeyedAfterMs(conversation, commanded)
    const said = answered?.answer && { answer: answered.answer.text || (answered.answer.isDone ? 'done' : 'not done') }
    if (answered && answered.at - commanded.at <= timetable.commandMs)
      return passed(`It answered after ${lasting(answered.at - commanded.at)}.`, said)
    if (obeyedMs !== undefined && obeyedMs <= timetable.commandMs)
      return passed(`It told its place ${lasting(obeyedMs)} later, out of turn.`)
    return failed(`It was asked for its place, and neither answered nor told it within ${lasting(timetable.commandMs)}.`)
  },
}
