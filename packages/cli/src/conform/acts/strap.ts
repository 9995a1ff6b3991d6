import { hasWordFor } from '../conversation.ts'
import type { StrapMove } from '../recording/events.ts'
import { feltOf } from '../requirements/wear.ts'
import type { Stage } from '../stage.ts'
import type { Act } from './act.ts'
import { awaitAgain } from './withholding.ts'

const isExamined = ({ parts: { subject } }: Stage) => subject.expected.has('wear') && hasWordFor(subject.protocol, 'opened')

/** The tester is asked, and then the device has its time; or whoever moves the strap unasked has the tester's patience. */
async function examine(stage: Stage, move: StrapMove): Promise<void> {
  const { recording, subject, tester, timetable } = stage.parts
  const isFelt = () => feltOf(stage.conversation, move) !== undefined
  const hasWord = hasWordFor(subject.protocol, move)
  if (!tester) {
    if (hasWord) await stage.until(isFelt, timetable.strapMs)
    return
  }
  recording.add({ kind: 'strap', at: stage.now, is: move, stage: 'asked' })
  const told = new AbortController()
  let isDone = false
  const done = tester.moveStrap(move, told.signal).then(() => {
    isDone = true
    recording.add({ kind: 'strap', at: stage.now, is: move, stage: 'done' })
  })
  // A tester who cannot be asked any more has had it done, or never will.
  done.catch(() => (isDone = true))
  await stage.until(() => isDone || (hasWord && isFelt()), timetable.strapMs)
  if (hasWord) await stage.until(isFelt, timetable.wearMs)
  told.abort()
}

export const strap: Act = {
  name: 'strap',
  title: (stage) =>
    isExamined(stage) && !stage.parts.tester ? 'Waiting for the strap to be opened or cut, and closed.' : undefined,
  async perform(stage) {
    if (isExamined(stage)) {
      await examine(stage, 'opened')
      await awaitAgain(stage)
      await examine(stage, 'closed')
      await awaitAgain(stage)
    }
    stage.parts.desk.withholding.end()
  },
}
