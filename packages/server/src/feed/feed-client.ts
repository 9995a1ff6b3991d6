import type { Mark } from '@bilezik/contract'
import { type MarksEvent, frame, marksFrames } from './frame.ts'
import type { Position } from './position.ts'

/** What a client needs of its HTTP response. */
export interface Sink {
  /** Bytes given and not yet taken by the socket. */
  readonly writableLength: number
  write(text: string): boolean
}

const slowBytes = 1024 * 1024
const maxQueued = 1_000

/**
 * One open stream. A slow client costs a bounded amount: durable events wait in a short queue and become a `reset` when it
 * overflows; of marks only the latest of each person is kept; pulses are left out.
 */
export class FeedClient {
  readonly #sink: Sink
  #queue: string[] = []
  #lastPosition: Position | undefined
  #hasOverflowed = false
  /** Null: gone. Undefined map: nothing waits. */
  #waitingMarks: Map<string, Mark | null> | undefined
  #isWaitingFull = false

  constructor(sink: Sink) {
    this.#sink = sink
  }

  get isSlow(): boolean {
    return this.#sink.writableLength > slowBytes
  }

  /** A durable event, or a `reset`, or a bare position: never left out silently. */
  durable(text: string, position: Position): void {
    this.#lastPosition = position
    if (this.#hasOverflowed) return
    if (this.#queue.length === 0 && !this.isSlow) {
      this.#sink.write(text)
      return
    }
    this.#queue.push(text)
    if (this.#queue.length > maxQueued) {
      this.#queue = []
      this.#hasOverflowed = true
    }
  }

  /** `texts` are the event's frames, made once for all clients of a scope. */
  marks(event: MarksEvent, texts: readonly string[]): void {
    if (!this.isSlow && !this.#waitingMarks) {
      for (const text of texts) this.#sink.write(text)
      return
    }
    if (event.isFull || !this.#waitingMarks) this.#waitingMarks = new Map()
    this.#isWaitingFull ||= event.isFull
    for (const mark of event.marks) this.#waitingMarks.set(mark.personId, mark)
    for (const personId of event.gone) this.#waitingMarks.set(personId, null)
  }

  pulse(text: string): void {
    this.flush()
    if (!this.isSlow) this.#sink.write(text)
  }

  /** Called when the socket has drained, and before each pulse. */
  flush(): void {
    if (this.#hasOverflowed && !this.isSlow) {
      this.#hasOverflowed = false
      this.#sink.write(frame('reset', {}, this.#lastPosition))
    }
    while (this.#queue.length > 0 && !this.isSlow) this.#sink.write(this.#queue.shift() as string)
    if (!this.#waitingMarks || this.isSlow || this.#queue.length > 0) return
    const event: MarksEvent = { isFull: this.#isWaitingFull, marks: [], gone: [] }
    for (const [personId, mark] of this.#waitingMarks) {
      if (mark) event.marks.push(mark)
      else event.gone.push(personId)
    }
    this.#waitingMarks = undefined
    this.#isWaitingFull = false
    for (const text of marksFrames(event)) this.#sink.write(text)
  }
}
