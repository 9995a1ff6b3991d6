import {
  type FixReading,
  type Instant,
  instant,
  ok,
  type PowerReading,
  type Reading,
  refused,
  type Result,
  utcMsFromCivil,
} from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { type Surroundings, surroundingsOf } from './networks.ts'
import { eventsOf, isLowBattery, statusValues } from './status.ts'

/** Date, time, validity, two coordinates with hemispheres, speed, course, height, satellites, signal, battery, steps, rolls, status. */
const fixedFields = 16

interface Place {
  readonly lat: number
  readonly lon: number
}

export interface PositionFields {
  readonly fixAt: Instant | undefined
  readonly isValid: boolean
  /** Zeros where the watch holds none: told as it wrote them, never as valid. */
  readonly place: Place | undefined
  readonly numbers: Readonly<
    Record<'speed' | 'course' | 'altitude' | 'satellites' | 'signal' | 'battery' | 'steps' | 'rolls', number | undefined>
  >
  readonly status: number | undefined
  readonly surroundings: Surroundings
}

function malformed(detail: string): Result<never, DecodeFailure> {
  return refused({ code: 'malformed', detail })
}

const isNumberText = (text: string) => /^-?\d{1,12}(?:\.\d{0,15})?$/.test(text)

/** `bad` for what is neither empty nor a number. */
function numberOf(text: string | undefined): number | 'bad' | undefined {
  const trimmed = text?.trim() ?? ''
  if (trimmed === '') return undefined
  return isNumberText(trimmed) ? Number(trimmed) : 'bad'
}

/** `ddmmyy` and `hhmmss` in UTC; undefined where they name no moment: a watch that never had a clock writes zeros. */
function instantOf(date: string, time: string): Instant | undefined {
  const [day, month, year] = [0, 2, 4].map((at) => Number(date.slice(at, at + 2)))
  const [hour, minute, second] = [0, 2, 4].map((at) => Number(time.slice(at, at + 2)))
  const utcMs = utcMsFromCivil({ year: 2000 + year!, month: month!, day: day!, hour: hour!, minute: minute!, second: second! })
  return utcMs === undefined ? undefined : instant(utcMs)
}

/** Some models write a minus and leave the hemisphere at north or east, others write both a minus and a W. */
function signedOf(value: number, hemisphere: string): number {
  return (hemisphere === 'S' || hemisphere === 'W' ? -Math.abs(value) : value) + 0
}

function placeOf(lat: number | undefined, lon: number | undefined, isValid: boolean): Result<Place | undefined, DecodeFailure> {
  if (lat === undefined || lon === undefined) return ok(undefined)
  if (Math.abs(lat) <= 90 && Math.abs(lon) <= 180) return ok({ lat, lon })
  // A watch that says it has no position may leave anything in the field; one that says it has must mean it.
  return isValid ? malformed('The coordinates lie outside of the globe.') : ok(undefined)
}

function numbersOf(fields: readonly string[]): PositionFields['numbers'] | undefined {
  const numbers = fields.slice(7, 15).map(numberOf)
  const plain = numbers.filter((value) => value !== 'bad')
  if (plain.length !== numbers.length) return undefined
  const [speed, course, altitude, satellites, signal, battery, steps, rolls] = plain
  return { speed, course, altitude, satellites, signal, battery, steps, rolls }
}

