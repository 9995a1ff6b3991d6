import type { Codec, CommandFormat, StreamFormat } from '../codec.ts'
import { watchCommands } from './commands.ts'
import { decodeWatch } from './decoding.ts'
import { createWatchFramer, maxFrameBytes, recogniseWatch } from './framing.ts'

export * from './encoding.ts'

export const watchCodec: Codec & { readonly stream: StreamFormat; readonly commands: CommandFormat } = {
  name: 'watch',
  stream: {
    maxFrameBytes,
    recognise: recogniseWatch,
    createFramer: createWatchFramer,
    decode: (frame) => decodeWatch(frame),
  },
  commands: watchCommands,
}
