import { eventsOf } from './facts.ts'
import { failed, lasting, notApplicable, passed, type Requirement } from './requirement.ts'

export const battery: Requirement = {
  id: 'battery',
  sentence: 'It tells the level of its battery within a time.',
  after: 'battery',
  judge(conversation) {
    if (!conversation.subject.expected.has('battery')) return notApplicable('Not expected of this device (--expect).')
    const { batteryMs } = conversation.timetable
    const messages = eventsOf(conversation, 'message')
    const levels = messages.flatMap(({ at, records }) =>
      records.flatMap(({ levelPercent }) => (levelPercent === undefined ? [] : [{ at, levelPercent }])),
    )
    const [first] = levels
    const [met] = messages
    if (!first || !met) return failed(`No level came within ${lasting(batteryMs)}.`)
    const tookMs = first.at - met.at
    const evidence = { levels: levels.length, first: `${first.levelPercent} % after ${lasting(tookMs)}` }
    return tookMs > batteryMs
      ? failed(`The first level came only after ${lasting(tookMs)}.`, evidence)
      : passed(`It told ${first.levelPercent} % after ${lasting(tookMs)}.`, evidence)
  },
}
