import type { ProtocolName } from '@bilezik/domain'
import type { Codec } from './codec.ts'
import { gt06Codec } from './gt06/index.ts'
import { osmandCodec } from './osmand/index.ts'

/** Every protocol the gateway speaks, one line each. */
export const codecs = {
  gt06: gt06Codec,
  osmand: osmandCodec,
} as const satisfies Record<ProtocolName, Codec>
