import dgram from 'node:dgram'
import type { DatagramFormat } from '@bilezik/protocols'
import type { Desk } from '../recording/desk.ts'
import { stationError } from './listening.ts'
import type { ListenOn, Station } from './station.ts'

/** Nothing is connected: to be shut is to hear nothing, and there is nothing to cut or to send a command on. */
class DatagramStation implements Station {
  readonly #socket: dgram.Socket
  readonly #format: DatagramFormat
  readonly #desk: Desk
  /** All datagrams are told as of one connection. */
  #connection: number | undefined
  #isShut = false

  constructor(socket: dgram.Socket, format: DatagramFormat, desk: Desk) {
    this.#socket = socket
    this.#format = format
    this.#desk = desk
    socket.on('message', (bytes, peer) => this.#take(new Uint8Array(bytes), peer))
  }

  get port(): number {
    return this.#socket.address().port
  }

  shut(): void {
    this.#isShut = true
  }

  open(): void {
    this.#isShut = false
  }

  cut(): void {}

  send(): boolean {
    return false
  }

  close(): Promise<void> {
    return new Promise((resolve) => this.#socket.close(() => resolve()))
  }

  #take(datagram: Uint8Array, peer: dgram.RemoteInfo): void {
    if (this.#isShut) return this.#desk.turnedAway(peer.address)
    this.#connection ??= this.#desk.connected(peer.address)
    if (datagram.length > this.#format.maxDatagramBytes) return this.#desk.garbage(this.#connection, datagram, 'too-long')
    const answer = this.#desk.hear(this.#connection, datagram, (context) => this.#format.decode(datagram, context))
    if (answer.kind !== 'refused' && answer.bytes) this.#socket.send(answer.bytes, peer.port, peer.address, () => undefined)
  }
}

export function openDatagramStation(format: DatagramFormat, desk: Desk, on: ListenOn): Promise<Station> {
  const socket = dgram.createSocket(on.host.includes(':') ? 'udp6' : 'udp4')
  return new Promise((resolve, reject) => {
    socket.once('error', (error) => reject(stationError(error, on)))
    socket.bind(on.port, on.host, () => {
      socket.removeAllListeners('error')
      // An answer that no network takes: the device sends again.
      socket.on('error', () => undefined)
      resolve(new DatagramStation(socket, format, desk))
    })
  })
}
