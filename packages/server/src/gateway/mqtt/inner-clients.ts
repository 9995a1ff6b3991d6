/** Somebody connected to the inner broker, as far as the others are concerned. */
export interface InnerGuest {
  readonly isClosed: boolean
  /** Whether a registered device has spoken. */
  readonly isIdentified: boolean
  /** It has said CONNECT. */
  connected(): void
  end(): void
}

/** Everybody who is connected to one inner broker: by the broker's own object, and by the id that the client gave itself. */
export class InnerClients<Guest extends InnerGuest> {
  readonly #maxUnidentified: number
  readonly #byClient = new WeakMap<object, Guest>()
  readonly #byClientId = new Map<string, Guest>()
  // In the order of their coming, as at the doors.
  readonly #unidentified = new Set<Guest>()

  constructor(maxUnidentified: number) {
    this.#maxUnidentified = maxUnidentified
  }

  add(client: object, guest: Guest): void {
    this.#byClient.set(client, guest)
  }

  of(client: object | null): Guest | undefined {
    return client ? this.#byClient.get(client) : undefined
  }

  /** Who stands under this id so far. */
  named(clientId: string): Guest | undefined {
    return this.#byClientId.get(clientId)
  }

  /** From now on it may be silent; whose device it is, its first publication will tell. */
  connected(client: { readonly id: string }): void {
    const guest = this.of(client)
    if (!guest || guest.isClosed) return
    guest.connected()
    this.#byClientId.set(client.id, guest)
    if (!guest.isIdentified) this.#unidentified.add(guest)
    const [oldest] = this.#unidentified
    if (this.#unidentified.size > this.#maxUnidentified && oldest) {
      this.#unidentified.delete(oldest)
      oldest.end()
    }
  }

  identified(guest: Guest): void {
    this.#unidentified.delete(guest)
  }

  gone(client: { readonly id: string }): void {
    const guest = this.of(client)
    if (!guest) return
    this.#unidentified.delete(guest)
    if (this.#byClientId.get(client.id) === guest) this.#byClientId.delete(client.id)
  }
}
