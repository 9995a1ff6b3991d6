import { type FixReading, type Instant, type Reading } from '@bilezik/domain'
import type { DeviceRecord } from '../../codec.ts'
import { Cursor } from '../../cursor.ts'
import { Findings } from '../findings.ts'
import { degreesOf, instantOfEpoch, isPlace, metresPerSecond, timed } from '../values.ts'
import { readCell, readInstant, withFraction } from './block.ts'
import type { HexFrame } from './frame.ts'
import { has, readHead, type ReportHead, type Variant, variants } from './layout.ts'
import { eventTimeOf, noteReportHead, payloadOf, type Report } from './report.ts'

/** Message type of `+RSP` whose positions, one a second, are packed as differences. No paper describes it; recorded frames close. */
export const compressedType = 100
/** One for every second of half an hour; a frame has no room for more. */
const maxPoints = 2_048

interface Point {
  readonly at: number
  readonly isFix: boolean
  readonly tenthsKmh: number
  readonly course: number
  readonly lonE6: number
  readonly latE6: number
}

/** A run of bits, most significant first. */
class Bits {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  unsigned(count: number): number {
    let value = 0
    for (let left = count; left > 0; left--, this.#at++)
      value = value * 2 + (((this.#bytes[this.#at >>> 3] ?? 0) >>> (7 - (this.#at & 7))) & 1)
    return value
  }

  signed(count: number): number {
    const value = this.unsigned(count)
    return value >= 2 ** (count - 1) ? value - 2 ** count : value
  }
}

const signed32 = (value: number) => value | 0

function readAbsolute(cursor: Cursor, at: number): Point {
  const bits = new Bits(cursor.take(3))
  bits.unsigned(2)
  const isFix = bits.unsigned(1) === 1
  const [tenthsKmh, course] = [bits.unsigned(12), bits.unsigned(9)]
  const [lonE6, latE6] = [signed32(cursor.u32()), signed32(cursor.u32())]
  return { at: at === 0 ? cursor.u32() : at, isFix, tenthsKmh, course, lonE6, latE6 }
}

function readDifference(cursor: Cursor, at: number, before: Point): Point {
  const bits = new Bits(cursor.take(5))
  bits.unsigned(2)
  const isFix = bits.unsigned(1) === 1
  const [tenthsKmh, course] = [before.tenthsKmh + bits.signed(7), (before.course + bits.signed(7) + 360) % 360]
  const [lonE6, latE6] = [before.lonE6 + bits.signed(12), before.latE6 + bits.signed(11)]
  return { at, isFix, tenthsKmh, course, lonE6, latE6 }
}

/** The two upper bits of each point's first byte: 1 in full, 2 as a difference, otherwise one byte for a second without its own place. */
function readPoints(cursor: Cursor, count: number): readonly Point[] {
  const points: Point[] = []
  let at = 0
  for (let left = count; left > 0 && cursor.problem === undefined; left--) {
    // Seconds count from the first point that tells its time.
    if (at > 0) at++
    const form = (cursor.peek() ?? 0) >>> 6
    const before = points.at(-1)
    if (form === 1) points.push(readAbsolute(cursor, at))
    else if (form === 2 && before) points.push(readDifference(cursor, at, before))
    else if (form === 2) cursor.reject('A difference stands before the first place.')
    else cursor.skip(1)
    at = points.at(-1) === before ? at : points.at(-1)!.at
  }
  return points
}

function fixOf(point: Point): FixReading | undefined {
  const [lat, lon] = [degreesOf(point.latE6), degreesOf(point.lonE6)]
  if (!isPlace(lat, lon)) return undefined
  return {
    kind: 'fix',
    ...timed(instantOfEpoch(point.at)),
    lat,
    lon,
    isValid: point.isFix,
    source: 'gnss',
    speedMetresPerSecond: metresPerSecond(Math.max(0, point.tenthsKmh) / 10),
    courseDegrees: point.course % 360,
  }
}

/** Its own values in full: the same second told in another frame, with another point before it, is the same record. */
function payloadOfPoint(point: Point): Uint8Array {
  const view = new DataView(new ArrayBuffer(21))
  view.setUint32(0, point.at)
  view.setInt32(4, point.lonE6)
  view.setInt32(8, point.latE6)
  view.setInt32(12, point.tenthsKmh)
  view.setInt32(16, point.course)
  view.setUint8(20, point.isFix ? 1 : 0)
  return payloadOf('point ', new Uint8Array(view.buffer))
}

function readTail(cursor: Cursor, mask: number, { cellIdBytes }: Variant) {
  const cell = has(mask, 'cell') ? readCell(cursor, cellIdBytes) : undefined
  if (has(mask, 'mileage')) cursor.skip(3)
  const totalMetres = has(mask, 'totalMileage') ? Math.round(withFraction(cursor.u32(), cursor.u8()) * 1_000) : undefined
  if (has(mask, 'hourMeter')) cursor.skip(3)
  if (has(mask, 'totalHourMeter')) cursor.skip(6)
  const sent = has(mask, 'sendTime') ? readInstant(cursor) : { at: undefined, isPlausible: true }
  const count = has(mask, 'count') ? cursor.u16() : undefined
  return { cell, totalMetres, sentAt: sent.at, isPlausible: sent.isPlausible, count }
}

function readAs(content: Uint8Array, variant: Variant) {
  const cursor = new Cursor(content)
  cursor.skip(1)
  const mask = cursor.u32()
  const head: ReportHead = readHead(cursor, mask, variant)
  const headEnd = content.length - cursor.remaining
  const count = cursor.u16()
  if (count > maxPoints || cursor.problem !== undefined) return undefined
  const points = readPoints(cursor, count)
  const tailAt = content.length - cursor.remaining
  const tail = readTail(cursor, mask, variant)
  const isWhole = cursor.problem === undefined && cursor.remaining === 0 && tail.isPlausible
  const isOnGlobe = points.every((point) => Math.abs(point.latE6) <= 90e6 && Math.abs(point.lonE6) <= 180e6)
  return isWhole && isOnGlobe ? { head, headEnd, points, tailAt, ...tail } : undefined
}

function stateReadings(found: NonNullable<ReturnType<typeof readAs>>): Reading[] {
  const { head, cell, totalMetres, points, sentAt } = found
  const findings = new Findings()
  noteReportHead(head, findings)
  if (totalMetres !== undefined) findings.values['odometerMetres'] = totalMetres
  if (points.length === 0) findings.values['isPositioned'] = false
  const at: Instant | undefined = eventTimeOf(undefined, sentAt)
  const network: Reading[] = cell ? [{ kind: 'network', ...timed(at), cells: [cell], wifi: [] }] : []
  return [...network, ...findings.readings(at)]
}

/** A record for every second, and one for what the frame says besides. */
export function decodeCompressed(frame: HexFrame): Report | undefined {
  const found = variants.map((variant) => readAs(frame.content, variant)).find((each) => each !== undefined)
  if (!found) return undefined
  const { content } = frame
  const records = found.points.flatMap((point): DeviceRecord[] => {
    const fix = fixOf(point)
    return fix ? [{ payload: payloadOfPoint(point), readings: [fix] }] : []
  })
  const tail = content.subarray(found.tailAt, content.length - (found.count === undefined ? 0 : 2))
  const state = { payload: payloadOf('state ', content.subarray(0, found.headEnd), tail), readings: stateReadings(found) }
  return { type: 'GTFRI', identifier: found.head.identifier, count: found.count, records: [...records, state] }
}