/** The fields behind the word, taken apart. */
export function parsePosition(text: string): Result<PositionFields, DecodeFailure> {
  const fields = text.split(',')
  const [date = '', time = '', validity = '', latText, north = '', lonText, east = ''] = fields
  const statusText = fields[15]?.trim() ?? ''
  if (fields.length < fixedFields) return malformed('A position has fewer fields than the format.')
  if (!/^\d{6}$/.test(date) || !/^\d{6}$/.test(time)) return malformed('The date or time is no six digits.')
  if (validity !== 'A' && validity !== 'V') return malformed('The position is said to be neither valid nor invalid.')
  if (!/^[NS]?$/.test(north) || !/^[EW]?$/.test(east)) return malformed('A hemisphere is none of N, S, E, W.')
  const [lat, lon, numbers] = [numberOf(latText), numberOf(lonText), numbersOf(fields)]
  if (lat === 'bad' || lon === 'bad' || !numbers) return malformed('A field of the position is no number.')
  if (!/^[0-9a-f]{0,8}$/i.test(statusText)) return malformed('The status word is not hexadecimal.')
  const isValid = validity === 'A'
  const place = placeOf(lat && signedOf(lat, north), lon && signedOf(lon, east), isValid)
  if (!place.ok) return place
  const hasHemispheres = (north !== '' || (lat ?? 0) < 0) && (east !== '' || (lon ?? 0) < 0)
  const surroundings = surroundingsOf(fields.slice(fixedFields))
  if (!surroundings) return malformed('A count of towers or access points is absurd.')
  const status = statusText === '' ? undefined : Number.parseInt(statusText, 16)
  return ok({
    fixAt: instantOf(date, time),
    // Without a hemisphere the place may lie on the other side of the globe.
    isValid: isValid && hasHemispheres && !(lat === 0 && lon === 0),
    place: place.value,
    numbers,
    status,
    surroundings,
  })
}

function within(value: number | undefined, least: number, most: number): number | undefined {
  return value !== undefined && value >= least && value <= most ? value : undefined
}

/** Kilometres an hour to the millimetre a second. */
function metresPerSecond(kilometresPerHour: number): number {
  return Math.round((kilometresPerHour / 3.6) * 1_000) / 1_000
}

type Timed = { readonly fixAt?: Instant }

function fixOf({ place, isValid, numbers, surroundings }: PositionFields, timed: Timed): FixReading[] {
  if (!place) return []
  const speed = within(numbers.speed, 0, 2_000)
  const course = within(numbers.course, 0, 360)
  const altitude = within(numbers.altitude, -1_000, 100_000)
  const satellites = within(numbers.satellites, 0, 200)
  const { accuracyMetres } = surroundings
  return [
    {
      kind: 'fix',
      ...timed,
      ...place,
      isValid,
      source: 'gnss',
      ...(accuracyMetres === undefined ? {} : { accuracyMetres }),
      ...(speed === undefined ? {} : { speedMetresPerSecond: metresPerSecond(speed) }),
      ...(course === undefined ? {} : { courseDegrees: course }),
      ...(altitude === undefined ? {} : { altitudeMetres: altitude }),
      ...(satellites === undefined ? {} : { satellites }),
    },
  ]
}

function powerOf({ numbers, status }: PositionFields, timed: Timed): PowerReading[] {
  const levelPercent = within(numbers.battery, 0, 100)
  const isLow = status !== undefined && isLowBattery(status)
  if (levelPercent === undefined && !isLow) return []
  return [{ kind: 'power', ...timed, ...(levelPercent === undefined ? {} : { levelPercent }), ...(isLow ? { isLow } : {}) }]
}

function telemetryOf({ place, numbers, status }: PositionFields, isAlarm: boolean, timed: Timed): Reading {
  const { signal, steps, rolls } = numbers
  return {
    kind: 'telemetry',
    ...timed,
    values: {
      ...(place && (place.lat !== 0 || place.lon !== 0) ? {} : { isPositioned: false }),
      ...(status === undefined && !isAlarm ? {} : statusValues(status ?? 0, isAlarm)),
      ...(signal === undefined ? {} : { gsmSignal: signal }),
      ...(steps === undefined ? {} : { steps }),
      ...(rolls === undefined ? {} : { rolls }),
    },
  }
}

/** `isAlarm`: the watch sent it because of an alarm, even where no alarm bit is set. */
export function readingsOfPosition(position: PositionFields, isAlarm: boolean): readonly Reading[] {
  const timed = position.fixAt === undefined ? {} : { fixAt: position.fixAt }
  const { cells, wifi } = position.surroundings
  return [
    ...fixOf(position, timed),
    ...eventsOf(position.status ?? 0, timed),
    ...powerOf(position, timed),
    telemetryOf(position, isAlarm, timed),
    ...(cells.length + wifi.length === 0 ? [] : [{ kind: 'network', ...timed, cells, wifi } as const]),
  ]
}
