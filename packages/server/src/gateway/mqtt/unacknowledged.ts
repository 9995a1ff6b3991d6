import type { Publication } from '@bilezik/protocols'

/** A publication that the outside broker holds for us until we acknowledge it. */
export interface Promised<Link> {
  readonly messageId: number
  readonly publication: Publication
  /** The connection that it came on last: an acknowledgement on any other would be of something else. */
  link: Link
}

function isSame(a: Publication, b: Publication): boolean {
  return a.topic === b.topic && Buffer.compare(a.payload, b.payload) === 0
}

/**
 * What has come from the outside broker and is not stored yet, bounded. The broker sends all of it again on every new connection,
 * under the same numbers: what is under way already is not taken twice, however often the connection breaks.
 */
export class Unacknowledged<Link> {
  readonly #max: number
  readonly #promised = new Map<number, Promised<Link>>()
  #unpromised = 0
  #whenRoom: (() => void)[] = []

  constructor(max: number) {
    this.#max = max
  }

  get size(): number {
    return this.#promised.size + this.#unpromised
  }

  get hasRoom(): boolean {
    return this.size < this.#max
  }

  /** At quality of service 0: nothing is waited for. Returns what to call when it is done with. */
  enterUnpromised(): () => void {
    this.#unpromised++
    return () => {
      this.#unpromised--
      this.#makeRoom()
    }
  }

  /** Undefined: the same is under way, and will be acknowledged on the connection on which it came now. */
  enter(messageId: number, publication: Publication, link: Link): Promised<Link> | undefined {
    const known = this.#promised.get(messageId)
    if (known && known.link !== link && isSame(known.publication, publication)) {
      known.link = link
      return undefined
    }
    const promised = { messageId, publication, link }
    this.#promised.set(messageId, promised)
    return promised
  }

  /** Whether the broker still waits for this one: it may have begun anew and given the number to another. */
  leave(promised: Promised<Link>): boolean {
    if (this.#promised.get(promised.messageId) !== promised) return false
    this.#promised.delete(promised.messageId)
    this.#makeRoom()
    return true
  }

  whenRoom(): Promise<void> {
    return this.hasRoom ? Promise.resolve() : new Promise((resolve) => this.#whenRoom.push(resolve))
  }

  #makeRoom(): void {
    if (this.hasRoom) for (const go of this.#whenRoom.splice(0)) go()
  }
}
