import { type Instant, ok, type Reading, refused, type Result } from '@bilezik/domain'
import { type DecodeFailure, type HttpRequest, type Message, oneRecord } from '../codec.ts'
import { alarmOf, flatPower, powerOf, sosOf, telemetryOf, wearOf } from './device-state.ts'
import { clientFix, flatFix, malformed } from './fix.ts'
import { queryOf, readRequest } from './request.ts'
import { networksOf } from './networks.ts'
import { booleanOf, type Fields, instantOf, isFields, isStorableText, numberWithin, textOf } from './values.ts'

const maxIdentifierLength = 64
const maxLocations = 200

function identifierOf(fields: Fields): Result<string, DecodeFailure> {
  const identifier = textOf(fields['id'] ?? fields['deviceid'] ?? fields['device_id'] ?? fields['deviceId'])
  if (identifier === undefined) return refused({ code: 'no-identity', detail: 'The request names no device.' })
  if (!isStorableText(identifier))
    return refused({ code: 'no-identity', detail: 'The device number holds a character that no text can hold.' })
  return identifier.length <= maxIdentifierLength
    ? ok(identifier)
    : refused({ code: 'no-identity', detail: `The device number is longer than ${maxIdentifierLength} characters.` })
}

function timeOf(raw: unknown): Result<Instant | undefined, DecodeFailure> {
  const at = instantOf(raw)
  return at === 'bad' ? malformed('The timestamp is neither seconds, milliseconds nor ISO 8601.') : ok(at)
}

/** Query, form and flat JSON. */
function flatReadings(fields: Fields): Result<Reading[], DecodeFailure> {
  const time = timeOf(fields['timestamp'])
  if (!time.ok) return time
  const fix = flatFix(fields, time.value)
  if (!fix.ok) return fix
  const wear = wearOf(fields['wear'], time.value)
  if (!wear.ok) return wear
  return ok([
    ...(fix.value ? [fix.value] : []),
    ...wear.value,
    ...sosOf(fields['sos'], time.value),
    ...alarmOf(fields['alarm'], time.value),
    ...flatPower(fields, time.value),
    ...networksOf(fields, time.value),
    ...telemetryOf(fields, time.value),
  ])
}

/** One `location` of the Traccar client. */
function locationReadings(location: Fields): Result<Reading[], DecodeFailure> {
  const time = timeOf(location['timestamp'])
  if (!time.ok) return time
  const coords = isFields(location['coords']) ? location['coords'] : {}
  const fix = clientFix(location, coords, time.value)
  if (!fix.ok) return fix
  const battery = isFields(location['battery']) ? location['battery'] : {}
  const level = numberWithin(battery['level'], 0, 1)
  const isMoving = booleanOf(location['is_moving'])
  const extras = isFields(location['extras']) ? location['extras'] : {}
  const told = {
    ...(isMoving === undefined ? {} : { isMoving }),
    ...eventOf(location),
    ...activityOf(location),
    ...odometerOf(location),
  }
  const wear = wearOf(extras['wear'], time.value)
  if (!wear.ok) return wear
  return ok([
    ...(fix.value ? [fix.value] : []),
    ...wear.value,
    ...sosOf(extras['sos'], time.value),
    ...alarmOf(extras['alarm'], time.value),
    ...powerOf(
      level === undefined ? undefined : Math.round(level * 100),
      booleanOf(battery['is_charging']),
      undefined,
      time.value,
    ),
    ...telemetryOf({ ...told, ...extras }, time.value),
  ])
}

function eventOf(location: Fields): Fields {
  const event = textOf(location['event'])
  return event === undefined ? {} : { event }
}

function activityOf(location: Fields): Fields {
  const activity = isFields(location['activity']) ? textOf(location['activity']['type']) : undefined
  return activity === undefined ? {} : { activity }
}

function odometerOf(location: Fields): Fields {
  const odometerMetres = numberWithin(location['odometer'], 0, 1e12)
  return odometerMetres === undefined ? {} : { odometerMetres }
}

function clientReadings(root: Fields): Result<Reading[], DecodeFailure> {
  const nested = Array.isArray(root['location']) ? root['location'] : [root['location']]
  if (nested.length > maxLocations)
    return refused({ code: 'too-long', detail: `More than ${maxLocations} locations in one request.` })
  const readings: Reading[] = []
  for (const location of nested) {
    if (!isFields(location)) return malformed('A location is not an object.')
    const decoded = locationReadings(location)
    if (!decoded.ok) return decoded
    readings.push(...decoded.value)
  }
  const state = flatReadings({ ...root, location: undefined })
  return state.ok ? ok([...readings, ...state.value]) : state
}

/** The text as sent: a device that repeats a request repeats it letter by letter. */
function payloadOf(request: HttpRequest): Uint8Array {
  return new TextEncoder().encode([queryOf(request.url), request.body ?? ''].filter((part) => part !== '').join('\n'))
}

export function decodeOsmAnd(request: HttpRequest): Result<Message, DecodeFailure> {
  if (request.method !== 'GET' && request.method !== 'POST') return malformed('Only GET and POST carry messages.')
  const shape = readRequest(request)
  if (!shape.ok) return shape
  const fields = shape.value.kind === 'client' ? shape.value.root : shape.value.fields
  const identifier = identifierOf(fields)
  if (!identifier.ok) return identifier
  const readings = shape.value.kind === 'client' ? clientReadings(fields) : flatReadings(fields)
  if (!readings.ok) return readings
  const hasFix = readings.value.some((reading) => reading.kind === 'fix')
  return ok({
    type: hasFix ? 'position' : 'report',
    identifier: identifier.value,
    records: oneRecord(payloadOf(request), readings.value),
  })
}
