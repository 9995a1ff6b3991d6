import type { ConformEvent } from './events.ts'

/** A device at a message a second for a day. Beyond it the examination ends: nobody may fill our memory. */
const mostEvents = 300_000

/** Keeps what happens, in order, and tells whoever waits for something. */
export class Recording {
  readonly events: ConformEvent[] = []
  readonly #listeners = new Set<() => void>()

  get isFull(): boolean {
    return this.events.length >= mostEvents
  }

  add(event: ConformEvent): void {
    if (this.isFull) return
    this.events.push(event)
    for (const listener of this.#listeners) listener()
  }

  /** Calls back after each event; the answer takes it back. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }
}
