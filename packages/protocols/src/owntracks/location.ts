import { type FixReading, type FixSource, type Instant, ok, type PowerReading, type Reading, type Result } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { type Fields, malformed, numberOf, numberWithin, present } from './json.ts'
import { locationValues, networksOf, telemetryOf } from './telemetry.ts'
import { isRepeated, motionOf, powerOfTrigger, triggerOf, triggerValues } from './triggers.ts'

type Timed = { readonly fixAt?: Instant }

interface Place {
  readonly lat: number
  readonly lon: number
}

/** Undefined where the phone holds none: it leaves both out, or writes noughts. */
function placeOf(fields: Fields): Result<Place | undefined, DecodeFailure> {
  if (fields.get('lat') === undefined && fields.get('lon') === undefined) return ok(undefined)
  const [lat, lon] = [numberOf(fields.get('lat')), numberOf(fields.get('lon'))]
  if (lat === undefined || lon === undefined) return malformed('A coordinate is missing or no number.')
  if (Math.abs(lat) > 90 || Math.abs(lon) > 180) return malformed('The coordinates lie outside of the globe.')
  return ok(lat === 0 && lon === 0 ? undefined : { lat: lat + 0, lon: lon + 0 })
}

/** Android names its provider; what a phone calls `fused`, and iOS always, may be satellites or networks. */
const sources: ReadonlyMap<unknown, FixSource> = new Map([
  ['gps', 'gnss'],
  ['network', 'cell'],
])

/** Kilometres an hour to the millimetre a second. */
function metresPerSecond(kilometresPerHour: number | undefined): number | undefined {
  return kilometresPerHour === undefined ? undefined : Math.round((kilometresPerHour / 3.6) * 1_000) / 1_000
}

/** Minus one stands for unknown in speed and course; a negative accuracy says that the place is none to believe. */
export function fixOf(fields: Fields, isOld: boolean, timed: Timed): Result<FixReading | undefined, DecodeFailure> {
  const place = placeOf(fields)
  if (!place.ok || !place.value) return place.ok ? ok(undefined) : place
  const accuracyMetres = numberWithin(fields.get('acc'), 0, 40_000_000)
  return ok({
    kind: 'fix',
    ...timed,
    ...place.value,
    isValid: !isOld && !((numberOf(fields.get('acc')) ?? 0) < 0),
    source: sources.get(fields.get('source')) ?? 'unknown',
    ...present({
      // Nought is left out by the apps, so where it stands it is no measurement.
      accuracyMetres: accuracyMetres === 0 ? undefined : accuracyMetres,
      speedMetresPerSecond: metresPerSecond(numberWithin(fields.get('vel'), 0, 5_000)),
      courseDegrees: numberWithin(fields.get('cog'), 0, 360),
      altitudeMetres: numberWithin(fields.get('alt'), -1_000, 100_000),
    }),
  })
}

/** `bs`: 1 unplugged, 2 charging, 3 full. Unplugged is no lost supply: a phone is unplugged most of the day. */
function batteryOf(state: unknown): Pick<PowerReading, 'isCharging' | 'isExternal'> {
  if (state === 1) return { isCharging: false }
  if (state === 2) return { isCharging: true, isExternal: true }
  return state === 3 ? { isCharging: false, isExternal: true } : {}
}

function powerOf(fields: Fields, trigger: string | undefined, timed: Timed): Reading[] {
  const told = {
    ...present({
      levelPercent: numberWithin(fields.get('batt'), 0, 100),
      volts: numberWithin(fields.get('ubatt'), 0, 100),
    }),
    ...batteryOf(fields.get('bs')),
    ...powerOfTrigger(trigger),
  }
  return Object.keys(told).length === 0 ? [] : [{ kind: 'power', ...timed, ...told }]
}

export function locationReadings(fields: Fields, timed: Timed): Result<readonly Reading[], DecodeFailure> {
  const trigger = triggerOf(fields)
  const fix = fixOf(fields, isRepeated(trigger), timed)
  if (!fix.ok) return fix
  const values = { ...(fix.value ? {} : { isPositioned: false }), ...triggerValues(trigger), ...locationValues(fields) }
  return ok([
    ...(fix.value ? [fix.value] : []),
    ...motionOf(fields, trigger, timed),
    ...powerOf(fields, trigger, timed),
    ...telemetryOf(values, timed),
    ...networksOf(fields, timed),
  ])
}
