import type { ActName } from '../recording/events.ts'
import type { Stage } from '../stage.ts'

/** One part of the examination: what the server does, and for how long. What came of it is judged from the recording. */
export interface Act {
  readonly name: ActName
  /** What the tester is told when it begins; undefined: nothing. */
  readonly title: (stage: Stage) => string | undefined
  /** False ends the examination: there is nobody to examine. */
  readonly perform: (stage: Stage) => Promise<boolean | void>
}
