import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'

/** What scanners are tried with: EICAR's harmless file, in two halves so that no scanner takes this one away. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-', 'ANTIVIRUS-TEST-FILE!$H+H*'].join('')

export interface StandInClamd {
  readonly address: { readonly host: string; readonly port: number }
  /** How many bytes each scan was given. */
  readonly scanned: number[]
  /** What it does with the next ones. */
  behave(as: 'scans' | 'says-nothing' | 'says-error'): void
  stop(): Promise<void>
}

/** Splits what clamd's INSTREAM sends into pieces; undefined until the empty one has come. */
function bodyOf(received: Buffer): Buffer | undefined {
  const command = Buffer.from('zINSTREAM\0')
  if (!received.subarray(0, command.length).equals(command)) return undefined
  const pieces: Buffer[] = []
  let at = command.length
  while (at + 4 <= received.length) {
    const length = received.readUInt32BE(at)
    if (length === 0) return Buffer.concat(pieces)
    pieces.push(received.subarray(at + 4, at + 4 + length))
    at += 4 + length
  }
  return undefined
}

/** Not clamd: it speaks clamd's protocol over a real socket and finds EICAR alone. */
export async function startStandInClamd(): Promise<StandInClamd> {
  const scanned: number[] = []
  const sockets = new Set<net.Socket>()
  let behaviour: Parameters<StandInClamd['behave']>[0] = 'scans'
  const server = net.createServer((socket) => {
    sockets.add(socket)
    let received = Buffer.alloc(0)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
    socket.on('data', (piece: Buffer) => {
      received = Buffer.concat([received, piece])
      const body = bodyOf(received)
      if (!body || behaviour === 'says-nothing') return
      scanned.push(body.length)
      if (behaviour === 'says-error') socket.end('INSTREAM size limit exceeded. ERROR\0')
      else socket.end(body.includes(eicar) ? 'stream: Eicar-Test-Signature FOUND\0' : 'stream: OK\0')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    address: { host: '127.0.0.1', port: (server.address() as AddressInfo).port },
    scanned,
    behave: (as) => (behaviour = as),
    stop: async () => {
      for (const socket of sockets) socket.destroy()
      if (!server.listening) return
      server.close()
      await once(server, 'close')
    },
  }
}
