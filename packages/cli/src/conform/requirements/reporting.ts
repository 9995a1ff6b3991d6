import type { Conversation } from '../conversation.ts'
import { isWithin, type Report, reportsOf, rhythmOf, spanOf } from './facts.ts'
import { counted, failed, lasting, passed, type Requirement } from './requirement.ts'

const leastReports = 3
/** Shorter gaps are news; longer ones are a promise not kept. */
const regularFactor = 1.5
const regularShare = 0.75
const longestFactor = 3
const jitterSeconds = 2

/** A device may not know the time when it starts; once it does, it goes on knowing it. */
function lostTime(reports: readonly Report[]): boolean {
  const firstTimed = reports.findIndex(({ fixAt }) => fixAt !== undefined)
  return firstTimed >= 0 && reports.slice(firstTimed).some(({ fixAt }) => fixAt === undefined)
}

function watchedReports(conversation: Conversation): readonly Report[] {
  const watched = spanOf(conversation, 'observation')
  return watched ? reportsOf(conversation).filter(({ receivedAt }) => isWithin(receivedAt, watched)) : []
}

export const reporting: Requirement = {
  id: 'reporting',
  sentence: 'It tells its position with its own time, at the interval that it shows.',
  after: 'observation',
  judge(conversation) {
    const watchedFor = lasting(conversation.timetable.observationMs)
    const reports = watchedReports(conversation)
    const rhythm = rhythmOf(conversation)
    if (reports.length === 0) return failed(`No position came in ${watchedFor}.`)
    if (reports.every(({ fixAt }) => fixAt === undefined))
      return failed(`None of ${counted(reports.length, 'position')} has a time.`)
    if (lostTime(reports)) return failed('A position without a time came after one that had it.')
    if (!reports.some(({ isPlace }) => isPlace))
      return failed(`It looked for its place ${reports.length} times and never found it: put it under the sky.`)
    if (!rhythm || rhythm.count < leastReports)
      return failed(`Only ${counted(rhythm?.count ?? reports.length, 'position')} in ${watchedFor}: give more --minutes.`)
    const { usualMs, gaps, sinceLastMs } = rhythm
    const longestMs = Math.max(rhythm.longestMs, sinceLastMs)
    const jitterMs = jitterSeconds * conversation.timetable.secondMs
    const evidence = { positions: rhythm.count, interval: lasting(usualMs), longest: lasting(longestMs) }
    const regular = gaps.filter((gap) => gap <= regularFactor * usualMs + jitterMs).length
    if (longestMs > longestFactor * usualMs + jitterMs)
      return failed(`It reports every ${lasting(usualMs)}, and was silent for ${lasting(longestMs)}.`, evidence)
    if (regular < regularShare * gaps.length)
      return failed(`It reports every ${lasting(usualMs)}, and was late ${gaps.length - regular} times.`, evidence)
    return passed(`${counted(rhythm.count, 'position')} came, one every ${lasting(usualMs)}.`, evidence)
  },
}
