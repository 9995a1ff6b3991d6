import { day as dayMs } from '@bilezik/domain'
import type { PreparedReading } from './prepare-rows.ts'
import type { RawSealer } from './seal-raw.ts'

/** The columns that COPY fills, in order. */
export const copiedColumns = [
  'event_day',
  'device_no',
  'event_at',
  'received_at',
  'batch_id',
  'content_hash',
  'lat_e7',
  'lon_e7',
  'accuracy_dm',
  'kind',
  'source',
  'speed_cms',
  'course_degrees',
  'satellites',
  'altitude_metres',
  'hdop_tenths',
  'flags',
  'key_no',
  'detail',
  'raw',
] as const

/** PostgreSQL counts from here. */
const epochMs = Date.UTC(2000, 0, 1)
const epochDay = epochMs / dayMs

/** Message `d` of the protocol and its length, before the format's own signature, flags and (empty) extension. */
const frameBytes = 5
const signature = Uint8Array.of(0x50, 0x47, 0x43, 0x4f, 0x50, 0x59, 0x0a, 0xff, 0x0d, 0x0a, 0x00, 0, 0, 0, 0, 0, 0, 0, 0)
/** The format's end, and message `c` of the protocol. */
const end = Uint8Array.of(0xff, 0xff, 0x63, 0, 0, 0, 4)
/** All fields of fixed length with theirs, and the lengths of the others. */
const fixedBytes = 2 + copiedColumns.length * 12
const firstCapacity = 64 * 1024
const jsonbVersion = 1
const twoTo32 = 2 ** 32

/**
 * Readings as PostgreSQL's binary COPY takes them, framed for its wire protocol: written once, sent as they are. Sealing happens here,
 * for it goes by the batch's number. Their numbers fit their columns: `prepareMessage` has seen to it.
 */
export class CopyRows {
  readonly #batchId: bigint
  readonly #sealer: RawSealer
  #bytes = Buffer.allocUnsafeSlow(firstCapacity)
  #view = new DataView(this.#bytes.buffer)
  #at = 0
  readonly #iv = Buffer.alloc(16)
  readonly #ivView = new DataView(this.#iv.buffer, this.#iv.byteOffset)
  rowCount = 0

  constructor(batchId: bigint, sealer: RawSealer) {
    this.#batchId = batchId
    this.#sealer = sealer
    this.#ivView.setBigInt64(0, batchId)
    this.#bytes[0] = 0x64
    this.#bytes.set(signature, frameBytes)
    this.#at = frameBytes + signature.length
  }

  add(reading: PreparedReading): void {
    const { columns: c, json, raw } = reading
    this.#reserve(fixedBytes + (json?.length ?? 0) * 3 + (raw?.length ?? 0))
    this.#view.setInt16(this.#at, copiedColumns.length)
    this.#at += 2
    this.#integer(reading.eventDay - epochDay)
    this.#integer(reading.deviceNo)
    this.#instant(reading.eventAt)
    this.#instant(reading.receivedAt)
    this.#view.setInt32(this.#at, 8)
    this.#view.setBigInt64(this.#at + 4, this.#batchId)
    this.#view.setInt32(this.#at + 12, 8)
    this.#view.setInt32(this.#at + 16, reading.hashHigh)
    this.#view.setInt32(this.#at + 20, reading.hashLow)
    this.#at += 24
    this.#integer(c.lat_e7)
    this.#integer(c.lon_e7)
    this.#integer(c.accuracy_dm)
    this.#smallint(c.kind)
    this.#smallint(c.source)
    this.#smallint(c.speed_cms)
    this.#smallint(c.course_degrees)
    this.#smallint(c.satellites)
    this.#smallint(c.altitude_metres)
    this.#smallint(c.hdop_tenths)
    this.#smallint(reading.flags)
    this.#integer(reading.interval.keyNo)
    this.#json(json)
    this.#sealed(reading)
    this.rowCount++
  }

  /** Everything from message `d` to message `c`; nothing is added from then on. */
  framed(): Buffer {
    this.#reserve(end.length)
    this.#bytes.set(end, this.#at)
    // Its own length counts in, and so does the format's end.
    this.#view.setInt32(1, this.#at + 2 - 1)
    return this.#bytes.subarray(0, this.#at + end.length)
  }

  #reserve(byteCount: number): void {
    if (this.#at + byteCount <= this.#bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(this.#bytes.length * 2, this.#at + byteCount))
    larger.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = larger
    this.#view = new DataView(larger.buffer)
  }

  #nothing(): void {
    this.#view.setInt32(this.#at, -1)
    this.#at += 4
  }

  #integer(value: number | null): void {
    if (value === null) return this.#nothing()
    this.#view.setInt32(this.#at, 4)
    this.#view.setInt32(this.#at + 4, value)
    this.#at += 8
  }

  #smallint(value: number | null): void {
    if (value === null) return this.#nothing()
    this.#view.setInt32(this.#at, 2)
    this.#view.setInt16(this.#at + 4, value)
    this.#at += 6
  }

  /** Microseconds. Around our time they are exact as a double; the clock of a device may say anything. */
  #instant(at: number): void {
    this.#view.setInt32(this.#at, 8)
    const microseconds = (at - epochMs) * 1_000
    if (Number.isSafeInteger(microseconds)) {
      const high = Math.floor(microseconds / twoTo32)
      this.#view.setInt32(this.#at + 4, high)
      this.#view.setUint32(this.#at + 8, microseconds - high * twoTo32)
    } else {
      this.#view.setBigInt64(this.#at + 4, BigInt(at - epochMs) * 1_000n)
    }
    this.#at += 12
  }

  #json(text: string | null): void {
    if (text === null) return this.#nothing()
    const byteCount = this.#bytes.write(text, this.#at + 5)
    this.#view.setInt32(this.#at, byteCount + 1)
    this.#view.setInt8(this.#at + 4, jsonbVersion)
    this.#at += 5 + byteCount
  }

  #sealed({ raw, interval, hashHigh, hashLow }: PreparedReading): void {
    if (!raw) return this.#nothing()
    this.#view.setInt32(this.#at, raw.length)
    this.#ivView.setInt32(8, hashHigh)
    this.#ivView.setInt32(12, hashLow)
    this.#sealer.seal(raw, interval, this.#iv, this.#bytes, this.#at + 4)
    this.#at += 4 + raw.length
  }
}
