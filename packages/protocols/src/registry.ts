import { type ProtocolName, protocolNames } from '@bilezik/domain'
import type { Codec } from './codec.ts'

async function load(name: ProtocolName): Promise<readonly [ProtocolName, Codec]> {
  const folder = (await import(`./${name}/index.ts`)) as Readonly<Record<`${ProtocolName}Codec`, Codec>>
  return [name, folder[`${name}Codec`]]
}

/** Every protocol the gateway speaks: the folder of each name in `domain/src/device.ts`, which exports its codec as `<name>Codec`. */
export const codecs = Object.fromEntries(await Promise.all(protocolNames.map(load))) as Readonly<Record<ProtocolName, Codec>>
