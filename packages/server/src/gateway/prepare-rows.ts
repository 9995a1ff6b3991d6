import crypto from 'node:crypto'
import { type ReadingColumns, columnsOfReading, flagStray, flagUntimed, flagUnverified } from '@bilezik/database'
import { type Instant, type Reading, day, instant, isoInstant, minute } from '@bilezik/domain'
import type { DeviceRecord, Message } from '@bilezik/protocols'
import { type CollectionInterval, type RegisteredDevice, intervalAt } from './collection.ts'

/** A device may send what it kept for so long; older times are a wrong clock. */
const oldestBacklogMs = 400 * day
/** Device clocks run a little ahead; further is a wrong clock. */
const fastestClockMs = 10 * minute
export const strayDay = '0001-01-01'

export interface PreparedReading {
  readonly eventDay: string
  readonly deviceNo: number
  readonly eventAt: Instant
  readonly receivedAt: Instant
  readonly contentHash: bigint
  readonly columns: ReadingColumns
  readonly interval: CollectionInterval
  /** On the first reading of its message. */
  readonly raw: Uint8Array | null
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
  const isBelievable = reading.fixAt >= receivedAt - oldestBacklogMs && reading.fixAt <= receivedAt + fastestClockMs
  if (isBelievable) return { eventAt: reading.fixAt, decidingAt: reading.fixAt, flags: 0 }
  return { eventAt: reading.fixAt, decidingAt: receivedAt, flags: flagStray }
}

/**
 * Identity of a reading besides device and time: the first 64 bits of a SHA-256 over its record's payload
 * (codecs leave serial and checksum out of it), the reading's place in it and, for untimed ones, the message itself.
 */
function contentHash(received: Received, record: DeviceRecord, index: number, isUntimed: boolean): bigint {
  const digest = crypto.createHash('sha256').update(record.payload)
  digest.update(`${index}`)
  if (isUntimed) digest.update(`@${received.receivedAt}/${received.serial}`)
  return digest.digest().readBigInt64BE(0)
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
 * the raw bytes are kept only when every reading of the message is, for they hold all of them.
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
      readings.push({
        eventDay: flags & flagStray ? strayDay : isoInstant(eventAt).slice(0, 10),
        deviceNo: device.no,
        eventAt,
        receivedAt,
        contentHash: contentHash(received, record, index, (flags & flagUntimed) !== 0),
        columns: { ...columns, flags: columns.flags | flags | (received.message.isUnverified ? flagUnverified : 0) },
        interval,
        raw: null,
      })
    }
  }
  const isComplete = readings.length === count
  const [first] = readings
  if (isComplete && first) readings[0] = { ...first, raw: received.raw }
  return { readings, uncollected: isComplete ? null : 'event-outside-order' }
}

/**
 * Seals the bytes of a message, and opens them: AES-256-CTR is its own inverse. The key stream is made from the row's batch and
 * content hash, so nothing besides the row and its order's key is needed to read it again.
 */
export function sealRaw(raw: Uint8Array, key: crypto.CipherKey, batchId: bigint, hash: bigint): Buffer {
  const iv = Buffer.alloc(16)
  iv.writeBigInt64BE(batchId, 0)
  iv.writeBigInt64BE(hash, 8)
  // A stream cipher gives everything at once; its end adds nothing.
  return crypto.createCipheriv('aes-256-ctr', key, iv).update(raw)
}

export function minuteOf(at: Instant): Instant {
  return instant(at - (at % minute))
}
