import type net from 'node:net'
import { type Instant, instant } from '@bilezik/domain'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Codec, FramerOutput, StreamFormat } from '@bilezik/protocols'
import { type Arrival, admit } from './admission.ts'
import type { RegisteredDevice } from './collection.ts'
import { claimDevice } from './claim-device.ts'
import { type GatewayContext, quarantine } from './gateway-context.ts'
import type { UnreadableReason } from './intake-message.ts'
import type { LiveConnection } from './live-connections.ts'
import type { Visit, VisitLimits } from './visits.ts'

/** A device over its rate is read from this much later at most; meanwhile its own socket waits, and nobody else's. */
const longestWaitMs = 5_000
/** So much of what has come is cut into frames at a time: a chunk of the shortest ones would be many times its size in memory. */
const sliceBytes = 2_048
/** Devices behind one relay. */
const maxCarried = 256

export interface StreamLimits extends VisitLimits {
  /** A device that says nothing for so long is gone (or never was one). */
  readonly idleMs: number
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
  readonly visit: Visit
}

function endIdle(this: net.Socket): void {
  this.destroy()
}

function uncork(socket: net.Socket): void {
  socket.uncork()
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
  readonly #visit: Visit
  /** Whose the next messages are that name nobody. */
  #device: RegisteredDevice | undefined
  /** Numbers of all devices that are spoken to here: several behind a home unit or repeater. */
  readonly #carried = new Set<number>()
  #unsettled = 0
  isReady = false
  heardAt: Instant = instant(0)
  #garbageInRow = 0
  #waiting: FramerOutput[] = []
  /** What has come and is not cut into frames yet; the socket is paused meanwhile. */
  #uncut: Uint8Array[] = []
  #isWorking = false
  #isAwaitingReads = false

  constructor(socket: net.Socket, codec: StreamCodec, context: GatewayContext, { limits, visit }: ServeOptions) {
    this.#visit = visit
    this.#socket = socket
    this.#codec = codec
    this.#context = context
    this.#limits = limits
    this.#framer = codec.stream.createFramer()
    socket.setTimeout(limits.idleMs, endIdle)
  }

  get source(): string {
    return this.#visit.source
  }

  serve(): void {
    this.#socket.on('close', () => this.#close())
    this.#socket.on('data', (chunk: Buffer) => this.#receive(chunk))
    // A door that looked at the first bytes has paused it.
    this.#socket.resume()
  }

  #receive(chunk: Buffer): void {
    // As a plain array: a slice of a Buffer is no copy, and a short frame in a queue would keep the whole chunk alive.
    const bytes = new Uint8Array(chunk.buffer, chunk.byteOffset, chunk.length)
    for (let at = 0; at < bytes.length; at += sliceBytes) this.#uncut.push(bytes.subarray(at, at + sliceBytes))
    this.#cutNext()
    this.#pauseWhenFull()
    if (!this.#isWorking) void this.#work()
  }

  #cutNext(): void {
    while (this.#waiting.length === 0) {
      const slice = this.#uncut.shift()
      if (!slice) return
      this.#waiting.push(...this.#framed(() => this.#framer.push(slice)))
    }
  }

  /** What came before is done with first; of a connection that has ended nothing more is looked at. */
  #next(): FramerOutput | undefined {
    if (this.#socket.destroyed) return undefined
    this.#cutNext()
    return this.#waiting.shift()
  }

  /** A defect of a framer ends this connection, not the process and every other connection with it. */
  #framed(frame: () => readonly FramerOutput[]): readonly FramerOutput[] {
    try {
      return frame()
    } catch (error) {
      this.#context.log.error({ err: error, protocol: this.#codec.name }, 'gateway: a framer failed')
      this.#socket.destroy()
      return []
    }
  }

  /** What was left of an unfinished frame is kept with its reason; who never said a word leaves nothing. */
  #close(): void {
    for (const deviceNo of this.#carried) this.#context.connections.remove(deviceNo, this)
    for (const rest of this.#framed(() => this.#framer.flush())) {
      if (rest.kind === 'garbage') this.#refuse(rest.bytes, { code: rest.reason, detail: 'The connection ended inside a frame.' })
    }
  }

  async #work(): Promise<void> {
    this.#isWorking = true
    try {
      for (let output = this.#next(); output; output = this.#next()) {
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
    this.#resumeWhenHandled()
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
    // Behind a relay that is registered others may be heard that are not.
    if (admission.kind === 'stranger') return this.#device ? this.#countGarbage() : void this.#socket.destroy()
    if (admission.kind === 'refused') return this.#countGarbage()
    const { device, message, waitMs, isRepeat } = admission
    this.heardAt = arrival.receivedAt
    if (!isRepeat && !this.#socket.destroyed) this.#recognise(device)
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

  #recognise(device: RegisteredDevice): void {
    if (device.no !== this.#device?.no) return this.#identify(device)
    // It has spoken elsewhere meanwhile, and is back: whoever signs is not shown out of the connection that it leaves.
    if (this.#codec.authentication && this.#context.connections.get(device.no) !== this)
      claimDevice(this.#context, device.no, this)
  }

  /** Who signs every message may share a connection; anybody else's login makes it theirs alone. */
  #identify(device: RegisteredDevice): void {
    if (!this.#codec.authentication && this.#device) this.#leave(this.#device.no)
    this.#device = device
    this.#visit.identified()
    if (this.#carried.size >= maxCarried) this.#leave(this.#carried.values().next().value as number)
    // Last in, so that the one that has been quiet for longest is the first.
    this.#carried.delete(device.no)
    this.#carried.add(device.no)
    claimDevice(this.#context, device.no, this)
  }

  #leave(deviceNo: number): void {
    this.#carried.delete(deviceNo)
    this.#context.connections.remove(deviceNo, this)
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
    if (reply && this.#socket.writable) this.#reply(reply)
    if (this.#socket.writableNeedDrain) return this.#pauseUntilRead()
    this.#resumeWhenHandled()
  }

  /** Called whenever something is done with: by its commit, or at once because it was not believed. */
  #resumeWhenHandled(): void {
    if (!this.#socket.isPaused() || this.#uncut.length > 0 || this.#unsettled >= this.#limits.maxUnsettled / 2) return
    void this.#resumeWhenDrained()
  }

  /** All replies of one batch in one piece: each write of its own costs more than everything else of a message. */
  #reply(bytes: Uint8Array): void {
    if (this.#socket.writableCorked === 0) {
      this.#socket.cork()
      process.nextTick(uncork, this.#socket)
    }
    this.#socket.write(bytes)
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
    const isBehind = this.#unsettled + this.#waiting.length >= this.#limits.maxUnsettled || this.#uncut.length > 0
    if (!isBehind && !this.#context.writer.isFull) return
    this.#socket.pause()
    if (!isBehind) void this.#resumeWhenDrained()
  }

  async #resumeWhenDrained(): Promise<void> {
    await this.#context.writer.whenDrained()
    if (!this.#socket.destroyed && !this.#isAwaitingReads && this.#uncut.length === 0) this.#socket.resume()
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
