import type net from 'node:net'
import { type Instant, instant } from '@bilezik/domain'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Codec, FramerOutput, StreamFormat } from '@bilezik/protocols'
import { type Arrival, admit } from './admission.ts'
import type { RegisteredDevice } from './collection.ts'
import { type GatewayContext, noteSecurityEvent, quarantine } from './gateway-context.ts'
import type { UnreadableReason } from './intake-message.ts'
import type { LiveConnection } from './live-connections.ts'

/** A device over its rate is read from this much later at most; meanwhile its own socket waits, and nobody else's. */
const longestWaitMs = 5_000
const lostLinkMs = 60_000

export interface StreamLimits {
  /** A device that says nothing for so long is gone (or never was one). */
  readonly idleMs: number
  /** Who has not said who it is by then is shown out. */
  readonly loginMs: number
  /** Connections that have not said who they are; one more, and the one that has been silent for longest is shown out. */
  readonly maxUnidentified: number
  /** Messages of one connection that may wait for their commit before we stop reading from it. */
  readonly maxUnsettled: number
  /** So much garbage in a row is no device. */
  readonly maxGarbage: number
}

export const defaultStreamLimits: StreamLimits = {
  idleMs: 10 * 60_000,
  loginMs: 60_000,
  maxUnidentified: 10_000,
  maxUnsettled: 64,
  maxGarbage: 20,
}

export type StreamCodec = Codec & { readonly stream: StreamFormat }

export interface ServeOptions {
  readonly limits: StreamLimits
  /** The connection is that of a registered device. */
  readonly onIdentified: () => void
}

/**
 * One device connection: bytes in, frames through the codec, replies out in order, each after its commit.
 * Frames are handled one after another, for a login decides whose the next ones are.
 */
class StreamConnection implements LiveConnection {
  readonly #socket: net.Socket
  readonly #codec: StreamCodec
  readonly #context: GatewayContext
  readonly #limits: StreamLimits
  readonly #framer
  readonly source: string
  readonly #loginTimer: NodeJS.Timeout
  readonly #onIdentified: () => void
  #device: RegisteredDevice | undefined
  #unsettled = 0
  isReady = false
  heardAt: Instant = instant(0)
  #garbageInRow = 0
  #waiting: FramerOutput[] = []
  #isWorking = false
  #isAwaitingReads = false

  constructor(socket: net.Socket, codec: StreamCodec, context: GatewayContext, { limits, onIdentified }: ServeOptions) {
    this.#onIdentified = onIdentified
    this.#socket = socket
    this.#codec = codec
    this.#context = context
    this.#limits = limits
    this.#framer = codec.stream.createFramer()
    this.source = socket.remoteAddress ?? 'unknown'
    this.#loginTimer = setTimeout(() => this.#socket.destroy(), limits.loginMs)
    socket.setTimeout(limits.idleMs, () => socket.destroy())
    socket.setKeepAlive(true, 60_000)
    socket.setNoDelay(true)
    // A reset by the peer is ordinary; what was received is on its way already.
    socket.on('error', () => socket.destroy())
  }

