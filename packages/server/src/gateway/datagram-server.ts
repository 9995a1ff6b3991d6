import dgram from 'node:dgram'
import net from 'node:net'
import type { Codec, DatagramFormat } from '@bilezik/protocols'
import { admit } from './admission.ts'
import { type GatewayContext, quarantine } from './gateway-context.ts'
import { type ListenAddress, type Listener, startErrorOf } from './listener.ts'

export type DatagramCodec = Codec & { readonly datagram: DatagramFormat }

/** Datagrams of one port that may wait for their commit; those beyond are not acknowledged, and come again. */
const maxInFlight = 10_000
/** Asked of the kernel, which may give less: what comes while a commit is under way waits there. */
const receiveBufferBytes = 4 * 1024 * 1024
/** Replies that wait for the network; beyond it a device that gets none sends again. */
const maxUnsentBytes = 1024 * 1024
/** A reply is an acknowledgement: no codec needs more. */
const maxReplyShare = 3

/**
 * Devices of one protocol over UDP. Whoever sends a datagram chooses the source that it bears, therefore:
 * - a reply goes only to the source of the datagram it answers, is never longer than three times that datagram, and is sent to
 *   registered devices' messages only: a forged source makes us send its victim no more than the forger could send himself;
 * - no datagram says anything about the next one: each names its device, and no command is ever sent to where one came from;
 * - quotas of sources are of UDP alone, for forged sources would use up those of connections;
 * - the source that is recorded is where an answer would have gone, and proves nothing.
 */
class DatagramIntake {
  readonly #socket: dgram.Socket
  readonly #codec: DatagramCodec
  readonly #context: GatewayContext
  #inFlight = 0
  #isClosed = false

  constructor(socket: dgram.Socket, codec: DatagramCodec, context: GatewayContext) {
    this.#socket = socket
    this.#codec = codec
    this.#context = context
  }

  receive(bytes: Buffer, peer: dgram.RemoteInfo): void {
    const { writer, log } = this.#context
    if (this.#inFlight >= maxInFlight || writer.isFull) return this.#leaveUnanswered('busy')
    const { maxDatagramBytes } = this.#codec.datagram
    // A copy: a few bytes must not keep the buffer alive that the network wrote them into.
    const datagram = new Uint8Array(bytes.subarray(0, maxDatagramBytes))
    if (bytes.length > maxDatagramBytes) return this.#refuse(datagram, peer, `A datagram over ${maxDatagramBytes} bytes.`)
    this.#inFlight++
    this.#take(datagram, peer)
      // The database is away: nothing was acknowledged, the device sends again.
      .catch((error: unknown) => log.debug({ err: error }, 'gateway: a datagram was not handled'))
      .finally(() => this.#inFlight--)
  }

  async #take(datagram: Uint8Array, peer: dgram.RemoteInfo): Promise<void> {
    const codec = this.#codec
    const { clock, rates, writer } = this.#context
    const shared = { source: peer.address, receivedAt: clock(), raw: datagram }
    const admission = await admit(this.#context, {
      ...shared,
      codec,
      decode: (context) => codec.datagram.decode(datagram, context),
    })
    if (admission.kind !== 'admitted') return
    const { device, message, waitMs } = admission
    if (waitMs > 0) {
      rates.giveBack(device.no)
      return this.#leaveUnanswered('rate')
    }
    const { promise, resolve } = Promise.withResolvers<void>()
    writer.enqueue({
      ...shared,
      kind: 'message',
      protocol: codec.name,
      deviceNo: device.no,
      message,
      settle: (outcome) => {
        if (outcome === 'stored' && message.reply) this.#reply(message.reply, datagram, peer)
        resolve()
      },
    })
    await promise
  }

  #reply(reply: Uint8Array, datagram: Uint8Array, peer: dgram.RemoteInfo): void {
    if (reply.length > maxReplyShare * datagram.length) return this.#leaveUnanswered('reply-too-long')
    if (this.#isClosed || this.#socket.getSendQueueSize() > maxUnsentBytes) return this.#leaveUnanswered('reply-unsent')
    this.#socket.send(reply, peer.port, peer.address, () => undefined)
  }

  #refuse(raw: Uint8Array, peer: dgram.RemoteInfo, detail: string): void {
    const { name: protocol } = this.#codec
    const failure = { code: 'too-long', detail } as const
    const receivedAt = this.#context.clock()
    const settle = () => undefined
    quarantine(this.#context, {
      kind: 'unreadable',
      protocol,
      source: peer.address,
      receivedAt,
      raw,
      deviceNo: null,
      failure,
      settle,
    })
  }

  /** The device sends again. */
  #leaveUnanswered(reason: string): void {
    this.#context.metrics.datagramsUnanswered.inc({ protocol: this.#codec.name, reason })
  }

  async close(): Promise<void> {
    this.#isClosed = true
    await new Promise<void>((resolve) => this.#socket.close(() => resolve()))
  }
}

async function bind(socket: dgram.Socket, { host, port }: ListenAddress, purpose: string): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>()
  const onError = (error: Error) => reject(startErrorOf(error, { host, port }, purpose))
  socket.once('error', onError)
  socket.bind({ address: host, port }, resolve)
  await promise
  socket.off('error', onError)
}

/** Listens for datagrams of one protocol. `context`: with the quotas of datagrams. */
export async function startDatagramServer(
  codec: DatagramCodec,
  address: ListenAddress,
  context: GatewayContext,
): Promise<Listener> {
  const socket = dgram.createSocket(net.isIPv6(address.host) ? 'udp6' : 'udp4')
  try {
    await bind(socket, address, `${codec.name} devices over UDP`)
  } catch (error) {
    socket.close()
    throw error
  }
  socket.on('error', (error) => context.log.warn({ err: error }, 'gateway: a UDP port reports an error'))
  try {
    socket.setRecvBufferSize(receiveBufferBytes)
  } catch (error) {
    context.log.debug({ err: error }, 'gateway: the kernel keeps its own buffer size for a UDP port')
  }
  const intake = new DatagramIntake(socket, codec, context)
  socket.on('message', (bytes, peer) => intake.receive(bytes, peer))
  return { port: socket.address().port, close: () => intake.close() }
}
