import net from 'node:net'
import tls from 'node:tls'
import type { OpenLink } from './link.ts'
import type { Speech } from './speech.ts'

export interface StreamAddress {
  readonly port: number
  /** Inside TLS: the authority that the server's certificate must come from. */
  readonly authority?: string
}

function connected({ port, authority }: StreamAddress, onConnected: () => void): net.Socket {
  if (authority === undefined) return net.connect({ host: '127.0.0.1', port, noDelay: true }, onConnected)
  return tls.connect({ host: '127.0.0.1', port, servername: 'localhost', ca: authority }, onConnected)
}

/** A device over TCP or TLS, one connection at a time. */
export function streamLinks(address: StreamAddress, speech: Speech): OpenLink {
  return ({ onOpened, onStored, onClosed }) => {
    const socket = connected(address, () => {
      // Nobody listens, and the system has given this connection that very port for its own end.
      if (socket.localPort === address.port) {
        socket.destroy()
        return
      }
      const greeting = speech.greet()
      if (greeting) socket.write(greeting)
      else onOpened()
    })
    socket.on('data', (chunk: Buffer) => {
      for (const heard of speech.hear(new Uint8Array(chunk))) {
        if (heard.kind === 'let-in') onOpened()
        else if (heard.kind === 'stored') onStored(heard.message)
        else onClosed(heard.why)
      }
    })
    socket.on('error', (error) => onClosed(error.message))
    socket.on('close', () => onClosed('closed by the server'))
    return {
      send: (message, records) => void socket.write(speech.report(message, records)),
      close: () => void socket.destroy(),
    }
  }
}
