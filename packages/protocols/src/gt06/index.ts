import type { Codec, StreamFormat } from '../codec.ts'
import { type AlarmTable, defaultAlarms } from './alarms.ts'
import { gt06Commands } from './commands.ts'
import { decodeGt06 } from './decoding.ts'
import { createGt06Framer, maxFrameBytes, recogniseGt06 } from './framing.ts'

export { type AlarmMeaning, type AlarmTable, defaultAlarms } from './alarms.ts'
export * from './encoding.ts'
export { buildFrame as buildGt06Frame, parseFrame as parseGt06Frame, type Gt06Frame } from './frame.ts'
export { createGt06Framer } from './framing.ts'

/** The alarm bytes of a device model are data: give another table for a model that numbers them otherwise. */
export function createGt06Codec(
  options: { readonly alarms: AlarmTable } = { alarms: defaultAlarms },
): Codec & { readonly stream: StreamFormat } {
  return {
    name: 'gt06',
    commands: gt06Commands,
    stream: {
      maxFrameBytes,
      recognise: recogniseGt06,
      createFramer: createGt06Framer,
      decode: (frame, context) => decodeGt06(frame, context, options.alarms),
    },
  }
}

export const gt06Codec = createGt06Codec()
