import http from 'node:http'
import type net from 'node:net'
import type { Codec, HttpFormat } from '@bilezik/protocols'
import { type Arrival, admit } from './admission.ts'
import { type GatewayContext, quarantine } from './gateway-context.ts'
import type { IntakeOutcome } from './intake-message.ts'
import type { Receive } from './stream-door.ts'
import type { Visit } from './visits.ts'

/** How long a request may wait for its commit before the device is told to come again. */
const commitPatienceMs = 20_000
const maxWaiting = 10_000

export type HttpCodec = Codec & { readonly http: HttpFormat }

interface Reply {
  readonly status: number
  readonly body: string
  /** Content type; plain text when absent. */
  readonly type?: string
  readonly retryAfterSeconds?: number
}

const stored: Reply = { status: 200, body: 'OK\n' }
const unavailable: Reply = {
  status: 503,
  body: 'Not stored: the database is busy or away. Send again later.\n',
  retryAfterSeconds: 10,
}

async function readBody(request: http.IncomingMessage, maxBytes: number): Promise<Buffer | 'too-long'> {
  const chunks: Buffer[] = []
  let length = 0
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length
    if (length > maxBytes) return 'too-long'
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

function headersOf(request: http.IncomingMessage): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  )
}

/** The bytes kept as evidence: the request line and the body; headers carry nothing of the device but its software. */
function rawBytes(request: http.IncomingMessage, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(`${request.method ?? ''} ${request.url ?? ''}\r\n\r\n`), body])
}

async function committed(done: Reply, enqueue: (settle: (outcome: IntakeOutcome) => void) => void): Promise<Reply> {
  const { promise, resolve } = Promise.withResolvers<Reply>()
  // A commit after our patience is harmless: the device sends the same again and it changes nothing.
  const patience = setTimeout(() => resolve(unavailable), commitPatienceMs)
  enqueue((outcome) => resolve(outcome === 'stored' ? done : { status: 422, body: 'Not storable.\n' }))
  return promise.finally(() => clearTimeout(patience))
}

async function handle(request: http.IncomingMessage, source: string, codec: HttpCodec, context: GatewayContext): Promise<Reply> {
  const { writer } = context
  const body = await readBody(request, codec.http.maxBodyBytes)
  const receivedAt = context.clock()
  if (writer.isFull) return unavailable
  const shared = { protocol: codec.name, source, receivedAt }
  if (body === 'too-long') {
    const failure = { code: 'too-long', detail: `A body over ${codec.http.maxBodyBytes} bytes.` } as const
    const raw = Buffer.from((request.url ?? '').slice(0, 4))
    quarantine(context, { ...shared, kind: 'unreadable', raw, deviceNo: null, failure, settle: () => undefined })
    return { status: 413, body: 'Too large.\n' }
  }
  const raw = rawBytes(request, body)
  const asked = { method: request.method ?? '', url: request.url ?? '', headers: headersOf(request), body: body.toString('utf8') }
  const decode: Arrival['decode'] = (decodeContext) => codec.http.decode(asked, decodeContext)
  const admission = await admit(context, { codec, source, receivedAt, raw, decode })
  if (admission.kind === 'refused') return { status: 400, body: `${admission.failure.code}: ${admission.failure.detail}\n` }
  if (admission.kind === 'stranger') return { status: 404, body: 'This device is not registered here.\n' }
  const { device, message, waitMs } = admission
  if (waitMs > 0) {
    context.rates.giveBack(device.no)
    return { status: 429, body: 'Too many messages. Send again later.\n', retryAfterSeconds: Math.ceil(waitMs / 1_000) }
  }
  const done = message.reply
    ? { status: 200, body: new TextDecoder().decode(message.reply), type: codec.http.replyType ?? 'text/plain; charset=utf-8' }
    : stored
  return committed(done, (settle) => writer.enqueue({ ...shared, kind: 'message', raw, deviceNo: device.no, message, settle }))
}

export interface HttpIntake {
  /** Serves the requests of a connection that came in by some door. */
  readonly receive: Receive
  close(): void
}

/** Messages of devices over HTTP. The status is the acknowledgement: 200 only after the commit. `codecOf` is told the request's URL. */
export function createHttpIntake(codecOf: (url: string) => HttpCodec | undefined, context: GatewayContext): HttpIntake {
  const visits = new WeakMap<net.Socket, Visit>()
  let waiting = 0
  const server = http.createServer(
    {
      headersTimeout: 20_000,
      requestTimeout: 30_000,
      connectionsCheckingInterval: 5_000,
      keepAliveTimeout: 65_000,
      maxHeaderSize: 8_192,
    },
    (request, response) => {
      const answer = (reply: Reply) => {
        if (response.writableEnded || response.destroyed) return
        // The rest of an oversize body is not read: the connection ends with the answer.
        const headers = {
          'content-type': reply.type ?? 'text/plain; charset=utf-8',
          // A whole length rather than chunks, which not every device can read.
          'content-length': Buffer.byteLength(reply.body),
          ...(reply.status === 413 && { connection: 'close' }),
          ...(reply.retryAfterSeconds !== undefined && { 'retry-after': String(reply.retryAfterSeconds) }),
        }
        response.writeHead(reply.status, headers).end(reply.body)
      }
      if (waiting >= maxWaiting) return answer(unavailable)
      const codec = codecOf(request.url ?? '')
      if (!codec) return answer({ status: 404, body: 'No device speaks HTTP here.\n' })
      waiting++
      handle(request, visits.get(request.socket)?.source ?? 'unknown', codec, context)
        .then(answer)
        .catch((error: unknown) => {
          context.log.debug({ err: error }, 'gateway: an HTTP request failed')
          answer(unavailable)
        })
        .finally(() => waiting--)
    },
  )
  // It listens nowhere itself: its watch over slow requests begins with this event, its connections come from the doors.
  server.emit('listening')
  return {
    receive: (socket, visit) => {
      if (!visit.becomesHttp()) {
        socket.destroy()
        return
      }
      visits.set(socket, visit)
      server.emit('connection', socket)
      socket.resume()
    },
    close: () => void server.close(),
  }
}
