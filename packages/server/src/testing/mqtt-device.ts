import { type Instant, instant } from '@bilezik/domain'
import { encodeOwnTracksPublication } from '@bilezik/protocols'
import { type IClientOptions, type MqttClient, connectAsync } from 'mqtt'

/** A real client of an MQTT broker on this machine. It connects once and does not come again. */
export function connectMqtt(port: number, options: IClientOptions = {}): Promise<MqttClient> {
  return connectAsync({ host: '127.0.0.1', port, protocol: 'mqtt', protocolVersion: 4, reconnectPeriod: 0, ...options })
}

/** The fix of a phone with OwnTracks; `second` makes it another one. */
export function ownTracksFix(device: string, second: number, startedAt: Instant) {
  const message = { type: 'location', lat: 51.13, lon: 71.43, accuracyMetres: 9 } as const
  const fixAt = instant(Math.floor(startedAt / 1_000) * 1_000 + second * 1_000)
  const { topic, payload } = encodeOwnTracksPublication({ user: 'phones', device }, { ...message, fixAt })
  return { topic, payload: Buffer.from(payload) }
}
