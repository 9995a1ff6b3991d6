import { type Server as HttpServer, createServer as createHttpServer } from 'node:http'
import { type AddressInfo, type Server, type Socket, createServer } from 'node:net'
import { type Instant, type Reading, instant } from '@bilezik/domain'
import { gt06Codec, osmandCodec, readingsOf } from '@bilezik/protocols'

export interface StoredFix {
  readonly identifier: string
  readonly fixAt: Instant | undefined
  readonly lat: number
  readonly lon: number
}

/**
 * A small gateway for the tests: decodes with the real codecs, stores after a moment and in order, only then answers.
 * `crash` forgets whatever is not stored yet and cuts every connection; `start` listens on the same ports again.
 */
export class PeerGateway {
  readonly fixes: StoredFix[] = []
  readonly kinds = new Map<string, number>()
  readonly logins: string[] = []
  readonly refusals: string[] = []
  #tcp: Server | undefined
  #http: HttpServer | undefined
  #sockets = new Set<Socket>()
  #life = 0
  #ports = { gt06: 0, osmand: 0 }
  readonly #storeAfterMs: number

  constructor(options: { readonly storeAfterMs: number }) {
    this.#storeAfterMs = options.storeAfterMs
  }

  get gateway() {
    return {
      gt06: { host: '127.0.0.1', port: this.#ports.gt06 },
      osmand: { baseUrl: `http://127.0.0.1:${this.#ports.osmand}` },
    }
  }

  async start(): Promise<void> {
    const life = ++this.#life
    this.#tcp = createServer((socket) => this.#speakGt06(socket, life))
    this.#http = createHttpServer((request, response) => {
      const chunks: Buffer[] = []
      request.on('data', (chunk: Buffer) => chunks.push(chunk))
      request.on('end', () => {
        const body = Buffer.concat(chunks).toString()
        const decoded = osmandCodec.http.decode(
          {
            method: request.method ?? '',
            url: request.url ?? '',
            headers: { 'content-type': request.headers['content-type'] },
            body,
          },
          { receivedAt: instant(Date.now()) },
        )
        setTimeout(() => {
          if (life !== this.#life) return
          if (decoded.ok) this.#store(decoded.value.identifier ?? '', readingsOf(decoded.value))
          else this.refusals.push(decoded.reason.detail)
          response.writeHead(decoded.ok ? 200 : 400).end()
        }, this.#storeAfterMs)
      })
    })
    this.#http.on('connection', (socket) => this.#keep(socket))
    this.#ports = { gt06: await listen(this.#tcp, this.#ports.gt06), osmand: await listen(this.#http, this.#ports.osmand) }
  }

  async crash(): Promise<void> {
    this.#life++
    const closed = [this.#tcp, this.#http].map((server) => new Promise((resolve) => server?.close(resolve)))
    for (const socket of this.#sockets) socket.destroy()
    await Promise.all(closed)
  }

  #keep(socket: Socket): void {
    this.#sockets.add(socket)
    socket.on('close', () => this.#sockets.delete(socket))
    // A connection that the other side cut: what the tests are about.
    socket.on('error', () => {})
  }

  #speakGt06(socket: Socket, life: number): void {
    this.#keep(socket)
    const framer = gt06Codec.stream.createFramer()
    let identifier = ''
    let turn = Promise.resolve()
    socket.on('data', (chunk) => {
      for (const output of framer.push(chunk)) {
        if (output.kind !== 'frame') {
          this.refusals.push(output.reason)
          continue
        }
        const decoded = gt06Codec.stream.decode(output.bytes, { receivedAt: instant(Date.now()) })
        turn = turn.then(async () => {
          await new Promise((resolve) => setTimeout(resolve, this.#storeAfterMs))
          if (life !== this.#life) return
          if (!decoded.ok) {
            this.refusals.push(decoded.reason.detail)
            return
          }
          if (decoded.value.identifier) this.logins.push((identifier = decoded.value.identifier))
          this.#store(identifier, readingsOf(decoded.value))
          if (decoded.value.reply) socket.write(decoded.value.reply)
        })
      }
    })
  }

  #store(identifier: string, readings: readonly Reading[]): void {
    for (const reading of readings) {
      const kind = reading.kind === 'wear' ? reading.signal : reading.kind
      this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1)
      if (reading.kind === 'fix') this.fixes.push({ identifier, fixAt: reading.fixAt, lat: reading.lat, lon: reading.lon })
    }
  }
}

function listen(server: Server | HttpServer, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}
