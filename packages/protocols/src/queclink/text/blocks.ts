import type { FixReading, SeenCell, SeenWifi } from '@bilezik/domain'
import type { Family } from './models.ts'
import { instantOfText, isPlace, metresPerSecond, timed } from '../values.ts'

/** One position block: accuracy, speed, azimuth, altitude, longitude, latitude, time, then access points and the serving cell. */
export interface Block {
  /** Its first field. */
  readonly start: number
  /** The field behind its cell. */
  readonly end: number
  /** Absent where the device found no place. */
  readonly fix: FixReading | undefined
  readonly cells: readonly SeenCell[]
  readonly wifi: readonly SeenWifi[]
}

/** Six decimals by the papers; a coordinate that was cut short has fewer. */
const degrees = /^-?\d{1,3}\.\d{5,8}$/
const stamp = /^\d{14}$/
const accuracyShape = /^\d{1,2}(?:\.\d{1,2})?$/
const speedShape = /^\d{1,3}(?:\.\d{1,2})?$/
const azimuthShape = /^\d{1,3}(?:\.\d)?$/
const altitudeShape = /^-?\d{1,5}(?:\.\d{1,2})?$/
const mac = /^[0-9a-f]{12}$/i
const hexadecimal = (digits: number) => new RegExp(`^[0-9a-f]{1,${digits}}$`, 'i')
const [areaShape, cellShape] = [hexadecimal(8), hexadecimal(9)]
const fieldsBeforeLongitude = 4
/** More blocks than any model sends in one report. */
const maxBlocks = 64
const maxAccessPoints = 32

/** Country codes are 200 … 799, written with a leading nought (`strict`) or, by some models, without. */
export function cellAt(fields: readonly string[], at: number, strict = false): SeenCell | undefined {
  const [country, network, area, cell] = fields.slice(at, at + 4)
  if (!(strict ? /^0[2-7]\d\d$/ : /^0?[2-7]\d\d$/).test(country ?? '') || !/^\d{2,4}$/.test(network ?? '')) return undefined
  if (!areaShape.test(area ?? '') || !cellShape.test(cell ?? '')) return undefined
  const [mcc, mnc] = [Number(country), Number(network)]
  const [areaCode, cellId] = [Number.parseInt(area!, 16), Number.parseInt(cell!, 16)]
  return areaCode === 0 && cellId === 0 ? undefined : { mcc, mnc, areaCode, cellId }
}

function wifiAt(fields: readonly string[], at: number): { readonly wifi: readonly SeenWifi[]; readonly end: number } {
  const count = /^\d{1,2}$/.test(fields[at] ?? '') && mac.test(fields[at + 1] ?? '') ? Number(fields[at]) : 0
  const wifi: SeenWifi[] = []
  let end = count === 0 ? at : at + 1
  for (let left = Math.min(count, maxAccessPoints); left > 0 && mac.test(fields[end] ?? ''); left--, end += 5)
    wifi.push(accessPoint(fields, end))
  return { wifi, end }
}

/** A MAC without colons and, behind it, its dBm. */
function accessPoint(fields: readonly string[], at: number): SeenWifi {
  const signal = fields[at + 1] ?? ''
  const colons = fields[at]!.toLowerCase().replaceAll(/..(?=.)/g, '$&:')
  return { mac: colons, ...(/^-\d{1,3}$/.test(signal) ? { signal: Number(signal) } : {}) }
}

/** Every access point in these fields, wherever it stands. */
export function accessPointsIn(fields: readonly string[]): SeenWifi[] {
  const at = fields.flatMap((field, index) => (mac.test(field) && /^-\d{1,3}$/.test(fields[index + 1] ?? '') ? [index] : []))
  return at.slice(0, maxAccessPoints).map((index) => accessPoint(fields, index))
}

function numberIf(shape: RegExp, field: string | undefined): number | undefined {
  return field !== undefined && shape.test(field) ? Number(field) : undefined
}

