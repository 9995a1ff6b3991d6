import type { Instant } from '@bilezik/domain'
import type { LiveConnection } from '../live-connections.ts'

/** The connection that a device has spoken on, as far as it is needed to speak to that device. */
interface Carrier {
  readonly source: string
  publish(topic: string, bytes: Uint8Array): boolean
  /** The device has come elsewhere. */
  drop(device: InnerDevice): void
}

/** A device that has spoken on a connection of the inner broker, and is spoken to there. */
export class InnerDevice implements LiveConnection {
  readonly #carrier: Carrier
  readonly no: number
  readonly commandTopic: string
  heardAt: Instant
  isReady = false

  constructor(carrier: Carrier, no: number, commandTopic: string, heardAt: Instant) {
    this.#carrier = carrier
    this.no = no
    this.commandTopic = commandTopic
    this.heardAt = heardAt
  }

  get source(): string {
    return this.#carrier.source
  }

  send(bytes: Uint8Array): boolean {
    return this.#carrier.publish(this.commandTopic, bytes)
  }

  end(): void {
    this.#carrier.drop(this)
  }
}
