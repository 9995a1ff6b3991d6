import { type Instant, ok, type Reading, refused, type Result } from '@bilezik/domain'
import { type DecodeFailure, type HttpRequest, type Message, oneRecord, type Publication } from '../codec.ts'
import { identifierOfRequest, identifierOfTopic } from './identity.ts'
import { type Fields, instantOf, malformed, numberOf, numberWithin, parseFields, textOf } from './json.ts'
import { fixOf, locationReadings } from './location.ts'
import { statusValues, stepValues, telemetryOf } from './telemetry.ts'

type Timed = { readonly fixAt?: Instant }
type Readings = Result<readonly Reading[], DecodeFailure>

/** Entered or left a region or the range of a beacon, at a place. */
function transitionReadings(fields: Fields, timed: Timed): Readings {
  const event = fields.get('event')
  if (event !== 'enter' && event !== 'leave') return malformed('A transition neither enters nor leaves.')
  const fix = fixOf(fields, false, timed)
  if (!fix.ok) return fix
  const region = textOf(fields.get('desc'), 200)
  const trigger = textOf(fields.get('t'), 8)
  const values = { event, ...(region === undefined ? {} : { region }), ...(trigger === undefined ? {} : { regionKind: trigger }) }
  return ok([...(fix.value ? [fix.value] : []), ...telemetryOf(values, timed)])
}

const uuid = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i

/** A beacon in sight. The other device is registered as `uuid:major:minor`, the letters small. */
function beaconReadings(fields: Fields, timed: Timed): Readings {
  const id = fields.get('uuid')
  const [major, minor] = [numberWithin(fields.get('major'), 0, 65_535), numberWithin(fields.get('minor'), 0, 65_535)]
  if (typeof id !== 'string' || !uuid.test(id) || major === undefined || minor === undefined) {
    return malformed('A beacon without its three numbers.')
  }
  // 1 immediate, 2 near, 3 far: all three are heard. 0: the phone could not tell.
  const range = numberOf(fields.get('prox'))
  const signal = numberWithin(fields.get('rssi'), -150, -1)
  if (range !== 1 && range !== 2 && range !== 3) return ok(telemetryOf({ event: 'beacon' }, timed))
  const peer = `${id.toLowerCase()}:${major}:${minor}`
  return ok([{ kind: 'proximity', ...timed, peer, isNear: true, ...(signal === undefined ? {} : { signal }) }])
}

const nothing = (): Readings => ok([])

/**
 * What each type tells. The apps' other words (`waypoint`, `waypoints`, `card`, `cmd`, `configuration`, `dump`, `request`) are taken
 * and tell nothing; so are words of versions to come: an app that is refused keeps the message and sends no other.
 */
const readingsOfType: ReadonlyMap<string, (fields: Fields, timed: Timed) => Readings> = new Map([
  ['location', locationReadings],
  ['transition', transitionReadings],
  ['beacon', beaconReadings],
  ['steps', (fields: Fields, timed: Timed) => ok(telemetryOf(stepValues(fields), timed))],
  // Its moment is the request's on some versions and none on others: the state is told without one.
  ['status', (fields: Fields) => ok(telemetryOf(statusValues(fields), {}))],
  // The broker's word, not the phone's; its `tst` is when the phone came, not when it was lost.
  ['lwt', () => ok(telemetryOf({ event: 'connection-lost' }, {}))],
])

/** The same message is the same record over MQTT and HTTP, whatever the order of its fields: `topic` is only in the latter. */
function payloadOf(fields: Fields): Uint8Array {
  const entries = [...fields].filter(([name]) => name !== 'topic').toSorted(([a], [b]) => (a < b ? -1 : 1))
  return new TextEncoder().encode(JSON.stringify(entries))
}

function decodeFields(fields: Fields, identifier: string): Result<Message, DecodeFailure> {
  const type = fields.get('_type')
  if (typeof type !== 'string' || !/^[a-z_]{1,32}$/i.test(type)) return malformed('The message does not say of which type it is.')
  if (type === 'encrypted') {
    const detail = 'The message is encrypted; take the encryption key out of the app, and let TLS protect it.'
    return refused({ code: 'unknown-type', detail })
  }
  const at = instantOf(fields.get('tst'))
  if (at === 'bad') return malformed('The time is no number of seconds.')
  const readings = (readingsOfType.get(type) ?? nothing)(fields, at === undefined ? {} : { fixAt: at })
  if (!readings.ok) return readings
  // The only command that is sent: a location so marked is its answer.
  const isAnswer = type === 'location' && fields.get('t') === 'r'
  return ok({
    type,
    identifier,
    records: oneRecord(payloadOf(fields), readings.value),
    ...(isAnswer ? { answer: { text: 'reportLocation', isDone: true } } : {}),
  })
}

const emptyArray = new TextEncoder().encode('[]')

/** The apps read the answer as an array of messages for them; there are none. */
export function decodeRequest(request: HttpRequest): Result<Message, DecodeFailure> {
  if (request.method !== 'POST') return malformed('Only POST carries messages.')
  const body = request.body ?? ''
  // An app that forgets a friend publishes nothing to the friend's topic, and posts it as well.
  const isEmpty = body.trim() === ''
  const fields = isEmpty ? ok<Fields>(new Map()) : parseFields(body)
  if (!fields.ok) return fields
  const identifier = identifierOfRequest(request, fields.value)
  if (!identifier.ok) return identifier
  if (isEmpty) return ok({ type: 'empty', identifier: identifier.value, records: [], reply: emptyArray })
  const message = decodeFields(fields.value, identifier.value)
  return message.ok ? ok({ ...message.value, reply: emptyArray }) : message
}

function utf8Of(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

/** An empty payload clears a retained message: whoever published it, it was not this phone speaking. */
export function decodePublication({ topic, payload }: Publication): Result<Message, DecodeFailure> {
  const identifier = identifierOfTopic(topic)
  if (!identifier.ok) return identifier
  const text = utf8Of(payload)
  if (text === undefined) return malformed('The payload is not UTF-8.')
  const fields = parseFields(text)
  return fields.ok ? decodeFields(fields.value, identifier.value) : fields
}
