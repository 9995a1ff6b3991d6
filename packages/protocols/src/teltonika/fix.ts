import { type FixReading, type Instant, parseInstant } from '@bilezik/domain'

export interface Place {
  readonly lat: number
  readonly lon: number
  /** Undefined where the record does not tell: then it is believed. */
  readonly satellites?: number | undefined
  readonly altitudeMetres?: number | undefined
  readonly courseDegrees?: number | undefined
  readonly kilometresPerHour?: number | undefined
  readonly hdop?: number | undefined
  /** The device says that it holds no current fix, whatever its satellites. */
  readonly isStale?: boolean
}

export function timed(fixAt: Instant | undefined): { readonly fixAt?: Instant } {
  return fixAt === undefined ? {} : { fixAt }
}

/** Undefined for 0, which a device without a clock sends, and for what is no time at all. */
export function instantOf(utcMs: number): Instant | undefined {
  const parsed = utcMs === 0 ? undefined : parseInstant(utcMs)
  return parsed?.ok ? parsed.value : undefined
}

export function metresPerSecond(kilometresPerHour: number): number {
  return Math.round((kilometresPerHour / 3.6) * 1_000) / 1_000
}

/** Told in tenths; 0 is no dilution that a receiver computes. */
export function hdopOf(tenths: number | undefined): number | undefined {
  return tenths ? tenths / 10 : undefined
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Without the fields that are undefined. */
export function present<T extends object>(fields: T): Defined<T> {
  const told: Record<string, unknown> = {}
  for (const name of Object.keys(fields) as (keyof T & string)[]) if (fields[name] !== undefined) told[name] = fields[name]
  return told as Defined<T>
}

/** Faster than any device of this maker travels: the field is noise. */
const absurdKilometresPerHour = 1_000
/** More than all systems together show of the sky. */
const absurdSatellites = 100

/**
 * No reading for 0/0 and for what lies outside of the globe. The paper: a record without a fix repeats the last place
 * with no satellites, speed and course.
 */
export function fixesOf(place: Place | undefined, fixAt: Instant | undefined): FixReading[] {
  if (!place) return []
  const { lat, lon, satellites, altitudeMetres, courseDegrees: course, kilometresPerHour: speed, hdop, isStale } = place
  if ((lat === 0 && lon === 0) || !(Math.abs(lat) <= 90) || !(Math.abs(lon) <= 180)) return []
  return [
    {
      kind: 'fix',
      ...timed(fixAt),
      lat,
      lon,
      isValid: satellites !== 0 && isStale !== true,
      source: 'gnss',
      ...present({
        speedMetresPerSecond: speed === undefined || speed > absurdKilometresPerHour ? undefined : metresPerSecond(speed),
        courseDegrees: course === undefined || course < 0 || course > 360 ? undefined : course % 360,
        altitudeMetres,
        satellites: satellites === undefined || satellites > absurdSatellites ? undefined : satellites,
        hdop,
      }),
    },
  ]
}
