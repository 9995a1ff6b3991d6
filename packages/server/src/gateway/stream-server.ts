import net from 'node:net'
import type { GatewayContext } from './gateway-context.ts'
import type { ListenAddress, Listener } from './listener.ts'
import { listening } from './listener.ts'
import { type StreamCodec, type StreamLimits, serveConnection } from './stream-connection.ts'

/** Of devices; those that have not logged in may be opened by anyone and have a bound of their own. */
const maxConnections = 60_000

/** Listens for devices of one protocol over TCP. */
export async function startStreamServer(
  codec: StreamCodec,
  address: ListenAddress,
  context: GatewayContext,
  limits: StreamLimits,
): Promise<Listener> {
  const sockets = new Set<net.Socket>()
  // In the order of their coming: a device logs in at once, so the oldest is the least likely to be one.
  const unidentified = new Set<net.Socket>()
  const server = net.createServer((socket) => {
    sockets.add(socket)
    unidentified.add(socket)
    const [oldest] = unidentified
    if (unidentified.size > limits.maxUnidentified && oldest) {
      unidentified.delete(oldest)
      oldest.destroy()
    }
    context.metrics.connections.set({ protocol: codec.name }, sockets.size)
    socket.on('close', () => {
      sockets.delete(socket)
      unidentified.delete(socket)
      context.metrics.connections.set({ protocol: codec.name }, sockets.size)
    })
    serveConnection(socket, codec, context, { limits, onIdentified: () => unidentified.delete(socket) })
  })
  server.maxConnections = maxConnections
  const port = await listening(server, address, `${codec.name} devices`)
  return {
    port,
    /** Stops reading first; what is queued is still committed and acknowledged by the writer's stop. */
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}
