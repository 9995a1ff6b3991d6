import type { FixReading, FixSource } from '@bilezik/domain'
import type { ByteWriter } from '../byte-writer.ts'
import { type ReadBody, telemetry } from './record-type.ts'

const sources = ['unknown', 'gnss', 'rf', 'wifi', 'cell'] as const satisfies readonly FixSource[]
const sourceMask = 0x07
const isValidBit = 0x08
const dimensionsShift = 4
/** 10⁷ units a degree: a centimetre. */
const unitsPerDegree = 10_000_000
const none8 = 0xff
const none16 = 0xffff
/** The most negative altitude: none. */
const noAltitude = -0x8000

const signed = (value: number, bits: number) => (value >= 2 ** (bits - 1) ? value - 2 ** bits : value)

function optionalFields(cursor: Parameters<ReadBody>[0]): Partial<FixReading> {
  // A body may end behind any field; what it does not hold reads as "not known".
  const u16 = () => (cursor.remaining > 0 ? cursor.u16() : none16)
  const u8 = () => (cursor.remaining > 0 ? cursor.u8() : none8)
  const [accuracy, speed, course] = [u16(), u16(), u16()]
  const altitude = cursor.remaining > 0 ? signed(cursor.u16(), 16) : noAltitude
  const [satellites, hdop] = [u8(), u8()]
  return {
    ...(accuracy === none16 ? {} : { accuracyMetres: accuracy }),
    ...(speed === none16 ? {} : { speedMetresPerSecond: speed / 100 }),
    ...(course >= 3_600 ? {} : { courseDegrees: course / 10 }),
    ...(altitude === noAltitude ? {} : { altitudeMetres: altitude }),
    ...(satellites === none8 ? {} : { satellites }),
    ...(hdop === none8 ? {} : { hdop: hdop / 10 }),
  }
}

/** A body of one byte: the device looked for its place and found none. */
export const readPosition: ReadBody = (cursor, timed) => {
  const flags = cursor.u8()
  if (cursor.remaining === 0) return [telemetry(timed, { isPositioned: false })]
  const lat = signed(cursor.u32(), 32) / unitsPerDegree
  const lon = signed(cursor.u32(), 32) / unitsPerDegree
  const optional = optionalFields(cursor)
  // 0/0 is where receivers that know nothing are.
  if ((lat === 0 && lon === 0) || Math.abs(lat) > 90 || Math.abs(lon) > 180) return [telemetry(timed, { isPositioned: false })]
  const dimensions = (flags >>> dimensionsShift) & 3
  return [
    {
      kind: 'fix',
      ...timed,
      lat,
      lon,
      isValid: (flags & isValidBit) !== 0,
      source: sources[flags & sourceMask] ?? 'unknown',
      ...optional,
      ...(dimensions === 2 || dimensions === 3 ? { dimensions } : {}),
    },
  ]
}

export type PositionContent = Omit<FixReading, 'fixAt'>

const clamped = (value: number | undefined, factor: number, most: number, none: number) =>
  value === undefined ? none : Math.max(0, Math.min(most, Math.round(value * factor)))

/** Fields behind the last one known are not written. */
export function writePosition(writer: ByteWriter, fix: PositionContent): ByteWriter {
  const { accuracyMetres, speedMetresPerSecond, courseDegrees, altitudeMetres, satellites, hdop } = fix
  const optional = [accuracyMetres, speedMetresPerSecond, courseDegrees, altitudeMetres, satellites, hdop]
  const count = optional.findLastIndex((value) => value !== undefined) + 1
  writer.uint(sources.indexOf(fix.source) | (fix.isValid ? isValidBit : 0) | ((fix.dimensions ?? 0) << dimensionsShift), 1)
  writer.int(Math.round(fix.lat * unitsPerDegree), 4).int(Math.round(fix.lon * unitsPerDegree), 4)
  const course = courseDegrees === undefined ? none16 : ((Math.round(courseDegrees * 10) % 3_600) + 3_600) % 3_600
  const altitude = Math.max(-0x7fff, Math.min(0x7fff, Math.round(altitudeMetres ?? 0)))
  const fields = [
    () => writer.uint(clamped(accuracyMetres, 1, none16 - 1, none16), 2),
    () => writer.uint(clamped(speedMetresPerSecond, 100, none16 - 1, none16), 2),
    () => writer.uint(course, 2),
    () => writer.int(altitudeMetres === undefined ? noAltitude : altitude, 2),
    () => writer.uint(clamped(satellites, 1, none8 - 1, none8), 1),
    () => writer.uint(clamped(hdop, 10, none8 - 1, none8), 1),
  ]
  for (const field of fields.slice(0, count)) field()
  return writer
}

export function writeNoPlace(writer: ByteWriter, source: FixSource): ByteWriter {
  return writer.uint(sources.indexOf(source), 1)
}
