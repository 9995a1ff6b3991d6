import { isoInstant } from '@bilezik/domain'
import crypto from 'node:crypto'
import type pg from 'pg'
import { type CollectedDeviceRow, type Collection, intervalAt } from './collection.ts'
import type { IntakeItem } from './intake-message.ts'
import { findRepeats } from './message-orders.ts'
import { type PreparedReading, type UncollectedReason, minuteOf, prepareMessage, strayDay } from './prepare-rows.ts'
import { type RepeatForecast, storeDay } from './store-day.ts'

/** A batch's number across all gateways: the gateway above, its own count below. */
export function batchIdOf(gatewayNo: number, batchNo: number): bigint {
  return (BigInt(gatewayNo) << 40n) | BigInt(batchNo)
}

/** The serial is unique among all items of this process, and stays with the item when its batch is written again. */
export type QueuedItem = IntakeItem & { readonly serial: number }

interface Gathered {
  readonly readings: PreparedReading[]
  readonly uncollected: { deviceNo: number; minute: string; reason: UncollectedReason }[]
  readonly unreadable: Extract<IntakeItem, { kind: 'unreadable' }>[]
  readonly strangers: Extract<IntakeItem, { kind: 'stranger' }>[]
  readonly securityEvents: Extract<IntakeItem, { kind: 'security' }>[]
  readonly answers: Extract<IntakeItem, { kind: 'message' }>[]
}

function gather(items: readonly QueuedItem[], collection: Collection, repeats: ReadonlySet<IntakeItem>): Gathered {
  const gathered: Gathered = { readings: [], uncollected: [], unreadable: [], strangers: [], securityEvents: [], answers: [] }
  for (const item of items) {
    if (item.kind === 'unreadable') gathered.unreadable.push(item)
    else if (item.kind === 'stranger') gathered.strangers.push(item)
    else if (item.kind === 'security') gathered.securityEvents.push(item)
    else {
      const isRepeat = repeats.has(item)
      if (item.message.answer && !isRepeat) gathered.answers.push(item)
      const device = collection.get(item.deviceNo)
      if (!device) continue
      const prepared = prepareMessage({
        device,
        message: item.message,
        receivedAt: item.receivedAt,
        raw: item.raw,
        serial: item.serial,
        isRepeat,
      })
      gathered.readings.push(...prepared.readings)
      if (prepared.uncollected) {
        gathered.uncollected.push({
          deviceNo: device.no,
          minute: isoInstant(minuteOf(item.receivedAt)),
          reason: prepared.uncollected,
        })
      }
    }
  }
  return gathered
}

