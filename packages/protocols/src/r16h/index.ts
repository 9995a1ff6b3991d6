import type { Codec, CommandFormat, DatagramFormat, StreamFormat } from '../codec.ts'
import { r16hCommands } from './commands.ts'
import { decodeR16h } from './decoding.ts'
import { createR16hFramer, maxFrameBytes, recogniseR16h } from './framing.ts'

export * from './encoding.ts'

export const r16hCodec: Codec & {
  readonly stream: StreamFormat
  readonly datagram: DatagramFormat
  readonly commands: CommandFormat
} = {
  name: 'r16h',
  stream: { maxFrameBytes, recognise: recogniseR16h, createFramer: createR16hFramer, decode: decodeR16h },
  datagram: { maxDatagramBytes: maxFrameBytes, decode: decodeR16h },
  commands: r16hCommands,
}
