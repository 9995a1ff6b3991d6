import { isWhole } from '../requirements/backlog.ts'
import { eventsOf, rhythmOf } from '../requirements/facts.ts'
import { lasting } from '../requirements/requirement.ts'
import type { Stage } from '../stage.ts'
import type { Act } from './act.ts'

/** Long enough for three positions, so that it can be seen what comes of them. */
const positionsMissed = 3

function lengthMs(stage: Stage): number {
  const { outageMs, longestOutageMs } = stage.parts.timetable
  const usualMs = rhythmOf(stage.conversation)?.usualMs ?? 0
  return Math.min(longestOutageMs, Math.max(outageMs, positionsMissed * usualMs))
}

export const outage: Act = {
  name: 'outage',
  title: (stage) => `Cutting the connection, and refusing it for ${lasting(lengthMs(stage))}.`,
  async perform(stage) {
    const { recording, station, timetable, tell } = stage.parts
    const ms = lengthMs(stage)
    recording.add({ kind: 'outage', at: stage.now, is: 'begun' })
    station.shut()
    await stage.wait(ms)
    station.open()
    const openedAt = stage.now
    recording.add({ kind: 'outage', at: openedAt, is: 'ended' })
    tell('Connections are taken again. Waiting for the device and for what it kept.')
    const isBack = () => eventsOf(stage.conversation, 'message').some(({ at }) => at > openedAt)
    if (await stage.until(isBack, timetable.returnMs)) await stage.until(() => isWhole(stage.conversation), timetable.backlogMs)
  },
}
