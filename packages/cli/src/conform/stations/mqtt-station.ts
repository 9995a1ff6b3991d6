import net from 'node:net'
import tls from 'node:tls'
import type { Codec, MqttFormat } from '@bilezik/protocols'
import { Aedes, type AedesOptions, type Client, type PublishPacket } from 'aedes'
import type { Desk } from '../recording/desk.ts'
import { listening } from './listening.ts'
import type { ListenOn, Station } from './station.ts'

const mostConnections = 64
/** The topic and the packet's own fields beside the longest payload. */
const besidePayloadBytes = 4_096

interface Visitor {
  readonly connection: number
  readonly socket: net.Socket
  /** Since its last publication: what is longer than a packet may be must not go on coming in. */
  unreadBytes: number
  /** Where its device listens, as the topic of its own publications tells. */
  commandTopic?: string
}

/** The filters of codecs hold single-level wildcards and no others. */
function matcherOf({ topics }: MqttFormat): RegExp {
  const filters = topics.map((filter) => filter.replaceAll(/[.*?^${}()|[\]\\]/g, String.raw`\$&`).replaceAll('+', '[^/]*'))
  return new RegExp(`^(?:${filters.join('|')})$`)
}

/** A broker for one device: it publishes, and hears what is meant for it. Nothing outlives a connection. */
class MqttStation implements Station {
  readonly server: net.Server
  readonly #format: MqttFormat
  /** Where messages are answered by frames of their own, the broker's acknowledgement promises nothing and is given at once. */
  readonly #isPubackPromise: boolean
  readonly #desk: Desk
  readonly #isForUs: RegExp
  readonly #visitors = new Map<Client, Visitor>()
  readonly #cutByUs = new Set<number>()
  #broker: Aedes | undefined
  #isShut = false

  constructor(codec: Codec, format: MqttFormat, desk: Desk, { tls: files }: Pick<ListenOn, 'tls'>) {
    this.#format = format
    this.#isPubackPromise = codec.authentication === undefined
    this.#desk = desk
    this.#isForUs = matcherOf(format)
    const serve = (socket: net.Socket) => this.#serve(socket)
    this.server = files ? tls.createServer(files, serve) : net.createServer({ noDelay: true }, serve)
    // Before anything is said, also inside TLS.
    this.server.prependListener('connection', (socket: net.Socket) => {
      if (!this.#isShut) return
      this.#desk.turnedAway(socket.remoteAddress ?? 'unknown')
      socket.resetAndDestroy()
    })
  }

  get port(): number {
    return (this.server.address() as net.AddressInfo).port
  }

  async begin(): Promise<void> {
    this.#broker = await Aedes.createBroker(this.#hooks())
    // Who breaks the rules of MQTT has its connection ended; that is told by its close.
    for (const event of ['clientError', 'connectionError'] as const) this.#broker.on(event, () => undefined)
  }

  shut(): void {
    this.#isShut = true
    this.cut()
  }

  open(): void {
    this.#isShut = false
  }

  cut(): void {
    for (const { connection, socket } of this.#visitors.values()) {
      this.#cutByUs.add(connection)
      socket.destroy()
    }
  }

  send(bytesFor: (identifier: string) => Uint8Array | undefined): boolean {
    for (const [client, visitor] of this.#visitors) {
      const name = this.#desk.nameOf(visitor.connection)
      const bytes = name === undefined ? undefined : bytesFor(name)
      if (!bytes) continue
      this.#publish(client, visitor, bytes)
      return true
    }
    return false
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()))
    this.cut()
    await new Promise<void>((resolve) => (this.#broker ? this.#broker.close(() => resolve()) : resolve()))
    await closed
  }

  #hooks(): AedesOptions {
    return {
      preConnect: (_client, packet, done) => {
        packet.clean = true
        delete packet.will
        done(null, true)
      },
      authorizePublish: (client, packet, done) => {
        packet.retain = false
        const visitor = client ? this.#visitors.get(client) : undefined
        if (client && visitor && this.#isForUs.test(packet.topic)) this.#take(client, visitor, packet, () => done(null))
        else done(null)
      },
      // Only what we publish ourselves reaches a device; the broker marks everybody else's with its publisher.
      authorizeForward: (_client, packet) => ('clientId' in packet && packet.clientId ? null : packet),
    }
  }

  #serve(socket: net.Socket): void {
    if (this.#isShut || !this.#broker || this.#visitors.size >= mostConnections) return void socket.destroy()
    const connection = this.#desk.connected(socket.remoteAddress ?? 'unknown')
    const client = this.#broker.handle(socket)
    const visitor: Visitor = { connection, socket, unreadBytes: 0 }
    this.#visitors.set(client, visitor)
    const mostBytes = this.#format.maxPayloadBytes + besidePayloadBytes
    socket.on('data', (chunk: Buffer) => {
      visitor.unreadBytes += chunk.length
      if (visitor.unreadBytes > mostBytes) socket.destroy()
    })
    socket.on('close', (hadError) => {
      this.#visitors.delete(client)
      this.#desk.closed(connection, !this.#cutByUs.delete(connection) && !hadError)
    })
  }

  #take(client: Client, visitor: Visitor, { topic, payload }: PublishPacket, acknowledge: () => void): void {
    visitor.unreadBytes = 0
    visitor.commandTopic = this.#format.commandTopic(topic)
    const publication = { topic, payload: new Uint8Array(Buffer.from(payload)) }
    const answer = this.#desk.hear(visitor.connection, publication.payload, (context) =>
      this.#format.decode(publication, context),
    )
    if (answer.kind !== 'silence' || !this.#isPubackPromise) acknowledge()
    if (answer.kind !== 'refused' && answer.bytes) this.#publish(client, visitor, answer.bytes)
  }

  #publish(client: Client, { commandTopic }: Visitor, bytes: Uint8Array): void {
    if (commandTopic === undefined) return
    client.publish(
      { cmd: 'publish', topic: commandTopic, payload: Buffer.from(bytes), qos: 1, retain: false, dup: false },
      () => undefined,
    )
  }
}

export async function openMqttStation(codec: Codec, format: MqttFormat, desk: Desk, on: ListenOn): Promise<Station> {
  const station = new MqttStation(codec, format, desk, on)
  await station.begin()
  await listening(station.server, on)
  return station
}
