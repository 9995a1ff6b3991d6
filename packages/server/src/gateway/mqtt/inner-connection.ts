import { setTimeout as sleep } from 'node:timers/promises'
import type { Instant } from '@bilezik/domain'
import type { Publication } from '@bilezik/protocols'
import type { Client } from 'aedes'
import { claimDevice } from '../claim-device.ts'
import type { RegisteredDevice } from '../collection.ts'
import type { GatewayContext } from '../gateway-context.ts'
import type { IntakeOutcome } from '../intake-message.ts'
import type { Visit } from '../visits.ts'
import { admitPublication } from './admit-publication.ts'
import type { InnerGuest } from './inner-clients.ts'
import { InnerDevice } from './inner-device.ts'
import { type MqttCodec, codecOfTopic, isCommandTopic } from './mqtt-codecs.ts'
import type { PacketGate } from './packet-gate.ts'
import { puback } from './puback.ts'

/** Publications of one connection that may wait for their commit before we stop reading from it. */
const maxUnsettled = 64
/** So much in a row that cannot be read is no device. */
const maxGarbage = 20
/** Devices behind one relay, as over TCP; each listens on a topic of its own. */
const maxCarried = 256
const maxSubscriptions = maxCarried
/** A device over its rate is read from this much later at most; meanwhile its own connection waits, and nobody else's. */
const longestWaitMs = 5_000

export interface InnerPublication extends Publication {
  readonly qos: 0 | 1 | 2
  /** Where the device waits for an acknowledgement. */
  readonly messageId?: number
}

export interface InnerConnectionParts {
  readonly client: Client
  readonly gate: PacketGate
  readonly visit: Visit
  readonly codecs: readonly MqttCodec[]
  readonly context: GatewayContext
  /** The connection is that of a registered device. */
  readonly onIdentified: (connection: InnerConnection) => void
}

/** One MQTT client of the inner broker: what it publishes is stored and only then acknowledged, in the order of its coming. */
export class InnerConnection implements InnerGuest {
  readonly #parts: InnerConnectionParts
  /** In the order in which they spoke first. */
  readonly #devices = new Map<number, InnerDevice>()
  readonly #subscriptions = new Set<string>()
  #line: Promise<void> = Promise.resolve()
  #unsettled = 0
  #garbageInRow = 0
  #isShownOut = false

