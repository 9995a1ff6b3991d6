import { type Decoded, readingsOf } from '../codec.ts'

export interface FuzzReport {
  readonly tried: number
  readonly decoded: number
  readonly refused: number
  readonly bytes: number
  /** Of one message or one chunk of a stream. */
  readonly slowestMs: number
}

/** Longer than any garbage collection: only a message that costs far more than its bytes takes so long. */
const hangMs = 2_000
/** A decoder that makes more readings of a message than it has bytes multiplies what a stranger sends. */
const readingsAByte = 2

export class FuzzError extends Error {}

/** Watches one codec under fuzz: throws at the first promise that it breaks. */
export class FuzzJudge {
  readonly #title: string
  readonly #clockMs: () => number
  readonly #report = { tried: 0, decoded: 0, refused: 0, bytes: 0, slowestMs: 0 }

  /** `title`: the codec and the seed, so that a failure can be repeated. */
  constructor(title: string, clockMs: () => number) {
    this.#title = title
    this.#clockMs = clockMs
  }

  get report(): FuzzReport {
    return this.#report
  }

  fail(what: string, given: unknown): never {
    throw new FuzzError(`${this.#title}: ${what}; message ${this.#report.tried}: ${JSON.stringify(given)}`)
  }

  /** No exception, no hang. */
  timed<T>(given: unknown, work: () => T): T {
    const startedMs = this.#clockMs()
    try {
      return work()
    } catch (error) {
      return this.fail(`threw ${String(error)}`, given)
    } finally {
      const tookMs = this.#clockMs() - startedMs
      this.#report.slowestMs = Math.max(this.#report.slowestMs, tookMs)
      if (tookMs > hangMs) this.fail(`took ${tookMs} ms`, given)
    }
  }

  /** Readings that can be, and not more of them than the bytes hold. */
  message(byteCount: number, given: unknown, decode: () => Decoded): void {
    const decoded = this.timed(given, decode)
    this.#report.tried++
    this.#report.bytes += byteCount
    if (!decoded.ok) {
      this.#report.refused++
      return
    }
    this.#report.decoded++
    const readings = readingsOf(decoded.value)
    if (readings.length > readingsAByte * (byteCount + 8))
      this.fail(`made ${readings.length} readings of ${byteCount} bytes`, given)
    for (const reading of readings) {
      if (reading.fixAt !== undefined && !Number.isFinite(reading.fixAt)) this.fail('made a time that is none', given)
      if (reading.kind !== 'fix') continue
      if (!(Math.abs(reading.lat) <= 90 && Math.abs(reading.lon) <= 180)) this.fail('made a fix off the globe', given)
    }
  }
}
