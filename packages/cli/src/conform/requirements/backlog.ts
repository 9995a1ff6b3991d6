import { eventsOf, gapsOf, isWithin, outageOf, reportTimes, rhythmOf } from './facts.ts'
import type { Conversation } from '../conversation.ts'
import { counted, failed, lasting, notApplicable, passed, type Requirement } from './requirement.ts'

const regularFactor = 1.5
const seenFactor = 1.1

/** The longest silence, by the device's own times, that touches the time in which nothing was let in. */
export interface Hole {
  readonly ms: number
  readonly allowedMs: number
  readonly told: number
}

/** Undefined where it cannot be told what would be missing. */
export function holeOf(conversation: Conversation): Hole | undefined {
  const outage = outageOf(conversation)
  const rhythm = rhythmOf(conversation)
  if (!outage || !rhythm) return undefined
  const times = reportTimes(conversation)
  const inside = times.filter((at) => isWithin(at, outage))
  const before = times.findLast((at) => at < outage.from) ?? outage.from
  // Where nothing has come since, the hole reaches to the end of the outage at least.
  const after = times.find((at) => at > outage.to) ?? outage.to
  const allowedMs = Math.max(seenFactor * rhythm.longestMs, regularFactor * rhythm.usualMs) + conversation.timetable.secondMs
  return { ms: Math.max(...gapsOf([before, ...inside, after])), allowedMs, told: inside.length }
}

/** Whether all that can be expected has come. */
export function isWhole(conversation: Conversation): boolean {
  const hole = holeOf(conversation)
  const outage = outageOf(conversation)
  const hasGoneOn = outage !== undefined && reportTimes(conversation).some((at) => at > outage.to)
  return hole === undefined || (hasGoneOn && hole.ms <= hole.allowedMs)
}

export const backlog: Requirement = {
  id: 'backlog',
  sentence: 'What happened while the server was away comes afterwards, with its own time, in whole.',
  after: 'outage',
  judge(conversation) {
    const outage = outageOf(conversation)
    const hole = holeOf(conversation)
    if (!outage || !hole) return notApplicable('Without regular positions it cannot be told what is missing.')
    const isBack = eventsOf(conversation, 'message').some(({ at }) => at > outage.to)
    if (!isBack) return failed('It did not come back: nothing came afterwards.')
    const away = lasting(outage.to - outage.from)
    const evidence = { away, positions: hole.told, longest: lasting(hole.ms), allowed: lasting(hole.allowedMs) }
    if (hole.ms > hole.allowedMs)
      return failed(
        `By its own times it was silent for ${lasting(hole.ms)} around the ${away} without a server; ${counted(hole.told, 'position')} came from them.`,
        evidence,
      )
    return passed(`${counted(hole.told, 'position')} from the ${away} without a server came afterwards.`, evidence)
  },
}