/** Satellites are told behind the cell where the append mask has bit 0; a mileage or nothing must follow, or it is no mask. */
function satellitesAt(fields: readonly string[], at: number): { readonly satellites?: number | undefined; readonly end: number } {
  const mask = /^[0-9a-f]{2}$/i.test(fields[at] ?? '') ? Number.parseInt(fields[at]!, 16) : 0
  const appended = [0, 1, 4].filter((bit) => (mask >>> bit) & 1).length
  const end = at + 1 + appended
  const behind = fields[end]
  const isMask = appended > 0 && (mask & ~0x13) === 0 && behind !== undefined && (behind === '' || behind.includes('.'))
  if (!isMask || !fields.slice(at + 1, end).every((field) => /^\d{0,2}$/.test(field))) return { end: at }
  const hasSatellites = (mask & 1) === 1 && fields[at + 1] !== ''
  return { ...(hasSatellites ? { satellites: Number(fields[at + 1]) } : {}), end }
}

function fixOf(fields: readonly string[], lonAt: number, satellites: number | undefined): FixReading | undefined {
  const [lon, lat] = [Number(fields[lonAt]) + 0, Number(fields[lonAt + 1]) + 0]
  if (!isPlace(lat, lon)) return undefined
  const [accuracy, speed, azimuth, altitude] = fields.slice(lonAt - fieldsBeforeLongitude, lonAt)
  const hdop = numberIf(accuracyShape, accuracy)
  const kilometresPerHour = numberIf(speedShape, speed)
  const courseDegrees = numberIf(azimuthShape, azimuth)
  const altitudeMetres = numberIf(altitudeShape, altitude)
  return {
    kind: 'fix',
    ...timed(instantOfText(fields[lonAt + 2])),
    lat,
    lon,
    // Nought: no fix now, the last known place is repeated.
    isValid: hdop !== 0,
    source: 'gnss',
    ...(kilometresPerHour === undefined ? {} : { speedMetresPerSecond: metresPerSecond(kilometresPerHour) }),
    ...(courseDegrees === undefined ? {} : { courseDegrees: courseDegrees % 360 }),
    ...(altitudeMetres === undefined ? {} : { altitudeMetres: altitudeMetres + 0 }),
    ...(satellites === undefined ? {} : { satellites }),
    ...(hdop === undefined || hdop === 0 ? {} : { hdop }),
  }
}

function blockAt(fields: readonly string[], lonAt: number, from: number, family: Family): Block {
  const { wifi, end: cellFrom } = wifiAt(fields, lonAt + 3)
  const cell = cellAt(fields, cellFrom)
  const hasCellFields = cell !== undefined || /^\d*$/.test(fields[cellFrom] ?? 'none')
  const cellEnd = hasCellFields ? cellFrom + 4 : cellFrom
  // Trackers for persons tell their signal there, which would look like a mask.
  const isMasked = family === 'vehicle' || family === 'vin'
  const { satellites, end } = isMasked ? satellitesAt(fields, cellEnd) : { satellites: undefined, end: cellEnd }
  const fix = fixOf(fields, lonAt, satellites)
  return { start: Math.max(from, lonAt - fieldsBeforeLongitude), end, fix, cells: cell ? [cell] : [], wifi }
}

/** Coordinates and their time are found by their shape: how many fields stand before them differs by report and model. */
function isLongitudeAt(fields: readonly string[], at: number): boolean {
  const time = fields[at + 2]
  if (!degrees.test(fields[at] ?? '') || !degrees.test(fields[at + 1] ?? '') || time === undefined) return false
  return stamp.test(time) || (time === '' && speedShape.test(fields[at - 3] ?? '') && altitudeShape.test(fields[at - 1] ?? ''))
}

/** Accuracy, then six empty fields where speed … time would be, then a cell: the device looked and found no place. */
function emptyBlockIn(fields: readonly string[], from: number, until: number): Block | undefined {
  for (let at = from + 1; at + 6 < until; at++) {
    const cell = cellAt(fields, at + 6)
    const isEmpty = fields.slice(at, at + 6).every((field) => field === '')
    if (cell && isEmpty) return { start: at - 1, end: at + 10, fix: undefined, cells: [cell], wifi: [] }
  }
  return undefined
}

/** The position blocks of a report in order, from field `from` to before `until`. */
export function blocksIn(fields: readonly string[], from: number, until: number, family: Family): readonly Block[] {
  const content = fields.slice(0, until)
  const blocks: Block[] = []
  for (let at = from; at + 2 < until && blocks.length < maxBlocks; at++) {
    if (isLongitudeAt(content, at)) {
      blocks.push(blockAt(content, at, blocks.at(-1)?.end ?? from, family))
      at += 2
    }
  }
  if (blocks.length > 0) return blocks
  const empty = emptyBlockIn(content, from, until)
  return empty ? [empty] : []
}
