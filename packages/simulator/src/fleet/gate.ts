/** Lets so many through at a time; the rest wait in line. A gateway that comes back is not stormed by thousands at once. */
export class Gate<T> {
  readonly #limit: number
  readonly #inside = new Set<T>()
  readonly #line = new Map<T, () => void>()

  constructor(limit: number) {
    this.#limit = limit
  }

  enter(who: T, go: () => void): void {
    if (this.#inside.size < this.#limit) {
      this.#inside.add(who)
      go()
    } else this.#line.set(who, go)
  }

  /** Also for one who still waits in line. */
  leave(who: T): void {
    this.#line.delete(who)
    if (!this.#inside.delete(who)) return
    const next = this.#line.entries().next().value
    if (!next) return
    this.#line.delete(next[0])
    this.#inside.add(next[0])
    next[1]()
  }
}
