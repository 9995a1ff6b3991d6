import { encodeOwnTracksPublication } from '@bilezik/protocols'
import { type MqttClient, connect } from 'mqtt'
import type { BilezikSender } from './bilezik-sender.ts'
import type { LinkEvents, OpenLink } from './link.ts'
import { placeOf } from './numbered-record.ts'

/** A new client each time, which does nothing by itself: what was not acknowledged is sent again by the device, not by its library. */
function connected(port: number, clientId: string, { onClosed }: LinkEvents): MqttClient {
  const client = connect({
    host: '127.0.0.1',
    port,
    protocol: 'mqtt',
    protocolVersion: 4,
    clientId,
    clean: true,
    reconnectPeriod: 0,
    connectTimeout: 8_000,
    keepalive: 60,
    resubscribe: false,
  })
  client.on('error', (error) => onClosed(error.message))
  client.on('close', () => onClosed('closed by the server'))
  return client
}

/** Bilezik's own protocol: published to the device's `up` topic; the signed answer on its `down` topic is the acknowledgement. */
export function bilezikMqttLinks(port: number, identifier: string, sender: BilezikSender): OpenLink {
  return (events) => {
    const client = connected(port, identifier, events)
    const [up, down] = [`bilezik/${identifier}/up`, `bilezik/${identifier}/down`]
    sender.begin()
    client.on('connect', () => {
      client.subscribe(down, { qos: 1 }, (error, granted) => {
        if (error || granted?.[0]?.qos === 128) events.onClosed('the subscription was refused')
        else events.onOpened()
      })
    })
    client.on('message', (_topic, payload) => {
      const message = sender.storedBy(new Uint8Array(payload))
      if (message === undefined) events.onClosed('no acknowledgement that can be believed')
      else events.onStored(message)
    })
    return {
      send: (message, records) => {
        // Its PUBACK promises nothing.
        client.publish(up, Buffer.from(sender.report(message, records)), { qos: 1 }, () => undefined)
      },
      close: () => void client.end(true),
    }
  }
}

/** OwnTracks at quality of service 1: the PUBACK is the acknowledgement. One record a message. */
export function ownTracksMqttLinks(port: number, { user, device }: { user: string; device: string }): OpenLink {
  return (events) => {
    const client = connected(port, `${user}-${device}`, events)
    client.on('connect', () => events.onOpened())
    return {
      send: (message, [record]) => {
        if (!record) return
        const location = { type: 'location', fixAt: record.fixAt, ...placeOf(record), accuracyMetres: 5, trigger: 't' } as const
        const { topic, payload } = encodeOwnTracksPublication({ user, device }, location)
        client.publish(topic, Buffer.from(payload), { qos: 1 }, (error) => {
          if (!error) events.onStored(message)
        })
      },
      close: () => void client.end(true),
    }
  }
}
