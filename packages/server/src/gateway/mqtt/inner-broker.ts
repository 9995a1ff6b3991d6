import { Aedes, type AedesOptions, type Client } from 'aedes'
import { noteSecondConnection } from '../claim-device.ts'
import type { GatewayContext } from '../gateway-context.ts'
import type { Receive } from '../stream-door.ts'
import { InnerClients } from './inner-clients.ts'
import { InnerConnection } from './inner-connection.ts'
import { type MqttCodec, longestPacketBytes } from './mqtt-codecs.ts'
import { nothingKept } from './nothing-kept.ts'
import { PacketGate } from './packet-gate.ts'

export interface InnerBrokerLimits {
  /** Clients as which no registered device has spoken; one more, and the one that came first is shown out. */
  readonly maxUnidentified: number
  /** Who has not sent a whole CONNECT by then is shown out. */
  readonly connectMs: number
  /** The longest silence that a client may ask for; who asks for more, or for any, is held to this. */
  readonly maxKeepaliveSeconds: number
}

/** For small set-ups: more devices than this deserve a broker of their own. */
const defaultLimits: InnerBrokerLimits = { maxUnidentified: 2_000, connectMs: 10_000, maxKeepaliveSeconds: 3_600 }
const maxFirstPacketBytes = 4_096

/** What the broker asks before it does anything. */
function hooks(context: GatewayContext, clients: InnerClients<InnerConnection>, limits: InnerBrokerLimits): AedesOptions {
  return {
    preConnect: (_client, packet, done) => {
      packet.clean = true
      delete packet.will
      packet.keepalive = Math.min(packet.keepalive || limits.maxKeepaliveSeconds, limits.maxKeepaliveSeconds)
      done(null, true)
    },
    // There are no accounts: what a device says is believed as far as its codec can verify it.
    authenticate: (client, _username, _password, done) => {
      const former = clients.named(client.id)
      const source = clients.of(client)?.source
      if (source === undefined) return done(null, false)
      const next = { source, at: context.clock() }
      for (const device of former?.devices ?? []) noteSecondConnection(context, device.no, device, next)
      former?.end()
      done(null, true)
    },
    authorizePublish: (client, packet, done) => {
      const { topic, qos, messageId } = packet
      const payload = Buffer.from(packet.payload)
      clients.of(client)?.take({ topic, payload, qos, ...(qos > 0 && messageId !== undefined && { messageId }) })
      // For the broker it is done with: it would acknowledge at once, and a device whose publications wait for the database would
      // not even have its pings answered meanwhile. Nobody hears what devices publish, so there is nothing to pass on.
      Object.assign(packet, { qos: 0, retain: false, payload: Buffer.alloc(0) })
      done(null)
    },
    authorizeSubscribe: (client, subscription, done) => {
      done(null, clients.of(client)?.maySubscribe(subscription.topic) ? subscription : null)
    },
    // Only what we publish ourselves reaches a device; the broker marks everybody else's with its publisher.
    authorizeForward: (_client, packet) => ('clientId' in packet && packet.clientId ? null : packet),
  }
}

/** Logs at the lowest level: who cannot speak MQTT is no news, and there may be many. */
function watch(broker: Aedes, clients: InnerClients<InnerConnection>, context: GatewayContext): void {
  const ended = (_client: Client, error: Error) => context.log.debug({ err: error }, 'gateway: an MQTT connection ended')
  broker.on('clientError', ended)
  broker.on('connectionError', ended)
  broker.on('client', (client) => clients.connected(client))
  broker.on('unsubscribe', (topics, client) => {
    for (const topic of topics) clients.of(client)?.unsubscribed(topic)
  })
  const failed = (error: unknown) => context.log.error({ err: error }, 'gateway: the MQTT broker')
  ;(broker as NodeJS.EventEmitter).on('error', failed)
}

export interface InnerBroker {
  /** Serves one connection that came in by some door. */
  readonly receive: Receive
  close(): Promise<void>
}

/** A broker in this process, for devices alone: they publish, and each hears what is meant for it. */
export async function createInnerBroker(
  codecs: readonly MqttCodec[],
  context: GatewayContext,
  limits: InnerBrokerLimits = defaultLimits,
): Promise<InnerBroker> {
  const clients = new InnerClients<InnerConnection>(limits.maxUnidentified)
  const broker = await Aedes.createBroker({
    ...hooks(context, clients, limits),
    persistence: nothingKept,
    connectTimeout: limits.connectMs,
    drainTimeout: 30_000,
  })
  watch(broker, clients, context)
  const packetLimits = { maxFirstPacketBytes, maxPacketBytes: longestPacketBytes(codecs) }
  return {
    receive: (socket, visit) => {
      const gate = new PacketGate(socket, packetLimits)
      const client = broker.handle(gate)
      const onIdentified = (connection: InnerConnection) => clients.identified(connection)
      clients.add(client, new InnerConnection({ client, gate, visit, codecs, context, onIdentified }))
      // The broker itself does not always tell: not of two that come at once under one id.
      gate.on('close', () => clients.gone(client))
    },
    close: () => new Promise((resolve) => broker.close(resolve)),
  }
}
