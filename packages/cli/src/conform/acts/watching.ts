import { instant } from '@bilezik/domain'
import { eventsOf } from '../requirements/facts.ts'
import { lasting } from '../requirements/requirement.ts'
import type { Act } from './act.ts'

export const arrival: Act = {
  name: 'arrival',
  title: ({ parts }) => `Waiting up to ${lasting(parts.timetable.arrivalMs)} for the device. Switch it on.`,
  perform: (stage) =>
    stage.until(
      () => eventsOf(stage.conversation, 'message').length > 0,
      stage.parts.timetable.arrivalMs + stage.parts.timetable.loginMs,
    ),
}

export const observation: Act = {
  name: 'observation',
  title: ({ parts }) => `Watching for ${lasting(parts.timetable.observationMs)}. Leave the device where it is, under the sky.`,
  perform: (stage) => stage.wait(stage.parts.timetable.observationMs),
}

export const battery: Act = {
  name: 'battery',
  title: ({ parts }) => (parts.subject.expected.has('battery') ? 'Looking for the level of the battery.' : undefined),
  async perform(stage) {
    const { subject, timetable } = stage.parts
    if (!subject.expected.has('battery')) return
    const met = eventsOf(stage.conversation, 'message')[0]?.at ?? stage.now
    const hasLevel = () =>
      eventsOf(stage.conversation, 'message').some(({ records }) =>
        records.some(({ levelPercent }) => levelPercent !== undefined),
      )
    await stage.until(hasLevel, Math.max(0, instant(met + timetable.batteryMs) - stage.now))
  },
}
