import type { Instant } from '@bilezik/domain'

/** A device that can be spoken to right now. */
export interface LiveConnection {
  readonly source: string
  readonly heardAt: Instant
  /** Whether its first message has been answered: a device that waits for that would not understand anything else. */
  readonly isReady: boolean
  /** Bytes to the device, after what is on its way already; false when it cannot be written to. */
  send(bytes: Uint8Array): boolean
  /** The same device has come on another connection. */
  end(): void
}

/** Who is connected, one connection a device: the newest, for a device that lost its link comes again before we notice. */
export class LiveConnections {
  readonly #byDevice = new Map<number, LiveConnection>()

  get(deviceNo: number): LiveConnection | undefined {
    return this.#byDevice.get(deviceNo)
  }

  get size(): number {
    return this.#byDevice.size
  }

  /** Returns the connection that stood under the same device and is now replaced. */
  put(deviceNo: number, connection: LiveConnection): LiveConnection | undefined {
    const former = this.#byDevice.get(deviceNo)
    this.#byDevice.set(deviceNo, connection)
    return former === connection ? undefined : former
  }

  remove(deviceNo: number, connection: LiveConnection): void {
    if (this.#byDevice.get(deviceNo) === connection) this.#byDevice.delete(deviceNo)
  }
}
