import type { Codec } from '@bilezik/protocols'
import type { Desk } from '../recording/desk.ts'
import { openDatagramStation } from './datagram-station.ts'
import { openHttpStation } from './http-station.ts'
import { openMqttStation } from './mqtt-station.ts'
import { type ListenOn, notSpoken, type Station, type Transport } from './station.ts'
import { openStreamStation } from './stream-station.ts'

/** The first that the protocol is spoken over. */
export function customaryTransport({ stream, http, datagram }: Codec): Transport {
  return stream ? 'tcp' : http ? 'http' : datagram ? 'udp' : 'mqtt'
}

export function openStation(codec: Codec, transport: Transport, desk: Desk, on: ListenOn): Promise<Station> {
  const { stream, datagram, http, mqtt, name } = codec
  switch (transport) {
    case 'tcp':
      if (!stream) throw notSpoken(name, 'TCP')
      return openStreamStation(stream, desk, on)
    case 'udp':
      if (!datagram) throw notSpoken(name, 'UDP')
      return openDatagramStation(datagram, desk, on)
    case 'http':
      if (!http) throw notSpoken(name, 'HTTP')
      return openHttpStation(http, desk, on)
    case 'mqtt':
      if (!mqtt) throw notSpoken(name, 'MQTT')
      return openMqttStation(codec, mqtt, desk, on)
    default:
      return transport satisfies never
  }
}
