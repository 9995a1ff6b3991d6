import { type IClientOptions, type IPublishPacket, type MqttClient, connect } from 'mqtt'
import type { GatewayContext } from '../gateway-context.ts'
import type { BrokerAddress } from './broker-url.ts'
import { type MqttCodec, longestPacketBytes } from './mqtt-codecs.ts'
import { OuterDevices } from './outer-devices.ts'
import { type OuterIntakeParts, takePublication } from './outer-intake.ts'
import { puback } from './puback.ts'
import { type Promised, Unacknowledged } from './unacknowledged.ts'

export interface OuterBrokerOptions {
  readonly broker: BrokerAddress
  /** The session at the broker goes by it: the same at every start, and nobody else's. */
  readonly clientId: string
  readonly limits?: OuterBrokerLimits
}

export interface OuterBrokerLimits {
  /** Publications that may wait for their commit; told to the broker (MQTT 5), and held to in any case. */
  readonly maxUnacknowledged: number
  readonly firstReconnectMs: number
  readonly longestReconnectMs: number
}

export interface OuterBroker {
  /** Not connected, or not subscribed: devices may be speaking and we do not hear it. */
  readonly isAway: boolean
  close(): Promise<void>
}

type Link = MqttClient['stream']

const defaultLimits: OuterBrokerLimits = { maxUnacknowledged: 1_000, firstReconnectMs: 1_000, longestReconnectMs: 30_000 }
/** For how long the broker keeps what comes while we are away, unless its own settings say less. */
const sessionExpirySeconds = 7 * 24 * 3_600
const maxPublishing = 1_000
/** Reason codes of a broker that speaks only MQTT 3.1.1, in its own words and in those of MQTT 5. */
const unsupportedVersion = new Set([1, 132])
/** Given to the library instead of a success, so that it does not acknowledge by itself: we do, after the commit. */
const notYet = new Error('acknowledged after its commit')

/** One client of an outside broker, with a session that outlives connections on both sides. */
class OuterClient implements OuterBroker {
  readonly #options: OuterBrokerOptions
  readonly #context: GatewayContext
  readonly #limits: OuterBrokerLimits
  readonly #topics: readonly string[]
  readonly #client: MqttClient
  readonly #window: Unacknowledged<Link>
  readonly #devices: OuterDevices
  readonly #intake: OuterIntakeParts
  readonly #stopping = new AbortController()
  #publishing = 0
  #hasSubscribed = false
  #isAwayKnown = false
  isAway = true

  constructor(codecs: readonly MqttCodec[], options: OuterBrokerOptions, context: GatewayContext) {
    const { broker } = options
    this.#options = options
    this.#context = context
    this.#limits = options.limits ?? defaultLimits
    const filters = codecs.flatMap(({ mqtt }) => mqtt.topics)
    this.#topics = broker.group === undefined ? filters : filters.map((filter) => `$share/${broker.group}/${filter}`)
    this.#window = new Unacknowledged(this.#limits.maxUnacknowledged)
    this.#devices = new OuterDevices(context, broker.name, (topic, payload) => this.#publish(topic, payload))
    this.#intake = { codecs, context, devices: this.#devices, source: broker.name, signal: this.#stopping.signal }
    this.#client = connect(this.#connectOptions(longestPacketBytes(codecs)))
    this.#client.handleMessage = (packet, done) => void this.#receive(packet, done)
    this.#watch()
  }

  async close(): Promise<void> {
    this.#stopping.abort()
    this.#devices.close()
    // Without a farewell: the session stays at the broker, with everything that is not acknowledged.
    await this.#client.endAsync(true)
  }

