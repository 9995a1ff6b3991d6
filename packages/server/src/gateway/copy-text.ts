import { isoInstant } from '@bilezik/domain'
import { type PreparedReading, sealRaw } from './prepare-rows.ts'

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
  'flags',
  'key_no',
  'detail',
  'raw',
] as const

const nothing = '\\N'

function jsonField(detail: Record<string, unknown> | null): string {
  // JSON escapes control characters itself; only its backslashes mean something to COPY.
  return detail === null ? nothing : JSON.stringify(detail).replaceAll('\\', '\\\\')
}

/** One row in the text format of COPY. Raw bytes are encrypted here, for the batch's number is known only now. */
export function copyRow(reading: PreparedReading, batchId: bigint): string {
  const { columns: c, interval } = reading
  const raw = reading.raw ? `\\\\x${sealRaw(reading.raw, interval.key, batchId, reading.contentHash).toString('hex')}` : nothing
  const fields = [
    reading.eventDay,
    reading.deviceNo,
    isoInstant(reading.eventAt),
    isoInstant(reading.receivedAt),
    batchId,
    reading.contentHash,
    c.lat_e7 ?? nothing,
    c.lon_e7 ?? nothing,
    c.accuracy_dm ?? nothing,
    c.kind,
    c.source ?? nothing,
    c.speed_cms ?? nothing,
    c.course_degrees ?? nothing,
    c.satellites ?? nothing,
    c.flags,
    interval.keyNo,
    jsonField(c.detail),
    raw,
  ]
  return `${fields.join('\t')}\n`
}
