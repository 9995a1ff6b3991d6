import { type Instant, instant } from '@bilezik/domain'
import type { NumberedRecord } from './numbered-record.ts'

/** All records of one device and what it was told of them; small, for there may be a hundred thousand. */
export class RecordBook {
  readonly #fixAt: Instant[] = []
  readonly #isAcknowledged: boolean[] = []
  #acknowledged = 0
  /** Sendings of a record beyond its first. */
  #sentAgain = 0

  get sent(): number {
    return this.#fixAt.length
  }

  get acknowledged(): number {
    return this.#acknowledged
  }

  get sentAgain(): number {
    return this.#sentAgain
  }

  /** A new record, noted now. */
  next(precisionMs: number): NumberedRecord {
    const now = Date.now()
    const fixAt = instant(now - (now % precisionMs))
    this.#isAcknowledged.push(false)
    return { number: this.#fixAt.push(fixAt) - 1, fixAt }
  }

  repeated(records: readonly NumberedRecord[]): void {
    this.#sentAgain += records.length
  }

  acknowledge(records: readonly NumberedRecord[]): void {
    for (const { number } of records) {
      if (this.#isAcknowledged[number]) continue
      this.#isAcknowledged[number] = true
      this.#acknowledged++
    }
  }

  fixAt(number: number): Instant | undefined {
    return this.#fixAt[number]
  }

  isAcknowledged(number: number): boolean {
    return this.#isAcknowledged[number] === true
  }
}
