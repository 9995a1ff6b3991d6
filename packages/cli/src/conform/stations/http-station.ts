import http from 'node:http'
import https from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import type { HttpFormat, HttpRequest } from '@bilezik/protocols'
import type { Answer, Desk } from '../recording/desk.ts'
import { listening } from './listening.ts'
import type { ListenOn, Station } from './station.ts'

const mostConnections = 64

async function readBody(request: http.IncomingMessage, mostBytes: number): Promise<Buffer | 'too-long'> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > mostBytes) return 'too-long'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function headersOf(request: http.IncomingMessage): HttpRequest['headers'] {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}

/** The status is the acknowledgement. */
function respond(response: http.ServerResponse, answer: Answer, replyType: string): void {
  if (response.destroyed) return
  if (answer.kind === 'refused') return void response.writeHead(400).end(`${answer.detail}\n`)
  if (answer.kind === 'silence') return void response.writeHead(503, { 'retry-after': '10' }).end('Not stored.\n')
  response.writeHead(200, { 'content-type': replyType }).end(answer.bytes ?? 'OK\n')
}

class HttpStation implements Station {
  readonly server: http.Server
  readonly #format: HttpFormat
  readonly #desk: Desk
  readonly #connections = new Map<Socket, number>()
  readonly #cutByUs = new Set<number>()
  #isShut = false

  constructor(format: HttpFormat, desk: Desk, { tls }: Pick<ListenOn, 'tls'>) {
    this.#format = format
    this.#desk = desk
    const handle: http.RequestListener = (request, response) => {
      // Who broke off in the middle of a request is told by the end of the connection.
      this.#handle(request, response).catch(() => request.socket.destroy())
    }
    this.server = tls ? https.createServer(tls, handle) : http.createServer(handle)
    // Before anything is said, also inside TLS.
    this.server.on('connection', (socket: Socket) => {
      if (!this.#isShut) return
      this.#desk.turnedAway(socket.remoteAddress ?? 'unknown')
      socket.resetAndDestroy()
    })
    this.server.on(tls ? 'secureConnection' : 'connection', (socket: Socket) => this.#admit(socket))
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port
  }

  shut(): void {
    this.#isShut = true
    this.cut()
  }

  open(): void {
    this.#isShut = false
  }

  cut(): void {
    for (const [socket, connection] of this.#connections) {
      this.#cutByUs.add(connection)
      socket.destroy()
    }
  }

  send(): boolean {
    return false
  }

  close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()))
    this.cut()
    return closed
  }

  #admit(socket: Socket): void {
    if (this.#isShut || this.#connections.size >= mostConnections) return void socket.destroy()
    const connection = this.#desk.connected(socket.remoteAddress ?? 'unknown')
    this.#connections.set(socket, connection)
    socket.on('close', (hadError) => {
      this.#connections.delete(socket)
      // Who leaves with unread bytes resets the connection.
      this.#desk.closed(connection, !this.#cutByUs.delete(connection) && !hadError)
    })
  }

  async #handle(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const connection = this.#connections.get(request.socket) ?? 0
    const { method = '', url = '' } = request
    const line = Buffer.from(`${method} ${url}\r\n\r\n`)
    const body = await readBody(request, this.#format.maxBodyBytes)
    if (body === 'too-long') {
      this.#desk.garbage(connection, line, 'too-long')
      return void response.writeHead(413, { connection: 'close' }).end()
    }
    const asked = { method, url, headers: headersOf(request), body: body.toString('utf8') }
    const answer = this.#desk.hear(connection, Buffer.concat([line, body]), (context) => this.#format.decode(asked, context))
    respond(response, answer, this.#format.replyType ?? 'text/plain; charset=utf-8')
  }
}

export async function openHttpStation(format: HttpFormat, desk: Desk, on: ListenOn): Promise<Station> {
  const station = new HttpStation(format, desk, on)
  await listening(station.server, on)
  return station
}
