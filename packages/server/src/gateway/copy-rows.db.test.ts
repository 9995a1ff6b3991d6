import crypto from 'node:crypto'
import { connectionConfig, type ReadingColumns } from '@bilezik/database'
import { day, instant, isoInstant } from '@bilezik/domain'
import pg from 'pg'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type World, makeWorld } from '../testing/world.ts'
import { copyBatch } from './copy-batch.ts'
import { CopyRows } from './copy-rows.ts'
import { type PreparedReading, strayDay } from './prepare-rows.ts'
import { RawSealer, sealRaw } from './seal-raw.ts'
import { insertedRows, storeDirectly, storeLettingRepeatsFall } from './store-day.ts'

let world: World
let client: pg.Client
beforeAll(async () => {
  world = await makeWorld()
  client = new pg.Client(connectionConfig(world.database.urls.intake, 'copy-rows'))
  await client.connect()
})
afterAll(async () => {
  await client.end()
  await world.end()
})

const key = crypto.createSecretKey(crypto.randomBytes(32))
const interval = { from: instant(0), until: instant(8e12), keyNo: 2_147_483_647, key }
const nothing = {
  lat_e7: null,
  lon_e7: null,
  accuracy_dm: null,
  source: null,
  speed_cms: null,
  course_degrees: null,
  satellites: null,
  altitude_metres: null,
  hdop_tenths: null,
}

function reading(eventAt: number, columns: Partial<ReadingColumns>, raw: Uint8Array | null = null): PreparedReading {
  const all: ReadingColumns = { ...nothing, kind: 1, flags: 0, detail: null, ...columns }
  const [hashHigh, hashLow] = [crypto.randomBytes(4).readInt32BE(0), crypto.randomBytes(4).readInt32BE(0)]
  const json = all.detail === null ? null : JSON.stringify(all.detail)
  const receivedAt = instant(1_790_000_000_123)
  return {
    eventDay: strayDay,
    deviceNo: 7,
    eventAt: instant(eventAt),
    receivedAt,
    hashHigh,
    hashLow,
    columns: all,
    flags: 32_767,
    json,
    interval,
    raw,
  }
}

const largest = {
  lat_e7: -900_000_000,
  lon_e7: 1_800_000_000,
  accuracy_dm: 2_147_483_647,
  kind: 10,
  source: 4,
  speed_cms: 32_767,
  course_degrees: -32_767,
  satellites: 32_767,
  altitude_metres: -32_767,
  hdop_tenths: 32_767,
  detail: { words: 'қазақ \\ "\t\n"', n: -0.1, deep: [{ ok: true }, null] },
}
const extremes = [
  reading(-62_135_596_800_000, {}),
  reading(253_402_300_799_999, largest, crypto.randomBytes(39)),
  reading(Date.UTC(1999, 11, 31, 23, 59, 59, 999), { detail: {} }, crypto.randomBytes(4_096)),
  reading(1_790_000_000_001, { lat_e7: 0, lon_e7: -1 }, new Uint8Array(0)),
  ...Array.from({ length: 900 }, (_, i) => reading(1_790_000_000_000 + i, { detail: { text: 'ә'.repeat(i) } })),
]

const batchId = (5n << 40n) | 9n

function rowsOf(readings: readonly PreparedReading[]): CopyRows {
  const rows = new CopyRows(batchId, new RawSealer())
  for (const one of readings) rows.add(one)
  return rows
}

test('every column comes out of the database as it was, at the ends of its range, and raw bytes open again', async () => {
  const rows = rowsOf(extremes)
  expect(rows.rowCount).toBe(extremes.length)
  await copyBatch(client, storeDirectly([{ partition: 'readings_stray', rows }]).join('; '), [rows.framed()])
  const { rows: stored } = await world.owner.query(
    `SELECT *, event_day::text AS day, batch_id::text AS batch, content_hash::text AS hash, (extract(epoch FROM event_at) * 1000)::text AS ms
     FROM readings_stray ORDER BY event_at`,
  )
  expect(stored).toHaveLength(extremes.length)
  for (const [i, one] of extremes.toSorted((a, b) => a.eventAt - b.eventAt).entries()) {
    const { flags: _, ...columns } = one.columns
    const { raw } = one
    const hash = (BigInt(one.hashHigh) << 32n) | BigInt(one.hashLow >>> 0)
    const row = stored[i]
    expect(row).toMatchObject({ ...columns, flags: 32_767, day: '0001-01-01', device_no: 7, key_no: interval.keyNo })
    expect([row.batch, row.hash, Number(row.ms)]).toEqual([String(batchId), String(hash), one.eventAt])
    expect(isoInstant(instant(new Date(row.received_at).getTime()))).toBe(isoInstant(one.receivedAt))
    if (raw === null) expect(row.raw).toBeNull()
    else expect(sealRaw(row.raw, key, batchId, hash).equals(raw)).toBe(true)
  }
})

test('several tables take their rows in one round trip, and what is there already falls where it may', async () => {
  const made = instant(Math.floor(Date.now() / day) * day)
  const today = Math.floor(made / day)
  await client.query('SELECT ensure_reading_partition($1)', [isoInstant(made).slice(0, 10)])
  const partition = `readings_${isoInstant(made).slice(0, 10).replaceAll('-', '')}`
  const fresh = [1, 2, 3].map((n) => ({ ...reading(made + n, {}), eventDay: today }))
  const days = [
    { partition: 'readings_stray', rows: rowsOf(extremes.slice(0, 5)) },
    { partition, rows: rowsOf(fresh) },
  ]
  const framed = days.map((one) => one.rows.framed())
  await expect(copyBatch(client, ['BEGIN', ...storeDirectly(days)].join('; '), framed)).rejects.toMatchObject({ code: '23505' })
  await client.query('ROLLBACK')
  const tags = await copyBatch(client, ['BEGIN', ...storeLettingRepeatsFall(days), 'COMMIT'].join('; '), framed)
  expect(insertedRows(tags)).toBe(3)
  const { rows } = await world.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${partition}`)
  expect(rows).toEqual([{ n: 3 }])
})

test('rows behind a statement that fails are passed over, and the connection goes on', async () => {
  const rows = rowsOf(extremes)
  const statements = ['BEGIN', 'SELECT 1 / 0', ...storeDirectly([{ partition: 'readings_stray', rows }]), 'COMMIT']
  await expect(copyBatch(client, statements.join('; '), [rows.framed()])).rejects.toMatchObject({ code: '22012' })
  await client.query('ROLLBACK')
  expect((await client.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
})
