import type { Codec, DatagramFormat, StreamFormat } from '../codec.ts'
import { teltonikaCommands } from './commands.ts'
import { decodeTeltonikaDatagram } from './datagram.ts'
import { decodeTeltonika } from './decoding.ts'
import { maxFrameBytes } from './frame.ts'
import { createTeltonikaFramer, recogniseTeltonika } from './framing.ts'

export * from './encoding.ts'

export const teltonikaCodec: Codec & { readonly stream: StreamFormat; readonly datagram: DatagramFormat } = {
  name: 'teltonika',
  stream: {
    maxFrameBytes,
    recognise: recogniseTeltonika,
    createFramer: createTeltonikaFramer,
    decode: decodeTeltonika,
  },
  datagram: { maxDatagramBytes: maxFrameBytes, decode: decodeTeltonikaDatagram },
  commands: teltonikaCommands,
}
