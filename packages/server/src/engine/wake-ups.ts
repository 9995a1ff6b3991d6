import { type Instant, type PersonId, second } from '@bilezik/domain'
import { Heap } from 'heap-js'

/** Time passes a little behind the clock: what devices have just sent is on its way. */
export const wakeLagMs = 3 * second

interface Wake {
  readonly at: Instant
  readonly personId: PersonId
}

/** When to look at whom again. At most one entry a person, the earliest: one that turns out not to be due is put back with its new time. */
export class WakeUps {
  readonly #wakes = new Heap<Wake>((a, b) => a.at - b.at)
  readonly #at = new Map<PersonId, Instant>()

  schedule(at: Instant, personId: PersonId): void {
    if (at >= (this.#at.get(personId) ?? Number.POSITIVE_INFINITY)) return
    this.#at.set(personId, at)
    this.#wakes.push({ at, personId })
  }

  /** Takes who is due, one by one. */
  *due(until: Instant): Generator<PersonId> {
    for (let next = this.#wakes.peek(); next && next.at <= until; next = this.#wakes.peek()) {
      this.#wakes.pop()
      // An entry that an earlier one has replaced is spent.
      if (this.#at.get(next.personId) !== next.at) continue
      this.#at.delete(next.personId)
      yield next.personId
    }
  }
}
