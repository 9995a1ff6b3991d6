import crypto from 'node:crypto'
import { type ReadingColumns, columnsOfReading, flagStray, flagUntimed, flagUnverified } from '@bilezik/database'
import { type Instant, type Reading, day, instant, isClockBelievable, minute } from '@bilezik/domain'
import type { DeviceRecord, Message } from '@bilezik/protocols'
import { type CollectionInterval, type RegisteredDevice, intervalAt } from './collection.ts'
import type { ReadingIdentity } from './recent-readings.ts'

/** Days are counted from 1970-01-01, as instants are. This one is 0001-01-01. */
export const strayDay = -719_162

export interface PreparedReading extends ReadingIdentity {
  readonly eventDay: number
  readonly deviceNo: number
  readonly receivedAt: Instant
  readonly columns: ReadingColumns
  /** Those of the columns, and what the gateway knows. */
  readonly flags: number
  /** Of `detail`. */
  readonly json: string | null
  readonly interval: CollectionInterval
  /** On the first reading of its message. */
  raw: Uint8Array | null
}

export type UncollectedReason = 'no-order' | 'event-outside-order'

export interface PreparedMessage {
  readonly readings: readonly PreparedReading[]
  /** Set when something of the message fell outside the authorised times. */
  readonly uncollected: UncollectedReason | null
}

export interface Received {
  readonly device: RegisteredDevice
  readonly message: Message
  readonly receivedAt: Instant
  readonly raw: Uint8Array
  /** Made before another message that we have: what has no time of its own in it is not kept. */
  readonly isRepeat?: boolean
  /** Tells apart untimed records, which have no identity of their own: unique among all messages of this process. */
  readonly serial: number
}

interface EventTime {
  readonly eventAt: Instant
  /** The time that decides whether we may keep it: the event's, or that of receipt where the device's clock cannot tell. */
  readonly decidingAt: Instant
  readonly flags: number
}

function eventTime(reading: Reading, receivedAt: Instant): EventTime {
  if (reading.fixAt === undefined) return { eventAt: receivedAt, decidingAt: receivedAt, flags: flagUntimed }
  if (isClockBelievable(reading.fixAt, receivedAt)) return { eventAt: reading.fixAt, decidingAt: reading.fixAt, flags: 0 }
  return { eventAt: reading.fixAt, decidingAt: receivedAt, flags: flagStray }
}

/** Record payloads are hashed from here, so that what belongs to them stands behind; longer ones are rare, and get more room. */
let scratch = new Uint8Array(1_024)
const longestSuffix = 64

/**
 * Identity of a reading besides device and time: the first 64 bits of a SHA-256 over its record's payload
 * (codecs leave serial and checksum out of it), the reading's place in it and, for untimed ones, the message itself.
 */
function contentHash(received: Received, { payload }: DeviceRecord, index: number, isUntimed: boolean) {
  const suffix = isUntimed ? `${index}@${received.receivedAt}/${received.serial}` : `${index}`
  if (scratch.length < payload.length + longestSuffix) scratch = new Uint8Array(payload.length + longestSuffix)
  scratch.set(payload)
  for (let i = 0; i < suffix.length; i++) scratch[payload.length + i] = suffix.charCodeAt(i)
  // As text of one byte a character: a third of the price of a buffer.
  const digest = crypto.hash('sha256', scratch.subarray(0, payload.length + suffix.length), 'binary')
  return { hashHigh: int32At(digest, 0), hashLow: int32At(digest, 4) }
}

function int32At(text: string, at: number): number {
  return (text.charCodeAt(at) << 24) | (text.charCodeAt(at + 1) << 16) | (text.charCodeAt(at + 2) << 8) | text.charCodeAt(at + 3)
}

function isWithin(value: number | null, most: number): boolean {
  return value === null || (Number.isInteger(value) && value >= -most && value <= most)
}

/** A number that its column cannot hold would become another one on its way. */
function checkNumbers(eventAt: Instant, c: ReadingColumns): void {
  const integerMost = 0x7fff_ffff
  const smallintMost = 0x7fff
  const isSound =
    Number.isSafeInteger(eventAt) &&
    isWithin(c.lat_e7, integerMost) &&
    isWithin(c.lon_e7, integerMost) &&
    isWithin(c.accuracy_dm, integerMost) &&
    isWithin(c.speed_cms, smallintMost) &&
    isWithin(c.course_degrees, smallintMost) &&
    isWithin(c.satellites, smallintMost) &&
    isWithin(c.altitude_metres, smallintMost) &&
    isWithin(c.hdop_tenths, smallintMost)
  if (!isSound) throw new RangeError('a reading holds a number that its column cannot hold')
}

/** A message that holds no reading (a login, a heartbeat) still says that the device is there. */
const contactOnly: readonly DeviceRecord[] = [{ payload: new Uint8Array(0), readings: [{ kind: 'contact' }] }]

function recordsOf({ message, isRepeat }: Received): readonly DeviceRecord[] {
  if (isRepeat) {
    return message.records.map((record) => ({
      ...record,
      readings: record.readings.filter((reading) => reading.fixAt !== undefined),
    }))
  }
  return message.records.some((record) => record.readings.length > 0) ? message.records : contactOnly
}

/**
 * What of a message may be stored. Outside every authorised time no reading and no byte is kept;
 * the raw bytes are kept only when every reading of the message is, for they hold all of them. Throws when a reading cannot be stored.
 */
export function prepareMessage(received: Received): PreparedMessage {
  const { device, receivedAt } = received
  if (device.intervals.length === 0) return { readings: [], uncollected: 'no-order' }
  const readings: PreparedReading[] = []
  let count = 0
  for (const record of recordsOf(received)) {
    for (const [index, reading] of record.readings.entries()) {
      count++
      const { eventAt, decidingAt, flags } = eventTime(reading, receivedAt)
      const interval = intervalAt(device, decidingAt)
      if (!interval) continue
      const columns = columnsOfReading(reading)
      checkNumbers(eventAt, columns)
      const { hashHigh, hashLow } = contentHash(received, record, index, (flags & flagUntimed) !== 0)
      readings.push({
        eventDay: flags & flagStray ? strayDay : Math.floor(eventAt / day),
        deviceNo: device.no,
        eventAt,
        receivedAt,
        hashHigh,
        hashLow,
        columns,
        flags: columns.flags | flags | (received.message.isUnverified ? flagUnverified : 0),
        // JSON escapes control characters itself.
        json: columns.detail === null ? null : JSON.stringify(columns.detail),
        interval,
        raw: null,
      })
    }
  }
  const isComplete = readings.length === count
  const [first] = readings
  if (isComplete && first) first.raw = received.raw
  return { readings, uncollected: isComplete ? null : 'event-outside-order' }
}

export function minuteOf(at: Instant): Instant {
  return instant(at - (at % minute))
}
