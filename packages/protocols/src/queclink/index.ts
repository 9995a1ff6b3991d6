import { invariant } from '@bilezik/domain'
import type { Codec, CommandFormat, DatagramFormat, StreamFormat } from '../codec.ts'
import { commandsWith } from './commands.ts'
import { decodeQueclink, decodeQueclinkDatagram } from './decoding.ts'
import { createQueclinkFramer, maxFrameBytes, recogniseQueclink } from './framing.ts'

export * from './encoding.ts'
export * from './encoding-binary.ts'
export { createQueclinkFramer } from './framing.ts'

/** What the personal trackers of the GL300 line leave the factory with. Other models have their own name in lower case. */
const factoryPassword = 'gl300'

/** `password`: four to twenty letters and digits, as the devices of this installation were given it. */
export function createQueclinkCodec({ password = factoryPassword }: { readonly password?: string } = {}): Codec & {
  readonly stream: StreamFormat
  readonly datagram: DatagramFormat
  readonly commands: CommandFormat
} {
  invariant(/^[0-9A-Za-z_#-]{4,20}$/.test(password), 'a password of Queclink devices has 4 to 20 letters and digits')
  return {
    name: 'queclink',
    stream: {
      maxFrameBytes,
      recognise: recogniseQueclink,
      createFramer: createQueclinkFramer,
      decode: decodeQueclink,
    },
    datagram: { maxDatagramBytes: maxFrameBytes, decode: decodeQueclinkDatagram },
    commands: commandsWith(password),
  }
}

export const queclinkCodec = createQueclinkCodec()
