import { type FixReading, type Instant, instant, ok, type Reading, refused, type Result, utcMsFromCivil } from '@bilezik/domain'
import type { DecodeFailure } from '../codec.ts'
import { bytesOfText } from './ascii.ts'
import { networksOf } from './networks.ts'
import { readStatus, type Status } from './status.ts'

export interface Report {
  readonly type: 'position' | 'network' | 'alarm'
  readonly readings: readonly Reading[]
  /** Without the letter that says whether the device kept the message. */
  readonly payload: Uint8Array
}
export type ReportResult = Result<Report, DecodeFailure>

function malformed(detail: string): ReportResult {
  return refused({ code: 'malformed', detail })
}

/** `yyyymmdd` and `hhmmss`; undefined where they are blank or name no moment: the device has no clock before it has reception. */
function instantOf(date: string, time: string): Instant | undefined {
  const day = /^(\d{4})(\d{2})(\d{2})$/.exec(date)
  const clock = /^(\d{2})(\d{2})(\d{2})$/.exec(time)
  if (!day || !clock) return undefined
  const utcMs = utcMsFromCivil({
    year: Number(day[1]),
    month: Number(day[2]),
    day: Number(day[3]),
    hour: Number(clock[1]),
    minute: Number(clock[2]),
    second: Number(clock[3]),
  })
  return utcMs === undefined ? undefined : instant(utcMs)
}

/** What both reports begin with: live or kept, date, time. */
function headOf(fields: readonly string[]): { readonly fixAt?: Instant } | undefined {
  const [kept = '', date = '', time = ''] = fields
  if (!/^[RS]$/.test(kept) || !/^(?:\d{8})?$/.test(date) || !/^(?:\d{6})?$/.test(time)) return undefined
  const fixAt = instantOf(date, time)
  return fixAt === undefined ? {} : { fixAt }
}

function payloadOf(type: string, imei: string, fields: readonly string[]): Uint8Array {
  return bytesOfText([type, imei, ...fields.slice(1)].join(','))
}

function degreesOf(text: string, letter: string, negative: string, most: number): number | undefined {
  if (!/^\d{1,3}(?:\.\d{1,8})?$/.test(text) || Number(text) > most) return undefined
  return (letter === negative ? -Number(text) : Number(text)) + 0
}

function plain(text: string | undefined, least: number, most: number): number | undefined {
  if (text === undefined || !/^-?\d{1,6}(?:\.\d{1,6})?$/.test(text)) return undefined
  const value = Number(text) + 0
  return value >= least && value <= most ? value : undefined
}

function metresPerSecond(kilometresPerHour: number): number {
  return Math.round((kilometresPerHour / 3.6) * 1_000) / 1_000
}

const positionFields = 12

/** `R,20261122,170000,51.12820,N,071.43060,E,5,270,347,81,L,`: degrees, km/h, degrees, metres, per cent. */
export function readPosition(imei: string, fields: readonly string[]): ReportResult {
  const timed = headOf(fields)
  if (!timed || fields.length < positionFields || fields.length > positionFields + 8) {
    return malformed('The position lacks a field, or its date and time are not numbers.')
  }
  const [
    ,
    ,
    ,
    lat = '',
    northSouth = '',
    lon = '',
    eastWest = '',
    speed,
    course,
    altitude,
    battery = '',
    strap = '',
    alarm = '',
  ] = fields
  const [latitude, longitude] = [degreesOf(lat, northSouth, 'S', 90), degreesOf(lon, eastWest, 'W', 180)]
  if (latitude === undefined || longitude === undefined || !/^[NS]$/.test(northSouth) || !/^[EW]$/.test(eastWest)) {
    return malformed('The coordinates name no place on the globe.')
  }
  // A message cut short before its strap must not pass for one that says nothing of it.
  if (!/^[A-Za-z0-9]{1,8}$/.test(strap)) return malformed('The position does not say how the strap is.')
  const status = readStatus({ battery, strap, alarm }, timed)
  const hasPlace = latitude !== 0 || longitude !== 0
  const knownSpeed = plain(speed, 0, 2_000)
  const knownCourse = plain(course, 0, 360)
  const knownAltitude = plain(altitude, -1_000, 100_000)
  const fix: FixReading = {
    kind: 'fix',
    ...timed,
    lat: latitude,
    lon: longitude,
    // The format has no mark for it: a device without reception sends towers instead.
    isValid: true,
    source: 'gnss',
    ...(knownSpeed === undefined ? {} : { speedMetresPerSecond: metresPerSecond(knownSpeed) }),
    ...(knownCourse === undefined ? {} : { courseDegrees: knownCourse % 360 }),
    ...(knownAltitude === undefined ? {} : { altitudeMetres: knownAltitude }),
  }
  const values = { ...status.values, ...(hasPlace ? {} : { isPositioned: false }) }
  return ok({
    type: status.isAlarm ? 'alarm' : 'position',
    readings: [...(hasPlace ? [fix] : []), ...status.readings, ...telemetryOf(values, timed)],
    payload: payloadOf('GPSD', imei, fields),
  })
}

function telemetryOf(
  values: Readonly<Record<string, string | boolean>>,
  timed: { readonly fixAt?: Instant },
): readonly Reading[] {
  return Object.keys(values).length === 0 ? [] : [{ kind: 'telemetry', ...timed, values }]
}

/** The status stands at the end, behind as many fields of towers and access points as there are; its last word may be missing. */
function closingStatus(fields: readonly string[]): { readonly status: Status; readonly seen: readonly string[] } | undefined {
  for (const strapAt of [fields.length - 2, fields.length - 1]) {
    if (strapAt < 5 || !/^[A-Z]$/.test(fields[strapAt]!)) continue
    const status = { battery: fields[strapAt - 1]!, strap: fields[strapAt]!, alarm: fields[strapAt + 1] ?? '' }
    return { status, seen: fields.slice(3, strapAt - 1) }
  }
  return undefined
}

/** `R,20261122,170000,401-01-2f4a-c81d:-87,,,81,L,`: what the device sees where satellites do not reach it. */
export function readNetworks(imei: string, fields: readonly string[]): ReportResult {
  const timed = headOf(fields)
  const closing = closingStatus(fields)
  if (!timed || !closing) return malformed('The report of towers lacks a field, or its date and time are not numbers.')
  const status = readStatus(closing.status, timed)
  return ok({
    type: status.isAlarm ? 'alarm' : 'network',
    readings: [
      ...status.readings,
      ...networksOf(closing.seen.join(','), timed),
      ...telemetryOf({ ...status.values, isPositioned: false }, timed),
    ],
    payload: payloadOf('LBSD', imei, fields),
  })
}
