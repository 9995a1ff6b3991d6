import net from 'node:net'
import type { ProtocolName } from '@bilezik/domain'
import { readFirstBytes } from './first-bytes.ts'
import { type GatewayContext, quarantine } from './gateway-context.ts'
import { type ListenAddress, type Listener, listening } from './listener.ts'
import { maxProxyHeaderBytes, readProxyHeader } from './proxy-protocol.ts'
import { isFromProxy } from './proxy-sources.ts'
import type { TlsFiles } from './tls-files.ts'
import type { Visit } from './visits.ts'

/** Takes over a connection; it may be paused, and hold bytes that have come already. */
export type Receive = (socket: net.Socket, visit: Visit) => void

export interface StreamDoor {
  readonly name: string
  readonly purpose: string
  /** Under whose name it is kept that no connection came of one. */
  readonly protocol: ProtocolName | 'any'
  readonly proxies: net.BlockList | undefined
  readonly tls?: TlsFiles
  readonly receive: Receive
}

const serverOptions = {
  noDelay: true,
  keepAlive: true,
  keepAliveInitialDelay: 60_000,
}

/** Nothing that a connection began with can be believed. */
export function turnAway(
  context: GatewayContext,
  visit: Visit,
  protocol: ProtocolName | 'any',
  raw: Uint8Array,
  detail: string,
): void {
  const receivedAt = context.clock()
  const failure = { code: 'framing', detail } as const
  const { source } = visit
  const settle = () => undefined
  quarantine(context, { kind: 'unreadable', protocol, source, receivedAt, raw, deviceNo: null, failure, settle })
  visit.socket.destroy()
}

/**
 * From a trusted proxy the header is required, and its word on the source is taken; from anybody else it is never read, for who could
 * write one would choose the address that is recorded and counted against.
 */
function behindProxy(socket: net.Socket, visit: Visit, door: StreamDoor, context: GatewayContext, enter: () => void): void {
  const refuse = (bytes: Uint8Array) =>
    turnAway(context, visit, door.protocol, bytes, 'A trusted proxy opened a connection without a sound PROXY header.')
  readFirstBytes<{ source?: string } | Uint8Array>(socket, {
    maxBytes: maxProxyHeaderBytes,
    decide: (bytes) => {
      const header = readProxyHeader(bytes)
      if (header.kind === 'more') return undefined
      if (header.kind === 'bad') return { decision: new Uint8Array(bytes), takenBytes: bytes.length }
      return { decision: header.source === undefined ? {} : { source: header.source }, takenBytes: header.byteCount }
    },
    decided: (decision) => {
      if (decision instanceof Uint8Array) return refuse(decision)
      if (decision.source !== undefined) visit.source = decision.source
      enter()
    },
    // Load balancers look whether the port is open, and say nothing.
    ended: (bytes) => bytes.length > 0 && refuse(bytes),
  })
}

/** Listens for connections: whose they are (a proxy announces it), what they are wrapped in, and then to whoever takes them over. */
export async function openStreamDoor(door: StreamDoor, address: ListenAddress, context: GatewayContext): Promise<Listener> {
  const enter = (socket: net.Socket, visit: Visit) => door.receive(door.tls ? door.tls.secured(socket) : socket, visit)
  const server = net.createServer(serverOptions, (socket) => {
    // A reset by the peer is ordinary; what was received is on its way already.
    socket.on('error', () => socket.destroy())
    const visit = context.visits.begin(socket, door.name)
    if (!visit) return
    if (!isFromProxy(door.proxies, socket)) return enter(socket, visit)
    behindProxy(socket, visit, door, context, () => enter(socket, visit))
  })
  const port = await listening(server, address, door.purpose)
  // Out of file descriptors, say: those that are connected are served on.
  server.on('error', (error) => context.log.error({ err: error }, 'gateway: a connection could not be accepted'))
  return {
    port,
    /** Stops reading first; what is queued is still committed and acknowledged by the writer's stop. */
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      context.visits.endAll(door.name)
      await closed
    },
  }
}