async function storeUnreadable(client: pg.ClientBase, items: Gathered['unreadable'], collection: Collection): Promise<void> {
  for (const item of items) {
    const device = item.deviceNo === null ? undefined : collection.get(item.deviceNo)
    const interval = device && intervalAt(device, item.receivedAt)
    const iv = crypto.randomBytes(16)
    const sealed = interval && crypto.createCipheriv('aes-256-ctr', interval.key, iv)
    await client.query(
      `INSERT INTO quarantine (received_at, protocol, source, device_no, reason, detail, size_bytes, head, key_no, raw)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        isoInstant(item.receivedAt),
        item.protocol,
        item.source,
        device?.no ?? null,
        item.failure.code,
        item.failure.detail,
        item.raw.length,
        Buffer.from(item.raw.subarray(0, 4)),
        interval?.keyNo ?? null,
        sealed ? Buffer.concat([iv, sealed.update(item.raw), sealed.final()]) : null,
      ],
    )
  }
}

async function storeRest(client: pg.ClientBase, gathered: Gathered, collection: Collection): Promise<void> {
  if (gathered.uncollected.length > 0) {
    await client.query(
      `INSERT INTO uncollected (device_no, received_minute, reason)
       SELECT * FROM unnest($1::int[], $2::timestamptz[], $3::text[]) ON CONFLICT DO NOTHING`,
      [
        gathered.uncollected.map((u) => u.deviceNo),
        gathered.uncollected.map((u) => u.minute),
        gathered.uncollected.map((u) => u.reason),
      ],
    )
  }
  // The last word of each: a stranger may knock many times in one batch.
  const strangers = [...new Map(gathered.strangers.map((s) => [`${s.protocol} ${s.identifier}`, s])).values()]
  if (strangers.length > 0) {
    await client.query('SELECT note_unknown_devices($1, $2, $3, $4)', [
      strangers.map((s) => s.protocol),
      strangers.map((s) => s.identifier),
      strangers.map((s) => isoInstant(s.receivedAt)),
      strangers.map((s) => s.source),
    ])
  }
  for (const { deviceNo, message, receivedAt } of gathered.answers) {
    const device = collection.get(deviceNo)
    const { token, isDone } = message.answer!
    // Outside the authorised times nothing of what a device says is kept.
    const text = device && intervalAt(device, receivedAt) ? message.answer!.text : ''
    await client.query('SELECT note_command_answer($1, $2, $3, $4, $5)', [
      deviceNo,
      token ?? null,
      isDone,
      text,
      isoInstant(receivedAt),
    ])
  }
  for (const { deviceNo, event, source, otherSource, receivedAt } of gathered.securityEvents) {
    const values = [deviceNo, event, source, otherSource ?? null, isoInstant(receivedAt)]
    await client.query('SELECT note_security_event($1, $2, $3, $4, $5)', values)
  }
  await storeUnreadable(client, gathered.unreadable, collection)
}

/** Devices whose authorised times changed after the collection's version. */
export async function refreshCollection(client: pg.ClientBase | pg.Pool, collection: Collection, version: number): Promise<void> {
  const { rows } = await client.query<CollectedDeviceRow>('SELECT * FROM collected_devices($1)', [collection.version])
  collection.apply(rows, version)
}

export interface BatchTarget {
  readonly client: pg.ClientBase
  readonly gatewayNo: number
  readonly collection: Collection
  readonly forecast: RepeatForecast
  /** Makes sure that the day's partition exists; outside the batch's transaction. */
  readonly partitionOf: (day: string) => string | undefined
}

export class MissingPartition extends Error {
  readonly days: readonly string[]
  constructor(days: readonly string[]) {
    super(`no partition for ${days.join(', ')}`)
    this.days = days
  }
}

/**
 * One transaction for the whole batch: authorised times checked against the database's version, rows copied day by day.
 * Throws on any failure with nothing stored.
 */
export async function writeBatch(items: readonly QueuedItem[], target: BatchTarget): Promise<{ readings: number }> {
  const { client, collection } = target
  try {
    // Two statements in one round trip, which the driver answers with a list; the number is our own.
    const begin = await client.query(`BEGIN; SELECT * FROM begin_batch(${target.gatewayNo}::smallint)`)
    const [, { rows }] = begin as unknown as [unknown, pg.QueryResult<{ batch_no: number; collection_version: number }>]
    const [begun] = rows
    if (!begun) throw new Error('begin_batch gave no batch')
    if (begun.collection_version !== collection.version) await refreshCollection(client, collection, begun.collection_version)
    const gathered = gather(items, collection, await findRepeats(client, items))
    const days = Map.groupBy(gathered.readings, (reading) => reading.eventDay)
    const missing = [...days.keys()].filter((day) => day !== strayDay && !target.partitionOf(day))
    if (missing.length > 0) throw new MissingPartition(missing)
    const batchId = batchIdOf(target.gatewayNo, begun.batch_no)
    let isFirst = true
    for (const [day, readings] of days) {
      const partition = day === strayDay ? 'readings_stray' : (target.partitionOf(day) as string)
      await storeDay(client, { partition, readings, batchId, isFirst }, target.forecast)
      isFirst = false
    }
    await storeRest(client, gathered, collection)
    await client.query('COMMIT')
    return { readings: gathered.readings.length }
  } catch (error) {
    // The connection may be gone; the server then rolls back by itself.
    await client.query('ROLLBACK').catch(() => undefined)
    throw error
  }
}
