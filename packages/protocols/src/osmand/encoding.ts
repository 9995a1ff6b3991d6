import { type FixSource, type Instant, isoInstant, type WearSignal } from '@bilezik/domain'
import type { HttpRequest } from '../codec.ts'

/** One message of our flat JSON form. Absent fields are not sent; without `fixAt` the message is untimed. */
export interface OsmAndMessage {
  readonly identifier: string
  readonly fixAt?: Instant
  readonly lat?: number
  readonly lon?: number
  readonly accuracyMetres?: number
  readonly source?: FixSource
  readonly isValid?: boolean
  readonly speedMetresPerSecond?: number
  readonly courseDegrees?: number
  readonly altitudeMetres?: number
  readonly batteryPercent?: number
  readonly isCharging?: boolean
  readonly wear?: WearSignal
  readonly isSos?: boolean
}

function flatJson(m: OsmAndMessage): string {
  return JSON.stringify({
    id: m.identifier,
    timestamp: m.fixAt === undefined ? undefined : isoInstant(m.fixAt),
    lat: m.lat,
    lon: m.lon,
    accuracy: m.accuracyMetres,
    source: m.source === 'unknown' ? undefined : m.source,
    valid: m.isValid,
    speedMetresPerSecond: m.speedMetresPerSecond,
    bearing: m.courseDegrees,
    altitude: m.altitudeMetres,
    battery: m.batteryPercent,
    charge: m.isCharging,
    wear: m.wear,
    sos: m.isSos,
  })
}

/** The request to send: POST to the root with our flat JSON. */
export function encodeOsmAndJson(message: OsmAndMessage): HttpRequest {
  return { method: 'POST', url: '/', headers: { 'content-type': 'application/json' }, body: flatJson(message) }
}
