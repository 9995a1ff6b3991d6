import { type Instant, instant, minute } from '@bilezik/domain'
import { claimDevice } from '../claim-device.ts'
import type { GatewayContext } from '../gateway-context.ts'
import type { LiveConnection } from '../live-connections.ts'

/** Whoever has not been heard through the broker for so long is not counted as connected: as long as a silent TCP connection lives. */
const forgottenAfterMs = 10 * minute
const sweepEveryMs = 60_000

/** Publishes at quality of service 1; false when it cannot now. */
export type Publish = (topic: string, payload: Uint8Array) => boolean

class OuterDevice implements LiveConnection {
  readonly source: string
  readonly #publish: Publish
  heardAt: Instant = instant(0)
  isReady = false
  commandTopic = ''

  constructor(source: string, publish: Publish) {
    this.source = source
    this.#publish = publish
  }

  send(bytes: Uint8Array): boolean {
    return this.#publish(this.commandTopic, bytes)
  }

  /** Its connection is the broker's business. */
  end(): void {}
}

/** The devices that speak through an outside broker: heard there lately, and so spoken to there. As many as are registered. */
export class OuterDevices {
  readonly #context: GatewayContext
  readonly #source: string
  readonly publish: Publish
  readonly #heard = new Map<number, OuterDevice>()
  readonly #sweeping: NodeJS.Timeout

  constructor(context: GatewayContext, source: string, publish: Publish) {
    this.#context = context
    this.#source = source
    this.publish = publish
    this.#sweeping = setInterval(() => this.#sweep(), sweepEveryMs)
    this.#sweeping.unref()
  }

  heard(deviceNo: number, commandTopic: string, at: Instant): OuterDevice {
    let device = this.#heard.get(deviceNo)
    if (!device) {
      device = new OuterDevice(this.#source, this.publish)
      this.#heard.set(deviceNo, device)
    }
    device.heardAt = at
    device.commandTopic = commandTopic
    if (this.#context.connections.get(deviceNo) !== device) claimDevice(this.#context, deviceNo, device)
    return device
  }

  close(): void {
    clearInterval(this.#sweeping)
    for (const deviceNo of this.#heard.keys()) this.#forget(deviceNo)
  }

  #sweep(): void {
    const now = this.#context.clock()
    for (const [deviceNo, { heardAt }] of this.#heard) if (now - heardAt > forgottenAfterMs) this.#forget(deviceNo)
  }

  #forget(deviceNo: number): void {
    const device = this.#heard.get(deviceNo)
    this.#heard.delete(deviceNo)
    if (device) this.#context.connections.remove(deviceNo, device)
  }
}
