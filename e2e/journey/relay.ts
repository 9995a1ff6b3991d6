import { once } from 'node:events'
import { type AddressInfo, type Server, type Socket, connect, createServer } from 'node:net'

/** A stretch of network between browser and server that can be broken in the two ways a network breaks. */
export class Relay {
  readonly #server: Server
  readonly #targetPort: number
  readonly #sockets = new Set<Socket>()
  #isHeld = false

  private constructor(targetPort: number) {
    this.#targetPort = targetPort
    this.#server = createServer((near) => this.#join(near))
  }

  static async to(url: string): Promise<Relay> {
    const relay = new Relay(Number(new URL(url).port))
    relay.#server.listen(0, '127.0.0.1')
    await once(relay.#server, 'listening')
    return relay
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`
  }

  /** Nothing passes and nobody is told: a cable in a cellar, a proxy that hangs. Connections stay open. */
  hold(): void {
    this.#isHeld = true
    for (const socket of this.#sockets) socket.pause()
  }

  /** Every connection breaks, and new ones break as well. */
  cut(): void {
    this.#isHeld = true
    for (const socket of this.#sockets) socket.destroy()
  }

  restore(): void {
    this.#isHeld = false
    for (const socket of this.#sockets) socket.resume()
  }

  async close(): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #join(near: Socket): void {
    if (this.#isHeld) {
      near.destroy()
      return
    }
    const far = connect({ host: '127.0.0.1', port: this.#targetPort })
    const pairs = [
      [near, far],
      [far, near],
    ] as const
    for (const [from, to] of pairs) {
      this.#sockets.add(from)
      from.on('data', (chunk) => to.write(chunk))
      from.on('error', () => from.destroy())
      from.on('close', () => {
        this.#sockets.delete(from)
        to.destroy()
      })
    }
  }
}
