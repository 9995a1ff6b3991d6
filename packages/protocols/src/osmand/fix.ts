import { type FixReading, type FixSource, type Instant, ok, refused, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { booleanOf, type Fields, metresPerSecondOfKnot, numberOf, numberWithin, textOf } from './values.ts'

/** `gps` is what phones call it; `lbs` is the trade's word for a position from cells. */
const sources: Readonly<Record<string, FixSource>> = {
  gnss: 'gnss',
  gps: 'gnss',
  rf: 'rf',
  wifi: 'wifi',
  cell: 'cell',
  lbs: 'cell',
  network: 'cell',
}

export function malformed(detail: string): Result<never, DecodeFailure> {
  return refused({ code: 'malformed', detail })
}

export function sourceOf(raw: unknown): FixSource {
  const name = textOf(raw)?.toLowerCase()
  return (name !== undefined && Object.hasOwn(sources, name) ? sources[name] : undefined) ?? 'unknown'
}

/** Both coordinates, or neither; on the globe. */
export function coordinatesOf(lat: unknown, lon: unknown): Result<{ lat: number; lon: number } | undefined, DecodeFailure> {
  const [latitude, longitude] = [numberOf(lat), numberOf(lon)]
  if (latitude === undefined && longitude === undefined) return ok(undefined)
  if (typeof latitude !== 'number' || typeof longitude !== 'number') return malformed('A coordinate is missing or no number.')
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) return malformed('The coordinates lie outside of the globe.')
  return ok({ lat: latitude, lon: longitude })
}

/** Leaves absent what the device left absent: an `undefined` is no field. */
export function present<Values extends Record<string, unknown>>(
  values: Values,
): { [Key in keyof Values]?: Exclude<Values[Key], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** Where the query convention counts knots; `speedMetresPerSecond` says it in the unit we keep. */
function speedOf(fields: Fields): number | undefined {
  const knots = numberWithin(fields['speed'], 0, 100_000)
  return (
    numberWithin(fields['speedMetresPerSecond'], 0, 50_000) ?? (knots === undefined ? undefined : knots * metresPerSecondOfKnot)
  )
}

const limits = { accuracyMetres: 50_000_000, altitudeMetres: 100_000, hdop: 10_000 } as const

/** A fix of query, form or flat JSON; undefined where the message holds no place. */
export function flatFix(fields: Fields, fixAt: Instant | undefined): Result<FixReading | undefined, DecodeFailure> {
  const pair = textOf(fields['location'])?.split(',')
  if (pair && pair.length !== 2) return malformed('The location is not "latitude,longitude".')
  const place = coordinatesOf(
    pair?.[0] ?? fields['lat'] ?? fields['latitude'],
    pair?.[1] ?? fields['lon'] ?? fields['lng'] ?? fields['longitude'],
  )
  if (!place.ok || !place.value) return place.ok ? ok(undefined) : place
  return ok({
    kind: 'fix',
    ...place.value,
    isValid: booleanOf(fields['valid']) ?? true,
    source: sourceOf(fields['source']),
    ...present({
      fixAt,
      accuracyMetres: numberWithin(fields['accuracy'], 0, limits.accuracyMetres),
      speedMetresPerSecond: speedOf(fields),
      courseDegrees: numberWithin(fields['bearing'] ?? fields['heading'], 0, 360),
      altitudeMetres: numberWithin(fields['altitude'], -limits.altitudeMetres, limits.altitudeMetres),
      satellites: numberWithin(fields['sat'] ?? fields['satellites'], 0, 200),
      hdop: numberWithin(fields['hdop'], 0, limits.hdop),
    }),
  })
}

/** A fix of the Traccar client: metres per second, and -1 for what is not known. */
export function clientFix(
  location: Fields,
  coords: Fields,
  fixAt: Instant | undefined,
): Result<FixReading | undefined, DecodeFailure> {
  const place = coordinatesOf(coords['latitude'], coords['longitude'])
  if (!place.ok || !place.value) return place.ok ? ok(undefined) : place
  return ok({
    kind: 'fix',
    ...place.value,
    isValid: booleanOf(location['valid'] ?? location['is_valid']) ?? true,
    source: sourceOf(coords['source'] ?? location['source']),
    ...present({
      fixAt,
      accuracyMetres: numberWithin(coords['accuracy'], 0, limits.accuracyMetres),
      speedMetresPerSecond: numberWithin(coords['speed'], 0, 50_000),
      courseDegrees: numberWithin(coords['heading'], 0, 360),
      altitudeMetres: numberWithin(coords['altitude'], -limits.altitudeMetres, limits.altitudeMetres),
    }),
  })
}
