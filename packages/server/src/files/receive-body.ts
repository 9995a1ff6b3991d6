import type { IncomingMessage } from 'node:http'
import { isUnfinished } from '../http/body-deadline.ts'
import { refuse } from '../http/refusal.ts'

/** How many bytes of bodies are in memory at once; what would exceed it is refused, never waited for. */
export class HeldBytes {
  readonly #most: number
  #held = 0

  constructor(most: number) {
    this.#most = most
  }

  get held(): number {
    return this.#held
  }

  take(bytes: number): boolean {
    if (this.#held + bytes > this.#most) return false
    this.#held += bytes
    return true
  }

  give(bytes: number): void {
    this.#held -= bytes
  }
}

export interface BodyLimits {
  readonly mostBytes: number
  readonly idleMs: number
  readonly withinMs: number
  readonly held: HeldBytes
}

interface Taken {
  readonly bytes: Buffer
  /** To be called when nobody needs the bytes any more. */
  readonly release: () => void
}

const busy = () => refuse('uploads-busy', { retryAfterSeconds: 5 })
const tooLarge = (mostBytes: number) => refuse('file-too-large', { detail: `at most ${mostBytes} bytes` })

/** Ends the waiting, not the connection: the answer has to go out by it. */
function deadline({ idleMs, withinMs }: BodyLimits) {
  const { promise, reject } = Promise.withResolvers<never>()
  // Nobody may be waiting any more when it fires.
  promise.catch(() => {})
  const late = () => reject(new Error('too slow'))
  const whole = setTimeout(late, withinMs)
  let idle = setTimeout(late, idleMs)
  return {
    promise,
    heard: () => {
      clearTimeout(idle)
      idle = setTimeout(late, idleMs)
    },
    end: () => [whole, idle].forEach(clearTimeout),
  }
}

/**
 * Reads a body of a declared or unknown length. A length that is declared too large is refused before a byte is read, any
 * other body as soon as it has passed the limit; one that is cut off is refused by `file-damaged`.
 */
export async function receiveBody(body: IncomingMessage, limits: BodyLimits): Promise<Taken> {
  const declared = Number(body.headers['content-length'] ?? 0)
  if (declared > limits.mostBytes) tooLarge(limits.mostBytes)
  const time = deadline(limits)
  const pieces: Buffer[] = []
  let size = 0
  const iterator = body.iterator({ destroyOnReturn: false }) as AsyncIterator<Buffer>
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), time.promise.catch(() => 'late' as const)])
      if (next === 'late') return refuse('upload-too-slow')
      if (next.done) break
      time.heard()
      if (!limits.held.take(next.value.length)) busy()
      size += next.value.length
      pieces.push(next.value)
      if (size > limits.mostBytes) tooLarge(limits.mostBytes)
    }
    if (isUnfinished(body)) refuse('file-damaged', { detail: 'cut off' })
    return { bytes: Buffer.concat(pieces, size), release: () => limits.held.give(size) }
  } catch (error) {
    limits.held.give(size)
    // The sender has gone: nobody reads the answer.
    if ((error as { code?: unknown }).code === 'ECONNRESET') refuse('file-damaged', { detail: 'cut off' })
    throw error
  } finally {
    time.end()
    // Lets go of the stream without ending it: what is left of it is for discardRest.
    void iterator.return?.()
  }
}

const lingerMs = 2_000
const lingerBytes = 4 * 1024 * 1024

/**
 * After a refusal in mid-body: a connection that is reset at once may take the answer with it, so the rest is thrown away for a
 * moment, and no more is read after that.
 */
export function discardRest(body: IncomingMessage): void {
  if (!isUnfinished(body) || body.destroyed) return
  let discarded = 0
  body.on('data', (piece: Buffer) => {
    discarded += piece.length
    if (discarded > lingerBytes) body.pause()
  })
  body.on('error', () => {})
  body.resume()
  setTimeout(() => {
    if (!body.complete) body.socket.destroy()
  }, lingerMs).unref()
}
