import type net from 'node:net'
import type { Codec } from '@bilezik/protocols'
import type { GatewayContext } from '../gateway-context.ts'
import { type ListenAddress, type Listener, StartError } from '../listener.ts'
import { type StreamDoor, openStreamDoor } from '../stream-door.ts'
import type { TlsFiles } from '../tls-files.ts'
import { createInnerBroker } from './inner-broker.ts'
import { isMqttCodec } from './mqtt-codecs.ts'

export type MqttDoorName = 'mqtt' | 'mqtt/tls'

export interface MqttHouse {
  readonly codecs: Readonly<Record<string, Codec>>
  readonly tls: TlsFiles | undefined
  readonly proxies: net.BlockList | undefined
  readonly context: GatewayContext
}

/** Opens a door of the inner broker, plain or inside TLS. Devices of every protocol that is spoken over MQTT come in by it. */
export async function openMqttDoor(name: MqttDoorName, address: ListenAddress, house: MqttHouse): Promise<Listener> {
  const { context, proxies, tls } = house
  if (name === 'mqtt/tls' && !tls)
    throw new StartError('The port for MQTT over TLS needs a certificate and its key: name both files, or leave this port out.')
  const codecs = Object.values(house.codecs).filter(isMqttCodec)
  const broker = await createInnerBroker(codecs, context)
  const purpose = name === 'mqtt' ? 'MQTT devices' : 'MQTT devices over TLS'
  const door: StreamDoor = {
    name,
    purpose,
    protocol: 'any',
    proxies,
    receive: broker.receive,
    ...(name === 'mqtt/tls' && tls && { tls }),
  }
  try {
    const listener = await openStreamDoor(door, address, context)
    return { port: listener.port, close: async () => void (await Promise.all([listener.close(), broker.close()])) }
  } catch (error) {
    await broker.close()
    throw error
  }
}
