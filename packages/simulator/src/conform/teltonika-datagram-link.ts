import { type Socket, createSocket } from 'node:dgram'
import { encodeTeltonikaDatagram } from '@bilezik/protocols'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Link, LinkEvents } from '../fleet/link.ts'
import { teltonikaRecordOf } from './teltonika-record.ts'

/** Length (2), number of the datagram (2), one byte, number of the packet, how many records were taken. */
const replyBytes = 7

interface DatagramLinkOptions {
  readonly host: string
  readonly port: number
  readonly identifier: string
  readonly events: LinkEvents
}

/** Nothing to open: each datagram names the device, and its number comes back in the answer. */
export class TeltonikaDatagramLink implements Link {
  readonly #options: DatagramLinkOptions
  #socket: Socket | undefined

  constructor(options: DatagramLinkOptions) {
    this.#options = options
  }

  open(): void {
    const socket = createSocket('udp4')
    this.#socket = socket
    socket.on('message', (reply) => {
      if (reply.length === replyBytes && this.#socket === socket) this.#options.events.onAnswered(reply.readUInt16BE(2))
    })
    socket.on('error', (error) => {
      if (this.#socket !== socket) return
      this.close()
      this.#options.events.onClosed(error.message)
    })
    this.#options.events.onOpened()
  }

  send(number: number, records: readonly BraceletRecord[]): void {
    const { host, port, identifier } = this.#options
    const numbers = { datagramId: number & 0xffff, packetId: number & 0xff }
    this.#socket?.send(encodeTeltonikaDatagram(identifier, numbers, records.map(teltonikaRecordOf)), port, host)
  }

  heartbeat(): void {}

  close(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.close()
  }
}
