import type net from 'node:net'

/** What the first bytes of a connection decide, and what follows from it. */
export interface FirstBytes<Decision> {
  /** Never more than so many are waited for. */
  readonly maxBytes: number
  /** Undefined: more bytes are needed; never so when `maxBytes` are there. How the bytes came in pieces must not matter. */
  readonly decide: (bytes: Buffer) => { readonly decision: Decision; readonly takenBytes: number } | undefined
  /** Called with the bytes behind those taken back in the socket, which is paused. */
  readonly decided: (decision: Decision) => void
  /** The connection ended before anything was decided; with what had come until then. */
  readonly ended: (bytes: Buffer) => void
}

/** Holds what comes first until it decides something. The time is bounded by the visit, what is held by `maxBytes` and a chunk. */
export function readFirstBytes<Decision>(socket: net.Socket, { maxBytes, decide, decided, ended }: FirstBytes<Decision>): void {
  let held: Buffer = Buffer.alloc(0)
  const onData = (chunk: Buffer) => {
    held = held.length === 0 ? chunk : Buffer.concat([held, chunk])
    const found = decide(held.length > maxBytes ? held.subarray(0, maxBytes) : held)
    if (!found) return
    letGo()
    socket.pause()
    const rest = held.subarray(found.takenBytes)
    if (rest.length > 0) socket.unshift(rest)
    decided(found.decision)
  }
  const onGone = () => {
    letGo()
    socket.destroy()
    ended(held)
  }
  const letGo = () => {
    socket.off('data', onData)
    socket.off('end', onGone)
    socket.off('close', onGone)
  }
  socket.on('data', onData)
  socket.on('end', onGone)
  socket.on('close', onGone)
  socket.resume()
}