  serve(): void {
    this.#socket.on('close', () => this.#close())
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk))
  }

  #receive(chunk: Buffer): void {
    this.#waiting.push(...this.#framer.push(chunk))
    this.#pauseWhenFull()
    if (!this.#isWorking) void this.#work()
  }

  /** What was left of an unfinished frame is kept with its reason; who never said a word leaves nothing. */
  #close(): void {
    clearTimeout(this.#loginTimer)
    if (this.#device) this.#context.connections.remove(this.#device.no, this)
    for (const rest of this.#framer.flush()) {
      if (rest.kind === 'garbage') this.#refuse(rest.bytes, { code: rest.reason, detail: 'The connection ended inside a frame.' })
    }
  }

  async #work(): Promise<void> {
    this.#isWorking = true
    try {
      for (let output = this.#waiting.shift(); output && !this.#socket.destroyed; output = this.#waiting.shift()) {
        if (output.kind === 'garbage')
          this.#refuse(output.bytes, { code: output.reason, detail: 'The bytes begin no frame of this protocol.' })
        else await this.#take(output.bytes)
      }
    } catch (error) {
      // A lookup that failed because the database is away: the device is not acknowledged and comes again.
      this.#context.log.debug({ err: error }, 'gateway: connection ended by an internal failure')
      this.#socket.destroy()
    } finally {
      this.#isWorking = false
    }
  }

  async #take(frame: Uint8Array): Promise<void> {
    const codec = this.#codec
    const arrival: Arrival = {
      codec,
      source: this.source,
      receivedAt: this.#context.clock(),
      raw: frame,
      decode: (context) => codec.stream.decode(frame, context),
    }
    const admission = await admit(this.#context, arrival, this.#device)
    if (admission.kind === 'stranger') return void this.#socket.destroy()
    if (admission.kind === 'refused') return this.#countGarbage()
    const { device, message, waitMs } = admission
    this.heardAt = arrival.receivedAt
    if (device !== this.#device) this.#identify(device)
    this.#garbageInRow = 0
    this.#unsettled++
    if (waitMs > 0) await sleep(Math.min(waitMs, longestWaitMs), undefined, { ref: false })
    this.#context.writer.enqueue({
      kind: 'message',
      protocol: codec.name,
      source: this.source,
      receivedAt: arrival.receivedAt,
      raw: frame,
      deviceNo: device.no,
      message,
      settle: (outcome) => this.#settled(outcome === 'stored' ? message.reply : undefined),
    })
    this.#pauseWhenFull()
  }

  /** From now on the connection is this device's, and any other of the same device ends: it lost its link, or is not who it says. */
  #identify(device: RegisteredDevice): void {
    const { connections } = this.#context
    if (this.#device) connections.remove(this.#device.no, this)
    this.#device = device
    clearTimeout(this.#loginTimer)
    this.#onIdentified()
    const former = connections.put(device.no, this)
    // A device that lost its link without our noticing comes again from the same network after a while: no sign of anything.
    if (former && (former.source !== this.source || this.heardAt - former.heardAt < lostLinkMs)) {
      const sources = { source: this.source, otherSource: former.source }
      noteSecurityEvent(this.#context, { kind: 'two-connections', deviceNo: device.no, ...sources })
    }
    former?.end()
  }

  send(bytes: Uint8Array): boolean {
    if (!this.#socket.writable || this.#socket.writableNeedDrain) return false
    this.#socket.write(bytes)
    return true
  }

  end(): void {
    this.#socket.destroy()
  }

  #settled(reply: Uint8Array | undefined): void {
    this.#unsettled--
    this.isReady = true
    if (reply && this.#socket.writable) this.#socket.write(reply)
    if (this.#socket.writableNeedDrain) return this.#pauseUntilRead()
    if (this.#socket.isPaused() && this.#unsettled < this.#limits.maxUnsettled / 2) void this.#resumeWhenDrained()
  }

  /** Who sends and never reads would fill our memory with replies. It is read from again when it has read, or idles out. */
  #pauseUntilRead(): void {
    this.#socket.pause()
    if (this.#isAwaitingReads) return
    this.#isAwaitingReads = true
    this.#socket.once('drain', () => {
      this.#isAwaitingReads = false
      void this.#resumeWhenDrained()
    })
  }

  #pauseWhenFull(): void {
    const isBehind = this.#unsettled + this.#waiting.length >= this.#limits.maxUnsettled
    if (!isBehind && !this.#context.writer.isFull) return
    this.#socket.pause()
    if (!isBehind) void this.#resumeWhenDrained()
  }

  async #resumeWhenDrained(): Promise<void> {
    await this.#context.writer.whenDrained()
    if (!this.#socket.destroyed && !this.#isAwaitingReads) this.#socket.resume()
  }

  #refuse(bytes: Uint8Array, failure: { readonly code: UnreadableReason; readonly detail: string }): void {
    quarantine(this.#context, {
      kind: 'unreadable',
      protocol: this.#codec.name,
      source: this.source,
      receivedAt: this.#context.clock(),
      raw: bytes,
      deviceNo: this.#device?.no ?? null,
      failure,
      settle: () => undefined,
    })
    this.#countGarbage()
  }

  #countGarbage(): void {
    this.#garbageInRow++
    if (this.#garbageInRow >= this.#limits.maxGarbage) this.#socket.destroy()
  }
}

/** Serves one device until its connection ends. */
export function serveConnection(socket: net.Socket, codec: StreamCodec, context: GatewayContext, options: ServeOptions): void {
  new StreamConnection(socket, codec, context, options).serve()
}
