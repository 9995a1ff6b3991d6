import type { Link, OpenLink } from './link.ts'
import type { NumberedRecord } from './numbered-record.ts'
import { RecordBook } from './record-book.ts'

export interface LoadDeviceOptions {
  readonly openLink: OpenLink
  /** Messages under way at once. */
  readonly window: number
  readonly recordsPerMessage: number
  readonly precisionMs: number
  /** An unanswered message: over a connection the device then comes anew, otherwise it only sends again. */
  readonly answerWithinMs: number
  readonly hasConnection: boolean
  readonly random: () => number
}

/** Between two messages of one device: on a quiet machine the devices would only measure its speed. */
const pauseMs = 15
const openedWithinMs = 10_000
const shortestBackoffMs = 50
const longestBackoffMs = 1_000

interface UnderWay {
  readonly records: readonly NumberedRecord[]
  readonly expires: NodeJS.Timeout
}

/** Sends numbered records as fast as they are answered, and everything that was not acknowledged once more. */
export class LoadDevice {
  readonly book = new RecordBook()
  readonly #options: LoadDeviceOptions
  #link: Link | undefined
  #openings = 0
  #isOpen = false
  #isStopped = false
  #message = 0
  #underWay = new Map<number, UnderWay>()
  #again: NumberedRecord[] = []
  #backoffMs = shortestBackoffMs
  #opening: NodeJS.Timeout | undefined
  #filling: NodeJS.Timeout | undefined
  #filledMs = 0

  constructor(options: LoadDeviceOptions) {
    this.#options = options
  }

  start(): void {
    const opened = ++this.#openings
    // What a former link still has to say is not listened to.
    const ifCurrent = (work: () => void) => {
      if (opened === this.#openings && !this.#isStopped) work()
    }
    this.#opening = setTimeout(() => ifCurrent(() => this.#lost()), openedWithinMs)
    this.#link = this.#options.openLink({
      onOpened: () =>
        ifCurrent(() => {
          clearTimeout(this.#opening)
          this.#isOpen = true
          this.#fill()
        }),
      onStored: (message) => ifCurrent(() => this.#stored(message)),
      onClosed: () => ifCurrent(() => this.#lost()),
    })
  }

  stop(): void {
    this.#isStopped = true
    clearTimeout(this.#opening)
    clearTimeout(this.#filling)
    for (const { expires } of this.#underWay.values()) clearTimeout(expires)
    this.#link?.close()
    this.#link = undefined
  }

  #stored(message: number): void {
    const sent = this.#underWay.get(message)
    if (!sent) return
    clearTimeout(sent.expires)
    this.#underWay.delete(message)
    this.book.acknowledge(sent.records)
    this.#backoffMs = shortestBackoffMs
    this.#fill()
  }

  #fill(): void {
    if (!this.#isOpen || this.#underWay.size >= this.#options.window || this.#filling) return
    const waitMs = Math.max(0, this.#filledMs + pauseMs - performance.now())
    this.#filling = setTimeout(() => {
      this.#filling = undefined
      if (!this.#isOpen || this.#isStopped || this.#underWay.size >= this.#options.window) return
      this.#filledMs = performance.now()
      this.#send(this.#take())
      this.#fill()
    }, waitMs)
  }

  /** What was not acknowledged goes first, in another grouping than before. */
  #take(): readonly NumberedRecord[] {
    const { recordsPerMessage, precisionMs, random } = this.#options
    if (this.#again.length > 0) {
      const repeated = this.#again.splice(0, 1 + Math.floor(random() * recordsPerMessage))
      this.book.repeated(repeated)
      return repeated
    }
    return Array.from({ length: recordsPerMessage }, () => this.book.next(precisionMs))
  }

  #send(records: readonly NumberedRecord[]): void {
    const message = ++this.#message
    const expires = setTimeout(() => this.#expired(message), this.#options.answerWithinMs)
    this.#underWay.set(message, { records, expires })
    this.#link?.send(message, records)
  }

  #expired(message: number): void {
    if (this.#options.hasConnection) return this.#lost()
    const sent = this.#underWay.get(message)
    this.#underWay.delete(message)
    if (sent) this.#again.push(...sent.records)
    this.#fill()
  }

  #lost(): void {
    const link = this.#link
    this.#openings++
    this.#link = undefined
    this.#isOpen = false
    clearTimeout(this.#opening)
    clearTimeout(this.#filling)
    this.#filling = undefined
    link?.close()
    for (const { records, expires } of this.#underWay.values()) {
      clearTimeout(expires)
      this.#again.push(...records)
    }
    this.#underWay.clear()
    const { random } = this.#options
    this.#opening = setTimeout(() => this.start(), this.#backoffMs * (0.5 + random()))
    this.#backoffMs = Math.min(this.#backoffMs * 2, longestBackoffMs)
  }
}
