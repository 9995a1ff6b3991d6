import type net from 'node:net'
import { Duplex } from 'node:stream'
import { type PacketLimits, PacketMeter } from './packet-meter.ts'

/** Stands between a device's socket and the broker: ends what is too long, and can stop reading while much is not yet stored. */
export class PacketGate extends Duplex {
  readonly #socket: net.Socket
  readonly #meter: PacketMeter
  #isHeld = false

  constructor(socket: net.Socket, limits: PacketLimits) {
    super()
    this.#socket = socket
    this.#meter = new PacketMeter(limits)
    // The end of what a device sends is the end of its connection.
    socket.allowHalfOpen = false
    socket.on('data', (chunk: Buffer) => this.#take(chunk))
    socket.on('end', () => this.push(null))
    // A reset by the peer is ordinary; what was received is on its way already.
    socket.on('error', () => this.destroy())
    socket.on('close', () => this.destroy())
  }

  hold(): void {
    this.#isHeld = true
    this.#socket.pause()
  }

  release(): void {
    this.#isHeld = false
    this.#socket.resume()
  }

  #take(chunk: Buffer): void {
    if (!this.#meter.accept(chunk)) this.destroy()
    else if (!this.push(chunk)) this.#socket.pause()
  }

  override _read(): void {
    if (!this.#isHeld) this.#socket.resume()
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: (error?: Error | null) => void): void {
    this.#socket.write(chunk, done)
  }

  /** The broker writes a packet in several pieces; they leave as one. */
  override _writev(pieces: readonly { readonly chunk: Buffer }[], done: (error?: Error | null) => void): void {
    this.#socket.write(Buffer.concat(pieces.map(({ chunk }) => chunk)), done)
  }

  override _final(done: (error?: Error | null) => void): void {
    this.#socket.end(() => done())
  }

  override _destroy(error: Error | null, done: (error?: Error | null) => void): void {
    this.#socket.destroy()
    done(error)
  }
}
