import type { Instant } from '@bilezik/domain'

/** A reading's identity besides its device: the time of the event, and 64 bits of a hash of what was said. */
export interface ReadingIdentity {
  readonly eventAt: Instant
  /** 32 bits each, as signed numbers. */
  readonly hashHigh: number
  readonly hashLow: number
}

/** A power of two: 5 MB; at a thousand readings a second the last four minutes. */
const places = 2 ** 18

/**
 * The readings that were written last. Most repeats follow at once, for an answer was lost: known here, they never reach the database,
 * where one of them costs its whole batch a second way. What is not known here is found by the unique index as before.
 * Each identity has one place, where a later one displaces it; all of it is compared, so nothing is ever taken for another.
 */
export class RecentReadings {
  readonly #deviceNos = new Int32Array(places)
  readonly #eventTimes = new Float64Array(places)
  readonly #hashes = new Int32Array(places * 2)

  /** False when the very same was noted before and not displaced since. */
  note(deviceNo: number, { eventAt, hashHigh, hashLow }: ReadingIdentity): boolean {
    const place = (hashLow ^ Math.imul(deviceNo, 0x9e37_79b1)) & (places - 1)
    if (
      this.#deviceNos[place] === deviceNo &&
      this.#eventTimes[place] === eventAt &&
      this.#hashes[place * 2] === hashHigh &&
      this.#hashes[place * 2 + 1] === hashLow
    )
      return false
    this.#deviceNos[place] = deviceNo
    this.#eventTimes[place] = eventAt
    this.#hashes[place * 2] = hashHigh
    this.#hashes[place * 2 + 1] = hashLow
    return true
  }

  /** Something of what was noted may not have been stored. Device numbers begin at 1. */
  forget(): void {
    this.#deviceNos.fill(0)
  }
}
