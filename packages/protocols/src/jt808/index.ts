import { refused } from '@bilezik/domain'
import type { Codec, DatagramFormat, DecodeContext, Decoded, StreamFormat } from '../codec.ts'
import { jt808Commands } from './commands.ts'
import { decodeJt808 } from './decoding.ts'
import { createJt808Framer, maxFrameBytes, recogniseJt808 } from './framing.ts'

export * from './encoding.ts'
export { createJt808Framer } from './framing.ts'

/** A datagram holds one frame, escaped as on a stream. */
function decodeDatagram(datagram: Uint8Array, context: DecodeContext): Decoded {
  const framer = createJt808Framer()
  const [first, ...others] = [...framer.push(datagram.subarray(0, maxFrameBytes)), ...framer.flush()]
  if (first?.kind === 'frame' && others.length === 0 && datagram.length <= maxFrameBytes) return decodeJt808(first.bytes, context)
  return refused({ code: 'framing', detail: 'The datagram is not one whole frame.' })
}

export const jt808Codec: Codec & { readonly stream: StreamFormat; readonly datagram: DatagramFormat } = {
  name: 'jt808',
  stream: { maxFrameBytes, recognise: recogniseJt808, createFramer: createJt808Framer, decode: decodeJt808 },
  datagram: { maxDatagramBytes: maxFrameBytes, decode: decodeDatagram },
  commands: jt808Commands,
}
