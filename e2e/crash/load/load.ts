import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { ProtocolName } from '@bilezik/domain'
import type { ApiClient } from '@bilezik/simulator'
import { vi } from 'vitest'
import type { Ports } from '../served.ts'
import { LoadDevice } from './load-device.ts'
import { registerLoadDevice } from './register-load-device.ts'
import { type LoadDoor, type Transport, transports } from './transports.ts'

/** One device of the load, and how it is registered. */
export interface Loader {
  readonly transport: Transport
  readonly identifier: string
  readonly device: LoadDevice
}

export interface LoadOptions {
  readonly service: ApiClient
  readonly ports: Ports<LoadDoor>
  /** That the server's certificate must come from. */
  readonly authority: string
  readonly random: () => number
  /** Fewer than the transports' own numbers of devices. */
  readonly devicesPerTransport?: number
}

/** Without a connection that breaks, patience is all that tells; with one, it is the last resort. */
const answerWithinMs = { connection: 15_000, datagram: 1_500 }

function identifierOf(protocol: ProtocolName, index: number): string {
  if (protocol === 'bilezik') return `LOAD-${String(index).padStart(4, '0')}`
  if (protocol === 'owntracks') return `load:phone${index}`
  // Type allocation codes that begin with 00 belong to test equipment.
  return protocol === 'osmand' ? `load-${index}` : `0010136900${String(index).padStart(5, '0')}`
}

/** Devices over every transport, registered and not yet at work. */
export class Load {
  readonly loaders: readonly Loader[]

  private constructor(loaders: readonly Loader[]) {
    this.loaders = loaders
  }

  static async register({ service, ports, authority, random, devicesPerTransport = Infinity }: LoadOptions): Promise<Load> {
    const loaders: Loader[] = []
    for (const transport of transports) {
      for (let i = 0; i < Math.min(transport.devices, devicesPerTransport); i++) {
        const identifier = identifierOf(transport.protocol, loaders.length)
        const key = randomBytes(32)
        await registerLoadDevice(service, { index: loaders.length, protocol: transport.protocol, identifier, key })
        const device = new LoadDevice({
          ...transport,
          openLink: transport.linksOf({ identifier, key, ports, authority }),
          answerWithinMs: transport.hasConnection ? answerWithinMs.connection : answerWithinMs.datagram,
          random,
        })
        loaders.push({ transport, identifier, device })
      }
    }
    // A device of whole seconds rounds down, and must not fall before its order.
    await sleep(1_000)
    return new Load(loaders)
  }

  get acknowledged(): number {
    return this.loaders.reduce((sum, { device }) => sum + device.book.acknowledged, 0)
  }

  start(): void {
    for (const { device } of this.loaders) device.start()
  }

  stop(): void {
    for (const { device } of this.loaders) device.stop()
  }

  /** Every device is under load: so many of its records were acknowledged after this call. */
  async isFlowing(count: number, withinMs = 90_000): Promise<void> {
    const before = this.loaders.map(({ device }) => device.book.acknowledged)
    const waiting = () => this.loaders.filter(({ device }, i) => device.book.acknowledged < (before[i] ?? 0) + count)
    await vi
      .waitUntil(() => waiting().length === 0, { timeout: withinMs, interval: 50 })
      .catch(() => {
        const who = waiting().map(({ transport, identifier }) => `${transport.title} (${identifier})`)
        throw new Error(`Not acknowledged within ${withinMs / 1_000} s: ${who.join(', ')}`)
      })
  }
}