  constructor(parts: InnerConnectionParts) {
    this.#parts = parts
    parts.gate.on('close', () => this.#closed())
  }

  get source(): string {
    return this.#parts.visit.source
  }

  get isClosed(): boolean {
    return this.#parts.gate.destroyed
  }

  get isIdentified(): boolean {
    return this.#devices.size > 0
  }

  /** Those that have spoken here. */
  get devices(): Iterable<InnerDevice> {
    return this.#devices.values()
  }

  /** From now on the client's own keep-alive applies, and a bound of our own to those who are nobody yet. */
  connected(): void {
    this.#parts.visit.identified()
  }

  /** Acknowledges by itself. Where it does not, the connection ends, and the device sends again what it was not told of. */
  take(publication: InnerPublication): void {
    const { codecs, context } = this.#parts
    const codec = codecOfTopic(codecs, publication.topic)
    // An app may have something to tell its like beside its readings: that is for nobody here, and must not hold up the rest.
    if (!codec) {
      context.metrics.mqttTurnedAway.inc({ reason: 'topic' })
      return this.#passOver(publication)
    }
    // Its four packets promise nothing that one repeatable PUBLISH does not, and keep a state of every message here.
    if (publication.qos === 2) {
      context.metrics.mqttTurnedAway.inc({ reason: 'qos-2' })
      return this.end()
    }
    this.#unsettled++
    if (this.#unsettled >= maxUnsettled || context.writer.isFull) this.#parts.gate.hold()
    this.#line = this.#line
      .then(() => (this.#isShownOut ? undefined : this.#handle(codec, publication)))
      .catch((error: unknown) => {
        // A lookup that failed because the database is away: the device is not acknowledged and comes again.
        context.log.debug({ err: error }, 'gateway: an MQTT connection ended by an internal failure')
        this.end()
      })
  }

  /**
   * What is published to a device goes to the connection that it has spoken on, so that whoever else subscribes hears nothing. Before
   * that anybody may wait for it.
   */
  maySubscribe(topic: string): boolean {
    if (!isCommandTopic(this.#parts.codecs, topic) || this.#subscriptions.size >= maxSubscriptions) return false
    this.#subscriptions.add(topic)
    return true
  }

  unsubscribed(topic: string): void {
    this.#subscriptions.delete(topic)
  }

  publish(topic: string, bytes: Uint8Array): boolean {
    const { client, gate } = this.#parts
    if (!this.#subscriptions.has(topic) || !gate.writable || gate.writableNeedDrain) return false
    const payload = Buffer.from(bytes)
    client.publish({ cmd: 'publish', topic, payload, qos: 1, retain: false, dup: false }, () => undefined)
    return true
  }

  drop(device: InnerDevice): void {
    // A bracelet that leaves a relay leaves the others behind it there.
    if (this.#devices.size === 1 && this.#devices.has(device.no)) return this.end()
    this.#forget(device)
  }

  end(): void {
    this.#isShownOut = true
    this.#parts.gate.destroy()
  }

  async #handle(codec: MqttCodec, publication: InnerPublication): Promise<void> {
    const { context } = this.#parts
    const { source } = this
    const receivedAt = context.clock()
    const admission = await admitPublication(context, { codec, source, receivedAt, publication })
    if (admission.kind === 'stranger') return this.end()
    if (admission.kind === 'refused') {
      if (admission.failure.code === 'not-authentic') return this.end()
      this.#settled()
      return this.#passOver(publication)
    }
    const { device, message, waitMs, isRepeat } = admission
    this.#garbageInRow = 0
    const commandTopic = codec.mqtt.commandTopic(publication.topic)
    // What may have been recorded and played back proves nothing of where the device is.
    if (!isRepeat) this.#identify(device, commandTopic, { isSigned: codec.authentication !== undefined, at: receivedAt })
    if (waitMs > 0) await sleep(Math.min(waitMs, longestWaitMs), undefined, { ref: false })
    const settle = (outcome: IntakeOutcome) => {
      this.#settled()
      this.#acknowledge(publication)
      const spoken = this.#devices.get(device.no)
      if (spoken) spoken.isReady = true
      if (outcome === 'stored' && message.reply) this.publish(commandTopic, message.reply)
    }
    const item = { protocol: codec.name, source, receivedAt, raw: publication.payload, deviceNo: device.no, message }
    context.writer.enqueue({ ...item, kind: 'message', settle })
  }

  /**
   * Who signs every message may share a connection. Anybody else's is that of the device which speaks on it first: who then speaks for
   * others as well, as an app may that forgets a friend, does not take over their commands.
   */
  #identify({ no }: RegisteredDevice, commandTopic: string, said: { readonly isSigned: boolean; readonly at: Instant }): void {
    const known = this.#devices.get(no)
    // Who published and left is stored all the same, but cannot be spoken to.
    if (this.isClosed || (!known && this.isIdentified && !said.isSigned)) return
    const device = known ?? this.#carry(no, commandTopic, said.at)
    device.heardAt = said.at
    const { context } = this.#parts
    // It may have spoken elsewhere meanwhile, and be back.
    if (context.connections.get(no) !== device) claimDevice(context, no, device)
  }

  #carry(no: number, commandTopic: string, at: Instant): InnerDevice {
    const [first] = this.#devices.values()
    if (first && this.#devices.size >= maxCarried) this.#forget(first)
    const device = new InnerDevice(this, no, commandTopic, at)
    this.#devices.set(no, device)
    this.#parts.onIdentified(this)
    return device
  }

  #forget(device: InnerDevice): void {
    this.#devices.delete(device.no)
    this.#parts.context.connections.remove(device.no, device)
  }

  /** Never to be stored, however often it comes: it is acknowledged, for it would stand in the way of all that come after it. */
  #passOver(publication: InnerPublication): void {
    this.#garbageInRow++
    if (this.#garbageInRow >= maxGarbage) this.end()
    else this.#acknowledge(publication)
  }

  #acknowledge({ messageId }: InnerPublication): void {
    if (messageId !== undefined && this.#parts.gate.writable) this.#parts.gate.write(puback(messageId))
  }

  #settled(): void {
    this.#unsettled--
    if (this.#unsettled < maxUnsettled / 2) void this.#releaseWhenDrained()
  }

  async #releaseWhenDrained(): Promise<void> {
    await this.#parts.context.writer.whenDrained()
    if (!this.isClosed) this.#parts.gate.release()
  }

  #closed(): void {
    for (const device of this.#devices.values()) this.#forget(device)
  }
}
