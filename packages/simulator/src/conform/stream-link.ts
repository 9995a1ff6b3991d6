import { type Socket, connect } from 'node:net'
import type { Battery } from '../bracelet/battery.ts'
import type { BraceletRecord } from '../bracelet/record.ts'
import type { Link, LinkEvents, Wire } from '../fleet/link.ts'
import type { Heard, Speech } from './speech.ts'

export interface StreamLinkOptions {
  readonly host: string
  readonly port: number
  readonly identifier: string
  readonly speech: Speech
  readonly events: LinkEvents
  readonly wire: Wire
}

/** One TCP connection at a time, in whatever protocol. */
export class StreamLink implements Link {
  readonly #options: StreamLinkOptions
  #socket: Socket | undefined

  constructor(options: StreamLinkOptions) {
    this.#options = options
  }

  open(): void {
    const { host, port, identifier, speech, events } = this.#options
    const socket = connect({ host, port, noDelay: true })
    this.#socket = socket
    socket.on('connect', () => {
      const greeting = speech.greet(identifier)
      if (greeting) this.#write(greeting)
      else events.onOpened()
    })
    socket.on('data', (chunk) => {
      for (const heard of speech.hear(new Uint8Array(chunk))) if (this.#socket === socket) this.#take(socket, heard)
    })
    socket.on('error', (error) => this.#lost(socket, error.message))
    socket.on('close', () => this.#lost(socket, 'closed by the gateway'))
  }

  send(number: number, records: readonly BraceletRecord[]): void {
    this.#write(this.#options.speech.report(number, records))
  }

  heartbeat(number: number, battery: Battery): void {
    const bytes = this.#options.speech.heartbeat(number, battery)
    if (bytes) this.#write(bytes)
  }

  close(): void {
    const socket = this.#socket
    this.#socket = undefined
    socket?.destroy()
  }

  #write(bytes: Uint8Array): void {
    this.#socket?.write(this.#options.wire(bytes))
  }

  #take(socket: Socket, heard: Heard): void {
    const { events } = this.#options
    switch (heard.kind) {
      case 'let-in':
        return events.onOpened()
      case 'answered':
        return events.onAnswered(heard.number)
      case 'nonsense':
        return this.#lost(socket, heard.why)
      case 'command': {
        const text = events.onCommand?.(heard.words)
        const answer = text === undefined ? undefined : heard.answerWith(text)
        if (answer) this.#write(answer)
        return
      }
      default:
        heard satisfies never
    }
  }

  #lost(socket: Socket, why: string): void {
    if (this.#socket !== socket) return
    this.close()
    this.#options.events.onClosed(why)
  }
}