  #connectOptions(maximumPacketSize: number): IClientOptions {
    const { broker, clientId } = this.#options
    const { protocol, host, port, username, password } = broker
    const { maxUnacknowledged: receiveMaximum, firstReconnectMs: reconnectPeriod } = this.#limits
    return {
      protocol,
      host,
      port,
      clientId,
      reconnectPeriod,
      ...(username !== undefined && { username }),
      ...(password !== undefined && { password }),
      protocolVersion: 5,
      clean: false,
      keepalive: 30,
      connectTimeout: 10_000,
      // A broker that refuses us now may be starting, or have its accounts put right.
      reconnectOnConnackError: true,
      resubscribe: false,
      queueQoSZero: false,
      properties: { sessionExpiryInterval: sessionExpirySeconds, receiveMaximum, maximumPacketSize },
    }
  }

  #watch(): void {
    const client = this.#client
    const { log } = this.#context
    client.on('connect', ({ sessionPresent }) => this.#subscribe(sessionPresent))
    client.on('error', (error: Error & { code?: unknown }) => {
      if (unsupportedVersion.has(error.code as number)) client.options.protocolVersion = 4
      this.#noteAway(error)
    })
    client.on('disconnect', ({ reasonCode }) =>
      log.warn({ broker: this.#options.broker.name, reasonCode }, 'gateway: the MQTT broker ends our connection'),
    )
    client.on('close', () => {
      this.#noteAway()
      const { reconnectPeriod = 0 } = client.options
      // Not all gateways at once, when a broker comes back.
      const next = Math.min(reconnectPeriod * (1.5 + Math.random()), this.#limits.longestReconnectMs)
      client.options.reconnectPeriod = Math.round(next)
    })
  }

  #noteAway(error?: Error): void {
    this.isAway = true
    this.#context.metrics.mqttBrokerConnected.set(0)
    if (this.#isAwayKnown || this.#stopping.signal.aborted) return
    this.#isAwayKnown = true
    const { name } = this.#options.broker
    this.#context.log.warn({ broker: name, err: error }, 'gateway: the MQTT broker is away; trying again and again')
  }

  /** Once a process, for the topics may be new to the session; and whenever the broker has forgotten us. */
  #subscribe(sessionPresent: boolean): void {
    if (sessionPresent && this.#hasSubscribed) return this.#noteBack()
    // What is retained is sent for a new subscription only (MQTT 5).
    this.#client.subscribe([...this.#topics], { qos: 1, rh: 1 }, (error, granted) => {
      if (!error && granted?.every(({ qos }) => qos === 1)) {
        this.#hasSubscribed = true
        return this.#noteBack()
      }
      // Cut off before the answer: it is asked again on the next connection.
      if (!this.#client.connected) return
      const { name } = this.#options.broker
      this.#context.log.error({ broker: name, err: error, granted }, 'gateway: the MQTT broker does not grant our subscription')
      this.#client.stream.destroy()
    })
  }

  #noteBack(): void {
    this.isAway = false
    this.#isAwayKnown = false
    this.#client.options.reconnectPeriod = this.#limits.firstReconnectMs
    this.#context.metrics.mqttBrokerConnected.set(1)
    this.#context.log.info({ broker: this.#options.broker.name }, 'gateway: connected to the MQTT broker')
  }

  /** The library hands over one packet after another, and the next when this one is `done`. */
  async #receive({ topic, payload, qos, messageId }: IPublishPacket, done: (error?: Error) => void): Promise<void> {
    const publication = { topic, payload: Buffer.from(payload) }
    const link = this.#client.stream
    if (qos === 0 || messageId === undefined) {
      if (this.#window.hasRoom) void takePublication(this.#intake, publication, this.#window.enterUnpromised())
      else this.#context.metrics.mqttTurnedAway.inc({ reason: 'no-room' })
      return done()
    }
    await this.#window.whenRoom()
    // Its connection is gone, and it comes again on the next.
    if (link !== this.#client.stream) return
    const promised = this.#window.enter(messageId, publication, link)
    if (promised) void takePublication(this.#intake, publication, () => this.#acknowledge(promised))
    done(notYet)
  }

  #acknowledge(promised: Promised<Link>): void {
    if (!this.#window.leave(promised)) return
    const { link, messageId } = promised
    if (link === this.#client.stream && link.writable) link.write(puback(messageId))
  }

  #publish(topic: string, payload: Uint8Array): boolean {
    if (this.isAway || this.#publishing >= maxPublishing) return false
    this.#publishing++
    this.#client.publish(topic, Buffer.from(payload), { qos: 1 }, (error) => {
      this.#publishing--
      if (error) this.#context.log.debug({ err: error, topic }, 'gateway: the MQTT broker did not take a command')
    })
    return true
  }
}

/** Hears devices through a broker that others run. It need not be there yet: it is tried for until it is. */
export function joinOuterBroker(codecs: readonly MqttCodec[], options: OuterBrokerOptions, context: GatewayContext): OuterBroker {
  return new OuterClient(codecs, options, context)
}
