import { type Instant, later } from '@bilezik/domain'
import type { Codec } from '@bilezik/protocols'
import type { Clock } from '@bilezik/simulator'
import type { Conversation, Subject } from './conversation.ts'
import type { StrapMove } from './recording/events.ts'
import type { Desk } from './recording/desk.ts'
import type { Recording } from './recording/recording.ts'
import type { Station } from './stations/station.ts'
import type { Timetable } from './timetable.ts'

/** Whoever holds the device in hand. */
export interface Tester {
  /** Asks for it; done when the tester says that it is. The signal takes the question back: the device has told it already. */
  moveStrap(move: StrapMove, isTold: AbortSignal): Promise<void>
}

export interface StageParts {
  readonly subject: Subject
  readonly timetable: Timetable
  readonly codec: Codec
  readonly secret?: Uint8Array
  readonly clock: Clock
  readonly recording: Recording
  readonly desk: Desk
  readonly station: Station
  /** Absent: nobody is there, and the strap is moved by whoever moves it. */
  readonly tester?: Tester
  readonly tell: (sentence: string) => void
  readonly signal: AbortSignal
}

/** Not everything that is waited for comes with an event. */
const lookEveryMs = 1_000
const lookSoonMs = 20

/** Why an examination ended before its end. */
export class CutShort extends Error {}

/** What the acts of an examination work with: the server's side of the conversation, and time. */
export class Stage {
  readonly parts: StageParts

  constructor(parts: StageParts) {
    this.parts = parts
  }

  get now(): Instant {
    return this.parts.clock.now()
  }

  get conversation(): Conversation {
    const { subject, timetable, recording } = this.parts
    return { subject, timetable, events: recording.events, endedAt: this.now }
  }

  /** Waits until it holds, for so long at most; answers whether it does. */
  until(holds: () => boolean, ms: number): Promise<boolean> {
    const { clock, recording, signal } = this.parts
    const deadline = later(this.now, ms)
    return new Promise((resolve, reject) => {
      let cancel = () => {}
      const leave = (settle: () => void) => {
        cancel()
        silence()
        signal.removeEventListener('abort', look)
        settle()
      }
      const lookIn = (afterMs: number) => {
        cancel()
        cancel = clock.callAt(later(this.now, Math.min(Math.max(0, deadline - this.now), afterMs)), look)
      }
      const look = () => {
        if (signal.aborted) return leave(() => reject(new CutShort('It was stopped.')))
        if (recording.isFull) return leave(() => reject(new CutShort('More came than is kept.')))
        if (holds()) return leave(() => resolve(true))
        if (this.now >= deadline) return leave(() => resolve(false))
        lookIn(lookEveryMs)
      }
      // Much may come at once, and a look goes through all of it.
      const silence = recording.listen(() => lookIn(lookSoonMs))
      signal.addEventListener('abort', look)
      look()
    })
  }

  async wait(ms: number): Promise<void> {
    await this.until(() => false, ms)
  }
}
