import { type Instant, invariant } from '@bilezik/domain'
import type { HttpRequest, Publication } from '../codec.ts'
import { topicSuffixes } from './identity.ts'

export interface OwnTracksSender {
  readonly user: string
  readonly device: string
}

/** Whole seconds: the format keeps no fractions. */
interface At {
  readonly fixAt: Instant
}

/** What an app says. Absent fields are not sent. */
export type OwnTracksMessage =
  | (At & {
      readonly type: 'location'
      readonly lat: number
      readonly lon: number
      readonly accuracyMetres?: number
      readonly altitudeMetres?: number
      readonly courseDegrees?: number
      /** Whole km/h on the wire. */
      readonly speedKilometresPerHour?: number
      readonly batteryPercent?: number
      readonly battery?: 'unplugged' | 'charging' | 'full'
      /** `u` by hand, `t` by time, `p` ping, `r` asked for … */
      readonly trigger?: string
    })
  | (At & {
      readonly type: 'transition'
      readonly lat: number
      readonly lon: number
      readonly accuracyMetres: number
      readonly event: 'enter' | 'leave'
      readonly region: string
    })
  | (At & {
      readonly type: 'beacon'
      readonly uuid: string
      readonly major: number
      readonly minor: number
      /** dBm. */
      readonly signal: number
    })
  | (At & { readonly type: 'lwt' })

const batteryStates = { unplugged: 1, charging: 2, full: 3 } as const

function fieldsOf(m: OwnTracksMessage): Record<string, unknown> {
  const shared = { _type: m.type, tst: m.fixAt / 1_000 }
  switch (m.type) {
    case 'location':
      return {
        ...shared,
        lat: m.lat,
        lon: m.lon,
        acc: m.accuracyMetres,
        alt: m.altitudeMetres,
        cog: m.courseDegrees,
        vel: m.speedKilometresPerHour,
        batt: m.batteryPercent,
        bs: m.battery && batteryStates[m.battery],
        t: m.trigger,
      }
    case 'transition':
      return { ...shared, lat: m.lat, lon: m.lon, acc: m.accuracyMetres, event: m.event, desc: m.region }
    case 'beacon':
      return { ...shared, uuid: m.uuid, major: m.major, minor: m.minor, rssi: m.signal, prox: 2 }
    case 'lwt':
      return shared
    default:
      return m satisfies never
  }
}

const suffixOfType = { location: '', transition: '/event', beacon: '/beacon', lwt: '' } as const

function topicOf(sender: OwnTracksSender, type: OwnTracksMessage['type']): string {
  const isLevel = (level: string) => /^[^/+#:]+$/.test(level) && !(topicSuffixes as readonly string[]).includes(level)
  invariant(isLevel(sender.user) && isLevel(sender.device), 'user and device are levels of a topic')
  return `owntracks/${sender.user}/${sender.device}${suffixOfType[type]}`
}

/** Over MQTT: as published at quality of service 1. */
export function encodeOwnTracksPublication(sender: OwnTracksSender, message: OwnTracksMessage): Publication {
  return { topic: topicOf(sender, message.type), payload: new TextEncoder().encode(JSON.stringify(fieldsOf(message))) }
}

/** Over HTTP: the topic stands in the body, the sender in headers as well. */
export function encodeOwnTracksRequest(sender: OwnTracksSender, message: OwnTracksMessage): HttpRequest {
  return {
    method: 'POST',
    url: '/',
    headers: { 'content-type': 'application/json', 'x-limit-u': sender.user, 'x-limit-d': sender.device },
    body: JSON.stringify({ ...fieldsOf(message), topic: topicOf(sender, message.type) }),
  }
}
