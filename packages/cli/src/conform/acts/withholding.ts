import { eventsOf, rhythmOf } from '../requirements/facts.ts'
import type { Stage } from '../stage.ts'
import type { Act } from './act.ts'

/** Waits for what was withheld to come again; helps by cutting the connection, as a server that starts anew would. */
export async function awaitAgain(stage: Stage): Promise<void> {
  const { desk, station, timetable } = stage.parts
  if (!desk.withholding.isLooking) return
  if (await stage.until(() => desk.withholding.hasReturned, timetable.againMs)) return
  station.cut()
  await stage.until(() => desk.withholding.hasReturned, timetable.againMs)
}

export const withholding: Act = {
  name: 'withholding',
  title: () => 'Withholding one acknowledgement.',
  async perform(stage) {
    const { desk, timetable } = stage.parts
    const pickMs = Math.max(timetable.pickMs, 2 * (rhythmOf(stage.conversation)?.usualMs ?? 0))
    const isPicked = () => desk.withholding.isLooking || desk.withholding.hasReturned
    desk.withholding.begin('records')
    if (!(await stage.until(isPicked, pickMs))) {
      // Where records are not answered, a heartbeat may be; a strap alarm, with records of its own, may still come.
      desk.withholding.begin('anything')
      await stage.until(isPicked, pickMs)
    }
    await awaitAgain(stage)
    const hasPicked = eventsOf(stage.conversation, 'withheld').some(({ isPicked: is }) => is)
    desk.withholding.end()
    if (!hasPicked || !hasWithheldRecords(stage)) desk.withholding.begin('records')
  },
}

function hasWithheldRecords({ conversation }: Stage): boolean {
  const picked = new Set(
    eventsOf(conversation, 'withheld')
      .filter(({ isPicked }) => isPicked)
      .map(({ no }) => no),
  )
  return eventsOf(conversation, 'message').some(
    ({ no, records }) => picked.has(no) && records.some(({ latestAt }) => latestAt !== undefined),
  )
}
