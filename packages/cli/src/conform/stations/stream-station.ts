import net from 'node:net'
import tls from 'node:tls'
import type { FramerOutput, StreamFormat } from '@bilezik/protocols'
import type { Desk } from '../recording/desk.ts'
import { listening } from './listening.ts'
import type { ListenOn, Station } from './station.ts'

/** One device is examined; the rest of the world may knock as well. */
const mostConnections = 64
/** Who sends and never reads would fill our memory with replies. */
const mostUnread = 1024 * 1024
/** So much garbage in a row is no device: the gateway ends such a connection too. */
const mostGarbage = 20

class StreamStation implements Station {
  readonly #format: StreamFormat
  readonly #desk: Desk
  readonly #server: net.Server
  readonly #sockets = new Map<number, net.Socket>()
  readonly #cutByUs = new Set<number>()
  #isShut = false

  constructor(format: StreamFormat, desk: Desk, { tls: files }: Pick<ListenOn, 'tls'>) {
    this.#format = format
    this.#desk = desk
    const serve = (socket: net.Socket) => this.#serve(socket)
    const options = { noDelay: true }
    // Before anything is said, also inside TLS.
    const admit = (socket: net.Socket) => {
      if (!this.#isShut) return
      this.#desk.turnedAway(socket.remoteAddress ?? 'unknown')
      socket.resetAndDestroy()
    }
    this.#server = files ? tls.createServer({ ...options, ...files }, serve) : net.createServer(options, serve)
    this.#server.prependListener('connection', admit)
  }

  get server(): net.Server {
    return this.#server
  }

  get port(): number {
    return (this.#server.address() as net.AddressInfo).port
  }

  shut(): void {
    this.#isShut = true
    this.cut()
  }

  open(): void {
    this.#isShut = false
  }

  cut(): void {
    for (const [connection, socket] of this.#sockets) {
      this.#cutByUs.add(connection)
      socket.destroy()
    }
  }

  send(bytesFor: (identifier: string) => Uint8Array | undefined): boolean {
    for (const [connection, socket] of this.#sockets) {
      const name = this.#desk.nameOf(connection)
      const bytes = name === undefined ? undefined : bytesFor(name)
      if (!bytes || !socket.writable) continue
      socket.write(bytes)
      return true
    }
    return false
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()))
    this.cut()
    return closed
  }

  #serve(socket: net.Socket): void {
    const source = socket.remoteAddress ?? 'unknown'
    // A connection that the other side ended: that is told by its close.
    socket.on('error', () => undefined)
    if (this.#isShut || this.#sockets.size >= mostConnections) return void socket.destroy()
    const connection = this.#desk.connected(source)
    this.#sockets.set(connection, socket)
    const framer = this.#format.createFramer()
    const garbage = { inRow: 0 }
    socket.on('close', (hadError) => {
      this.#sockets.delete(connection)
      // Who leaves with unread bytes resets the connection.
      this.#desk.closed(connection, !this.#cutByUs.delete(connection) && !hadError)
    })
    socket.on('data', (chunk: Buffer) => {
      for (const output of framer.push(new Uint8Array(chunk)))
        if (!socket.destroyed) this.#take(connection, socket, output, garbage)
    })
  }

  #take(connection: number, socket: net.Socket, output: FramerOutput, garbage: { inRow: number }): void {
    if (output.kind === 'garbage') this.#desk.garbage(connection, output.bytes, output.reason)
    const answer =
      output.kind === 'frame'
        ? this.#desk.hear(connection, output.bytes, (context) => this.#format.decode(output.bytes, context))
        : undefined
    garbage.inRow = answer && answer.kind !== 'refused' ? 0 : garbage.inRow + 1
    if (garbage.inRow >= mostGarbage || socket.writableLength > mostUnread) return void socket.destroy()
    if (answer && answer.kind !== 'refused' && answer.bytes) socket.write(answer.bytes)
  }
}

export async function openStreamStation(format: StreamFormat, desk: Desk, on: ListenOn): Promise<Station> {
  const station = new StreamStation(format, desk, on)
  await listening(station.server, on)
  return station
}
