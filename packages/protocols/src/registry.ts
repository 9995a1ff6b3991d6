import type { ProtocolName } from '@bilezik/domain'
import type { Codec } from './codec.ts'
import { gt06Codec } from './gt06/index.ts'
import { osmandCodec } from './osmand/index.ts'
import { teltonikaCodec } from './teltonika/index.ts'
import { owntracksCodec } from './owntracks/index.ts'
import { watchCodec } from './watch/index.ts'
import { megastekCodec } from './megastek/index.ts'
import { r16hCodec } from './r16h/index.ts'
import { bilezikCodec } from './bilezik/index.ts'
import { jt808Codec } from './jt808/index.ts'
import { queclinkCodec } from './queclink/index.ts'

/** Every protocol the gateway speaks, one line each. */
export const codecs = {
  gt06: gt06Codec,
  osmand: osmandCodec,
  teltonika: teltonikaCodec,
  owntracks: owntracksCodec,
  watch: watchCodec,
  megastek: megastekCodec,
  r16h: r16hCodec,
  bilezik: bilezikCodec,
  jt808: jt808Codec,
  queclink: queclinkCodec,
} as const satisfies Record<ProtocolName, Codec>
