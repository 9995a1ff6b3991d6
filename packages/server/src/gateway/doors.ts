import type net from 'node:net'
import type { ProtocolName } from '@bilezik/domain'
import type { Codec } from '@bilezik/protocols'
import { receiveAny } from './any-door.ts'
import { type DatagramCodec, startDatagramServer } from './datagram-server.ts'
import type { GatewayContext } from './gateway-context.ts'
import { type HttpCodec, type HttpIntake, createHttpIntake } from './http-server.ts'
import { type ListenAddress, type Listener, StartError } from './listener.ts'
import { type StreamCodec, type StreamLimits, serveConnection } from './stream-connection.ts'
import { type StreamDoor, openStreamDoor } from './stream-door.ts'
import { type MqttDoorName, openMqttDoor } from './mqtt/open-mqtt-door.ts'
import type { TlsFiles } from './tls-files.ts'

/**
 * A way for devices to come in: a protocol's own (over TCP, or over HTTP where it is not spoken over TCP), a protocol's over UDP, one for
 * every protocol that is spoken over TCP or HTTP, and one for those spoken over MQTT; the last two plain or inside TLS.
 */
export type DoorName = ProtocolName | `${ProtocolName}/udp` | 'any' | 'any/tls' | MqttDoorName

export type Codecs = Readonly<Partial<Record<ProtocolName, Codec>>>

export interface House {
  readonly codecs: Codecs
  readonly limits: StreamLimits
  readonly tls: TlsFiles | undefined
  readonly proxies: net.BlockList | undefined
  /** Of what comes over TCP. */
  readonly context: GatewayContext
  /** Of what comes over UDP, where sources are forged with ease. */
  readonly datagramContext: GatewayContext
}

/** Opens a door behind which HTTP is spoken; its requests' server ends with it, or when it could not be opened. */
async function openWith(
  intake: HttpIntake,
  door: StreamDoor,
  address: ListenAddress,
  context: GatewayContext,
): Promise<Listener> {
  const listener = await openStreamDoor(door, address, context).catch((error: unknown) => {
    intake.close()
    throw error
  })
  return {
    port: listener.port,
    close: async () => {
      intake.close()
      await listener.close()
    },
  }
}

/** `/owntracks` is for OwnTracks, and so for every protocol over HTTP; any other path is OsmAnd's, whose apps know no path. */
function codecByPath(codecs: Codecs): (url: string) => HttpCodec | undefined {
  const overHttp = Object.values(codecs).filter((codec): codec is HttpCodec => codec.http !== undefined)
  const fallback = overHttp.find(({ name }) => name === 'osmand') ?? overHttp[0]
  return (url) => {
    const first = /^\/([a-z0-9]+)(?=[/?]|$)/.exec(url)?.[1]
    return overHttp.find(({ name }) => name === first) ?? fallback
  }
}

async function openAny(name: 'any' | 'any/tls', address: ListenAddress, house: House): Promise<Listener> {
  const { codecs, limits, proxies, context, tls } = house
  if (name === 'any/tls' && !tls)
    throw new StartError(
      'The port for devices over TLS needs a certificate and its key: name both files, or leave this port out.',
    )
  const intake = createHttpIntake(codecByPath(codecs), context)
  const streams = Object.values(codecs).filter((codec): codec is StreamCodec => codec.stream !== undefined)
  const receive = receiveAny({ codecs: streams, limits, http: intake.receive }, context)
  const purpose = name === 'any' ? 'devices of any protocol' : 'devices of any protocol over TLS'
  const wrapped = name === 'any/tls' && tls ? { tls } : {}
  return openWith(intake, { name, purpose, protocol: 'any', proxies, receive, ...wrapped }, address, context)
}

async function openPlain(codec: Codec, address: ListenAddress, { limits, proxies, context }: House): Promise<Listener> {
  const { name } = codec
  const door = { name, purpose: `${name} devices`, protocol: name, proxies } satisfies Omit<StreamDoor, 'receive'>
  if (codec.stream) {
    const streamCodec = codec as StreamCodec
    const receive: StreamDoor['receive'] = (socket, visit) => serveConnection(socket, streamCodec, context, { limits, visit })
    return openStreamDoor({ ...door, receive }, address, context)
  }
  if (!codec.http) throw new StartError(`Devices of ${name} speak neither TCP nor HTTP: leave their port out.`)
  const intake = createHttpIntake(() => codec as HttpCodec, context)
  return openWith(intake, { ...door, receive: intake.receive }, address, context)
}

/** Opens one door. A door for a transport that the protocol is not spoken over is a StartError. */
export async function openDoor(door: DoorName, address: ListenAddress, house: House): Promise<Listener> {
  if (door === 'any' || door === 'any/tls') return openAny(door, address, house)
  if (door === 'mqtt' || door === 'mqtt/tls') return openMqttDoor(door, address, house)
  const [protocol, transport] = door.split('/') as [ProtocolName, 'udp' | undefined]
  const codec = house.codecs[protocol]
  if (!codec) throw new StartError(`No protocol ${protocol} is known here: leave its port out.`)
  if (transport === undefined) return openPlain(codec, address, house)
  if (!codec.datagram) throw new StartError(`Devices of ${protocol} do not speak UDP: leave their UDP port out.`)
  return startDatagramServer(codec as DatagramCodec, address, house.datagramContext)
}
