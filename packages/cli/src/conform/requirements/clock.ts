import type { Conversation } from '../conversation.ts'
import { eventsOf, lagMs } from './facts.ts'
import { counted, failed, lasting, notApplicable, passed, type Requirement } from './requirement.ts'

/** Whoever was told the time need not ask at once again, more often than a lost answer explains. */
const mostAsking = 3

/** Requests for the time that came within a minute of one that was answered. */
function askedInVain(conversation: Conversation): { readonly asked: number; readonly again: number } {
  const answered = new Set(eventsOf(conversation, 'replied').map(({ no }) => no))
  const asked = eventsOf(conversation, 'message').filter(({ type }) => type.includes('time'))
  const again = asked.filter((message, index) => {
    const before = asked[index - 1]
    return before && answered.has(before.no) && message.at - before.at < 60 * conversation.timetable.secondMs
  })
  return { asked: asked.length, again: again.length }
}

export const clock: Requirement = {
  id: 'clock',
  sentence: 'Its clock is right: what it tells as it happens bears the time at which it comes.',
  after: 'observation',
  judge(conversation) {
    const { aheadMs, behindMs } = conversation.timetable
    const lag = lagMs(conversation)
    const { asked, again } = askedInVain(conversation)
    if (lag === undefined) return notApplicable('Nothing that came had a time of the device.')
    const evidence = { difference: `${lag < 0 ? '-' : ''}${lasting(lag)}`, ...(asked > 0 && { 'asked for the time': asked }) }
    if (lag < -aheadMs) return failed(`It tells what will happen in ${lasting(lag)}: its clock is ahead.`, evidence)
    if (lag > behindMs)
      return failed(`Its newest news is ${lasting(lag)} old: its clock is behind, or it holds news back.`, evidence)
    if (again > mostAsking)
      return failed(`It was told the time, and asked again within a minute, ${counted(again, 'time')}.`, evidence)
    return passed(`News came ${lasting(lag)} after its own time.`, evidence)
  },
}
