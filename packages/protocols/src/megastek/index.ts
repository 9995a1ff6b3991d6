import type { Codec, CommandFormat, DatagramFormat, DecodeContext, Decoded, StreamFormat } from '../codec.ts'
import { megastekCommands } from './commands.ts'
import { decodeMegastek } from './decoding.ts'
import { refuse } from './family.ts'
import { createMegastekFramer, maxFrameBytes, recogniseMegastek } from './framing.ts'

export * from './encoding.ts'

/** A connection's login carries over to its later messages, a datagram must say itself who speaks. */
function decodeDatagram(datagram: Uint8Array, context: DecodeContext): Decoded {
  const decoded = decodeMegastek(datagram, context)
  return decoded.ok && decoded.value.identifier === undefined ? refuse('no-identity', 'The message names no device.') : decoded
}

export const megastekCodec: Codec & {
  readonly stream: StreamFormat
  readonly datagram: DatagramFormat
  readonly commands: CommandFormat
} = {
  name: 'megastek',
  stream: {
    maxFrameBytes,
    recognise: recogniseMegastek,
    createFramer: createMegastekFramer,
    decode: decodeMegastek,
  },
  datagram: { maxDatagramBytes: maxFrameBytes, decode: decodeDatagram },
  commands: megastekCommands,
}
