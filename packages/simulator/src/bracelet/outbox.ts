import type { Instant } from '@bilezik/domain'
import type { BraceletRecord } from './record.ts'

/** Some records on their way, under the number of the sending. */
interface Flight {
  readonly number: number
  readonly records: readonly BraceletRecord[]
}

/**
 * What a device keeps until the gateway has said that it is safe: at least once, never forgotten.
 * Alarms go before everything. The rest goes oldest first, or newest first where the device is made so.
 * Bounded like a device's memory: when it is full, the oldest plain positions give way, and that is counted.
 */
export class Outbox {
  readonly #limit: number
  #alarms: BraceletRecord[] = []
  /** Ascending by id. */
  #waiting: BraceletRecord[] = []
  #flights: Flight[] = []
  #inFlight = 0
  #overwritten = 0

  constructor(limit: number) {
    this.#limit = limit
  }

  get waiting(): number {
    return this.#waiting.length + this.#alarms.length
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Positions that found no room; alarms always do. */
  get overwritten(): number {
    return this.#overwritten
  }

  get hasAlarm(): boolean {
    return this.#alarms.length > 0
  }

  get oldestWaitingAt(): Instant | undefined {
    return this.#waiting[0]?.fixAt
  }

  add(record: BraceletRecord): void {
    if (record.alarm) this.#alarms.push(record)
    else this.#waiting.push(record)
    if (this.#waiting.length + this.#inFlight > this.#limit && this.#waiting.length > 0) {
      this.#waiting.shift()
      this.#overwritten++
    }
  }

  /** Takes up to `most` records along under this number: alarms alone, where there are any. */
  take(number: number, most: number, order: 'oldest-first' | 'newest-first'): readonly BraceletRecord[] {
    const records = this.hasAlarm
      ? this.#alarms.splice(0, most)
      : order === 'oldest-first'
        ? this.#waiting.splice(0, most)
        : this.#waiting.splice(-most).toReversed()
    if (records.length > 0) {
      this.#flights.push({ number, records })
      this.#inFlight += records.length
    }
    return records
  }

  /** The records of these flights are safe: they are handed out once and forgotten. */
  land(isLanded: (number: number) => boolean): readonly BraceletRecord[] {
    const landed = this.#flights.filter((flight) => isLanded(flight.number)).flatMap((flight) => flight.records)
    if (landed.length === 0) return landed
    this.#flights = this.#flights.filter((flight) => !isLanded(flight.number))
    this.#inFlight -= landed.length
    return landed
  }

  /** Nobody will answer any more: what was under way waits again, in its place. */
  release(): void {
    if (this.#flights.length === 0) return
    const back = this.#flights.flatMap((flight) => flight.records)
    this.#flights = []
    this.#inFlight = 0
    this.#alarms = [...back.filter((record) => record.alarm), ...this.#alarms].toSorted((a, b) => a.id - b.id)
    this.#waiting = [...back.filter((record) => !record.alarm), ...this.#waiting].toSorted((a, b) => a.id - b.id)
  }
}
