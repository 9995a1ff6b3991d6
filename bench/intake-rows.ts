import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'

// What rows that the gateway wrote cost: bytes on disk, and how fast PostgreSQL alone takes the same ones.

export interface Sizes {
  readonly rows: number
  readonly heap: number
  readonly indexes: Readonly<Record<string, number>>
  readonly total: number
}

async function sizesOf(owner: pg.Client, table: string): Promise<Sizes> {
  const { rows: counted } = await owner.query<{ n: number; heap: string }>(
    `SELECT count(*)::int AS n, pg_table_size('${table}') AS heap FROM ${table}`,
  )
  const { rows: indexes } = await owner.query<{ definition: string; bytes: string }>(
    `SELECT substring(indexdef from 'USING (.*)') AS definition, pg_relation_size(indexname::regclass) AS bytes FROM pg_indexes WHERE tablename = '${table}'`,
  )
  const [{ n, heap } = { n: 0, heap: '0' }] = counted
  const perRow = (bytes: number | string) => Math.round((Number(bytes) / Math.max(1, n)) * 10) / 10
  return {
    rows: n,
    heap: perRow(heap),
    indexes: Object.fromEntries(indexes.map((index) => [index.definition, perRow(index.bytes)])),
    total: perRow(indexes.reduce((sum, index) => sum + Number(index.bytes), Number(heap))),
  }
}

/** An empty table with the partition's columns, and its indexes or none. */
async function emptyCopyOf(owner: pg.Client, partition: string, hasIndexes: boolean): Promise<void> {
  await owner.query('DROP TABLE IF EXISTS copied')
  await owner.query(
    `CREATE TABLE copied (LIKE ${partition} INCLUDING DEFAULTS INCLUDING CONSTRAINTS ${hasIndexes ? 'INCLUDING INDEXES' : ''})`,
  )
}

/** Bytes a row as the gateway left them, and of the same rows in the same order without their raw bytes. */
export async function rowSizes(
  owner: pg.Client,
  partition: string,
): Promise<{ withRaw: Sizes; withoutRaw: Sizes; rawBytes: number }> {
  const { rows } = await owner.query<{ raw: number }>(
    `SELECT coalesce(avg(octet_length(raw)), 0)::float AS raw FROM ${partition}`,
  )
  const { rows: columns } = await owner.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = '${partition}'::regclass AND attnum > 0 AND attname <> 'raw' AND attgenerated = ''`,
  )
  const names = columns.map((column) => column.name).join(', ')
  await emptyCopyOf(owner, partition, true)
  await owner.query(`INSERT INTO copied (${names}) SELECT ${names} FROM ${partition} ORDER BY ctid`)
  const sizes = { withRaw: await sizesOf(owner, partition), withoutRaw: await sizesOf(owner, 'copied') }
  await owner.query('DROP TABLE copied')
  return { ...sizes, rawBytes: Math.round((rows[0]?.raw ?? 0) * 10) / 10 }
}

export interface CopyCeiling {
  readonly rows: number
  readonly binaryWithIndexes: number
  readonly binaryWithoutIndexes: number
  readonly textWithIndexes: number
  readonly textWithoutIndexes: number
}

const copiedAtMost = 400_000

async function copyRate(owner: pg.Client, chunks: readonly Buffer[], format: 'binary' | 'text'): Promise<number> {
  await owner.query('CHECKPOINT').catch(() => undefined)
  const beganMs = performance.now()
  const sink = owner.query(copyFrom(`COPY copied FROM STDIN (FORMAT ${format})`))
  await pipeline(Readable.from(chunks), sink)
  return Math.round(sink.rowCount / ((performance.now() - beganMs) / 1_000))
}

/** Rows a second that PostgreSQL takes of the same rows in one transaction of one client: COPY of bytes that lie ready. */
export async function copyCeiling(owner: pg.Client, partition: string): Promise<CopyCeiling> {
  const rates: number[] = []
  let rows = 0
  for (const format of ['binary', 'text'] as const) {
    const chunks: Buffer[] = []
    const source = owner.query(copyTo(`COPY (SELECT * FROM ${partition} LIMIT ${copiedAtMost}) TO STDOUT (FORMAT ${format})`))
    for await (const chunk of source as AsyncIterable<Buffer>) chunks.push(chunk)
    rows = source.rowCount
    for (const hasIndexes of [true, false]) {
      await emptyCopyOf(owner, partition, hasIndexes)
      rates.push(await copyRate(owner, chunks, format))
    }
  }
  await owner.query('DROP TABLE copied')
  const [binaryWithIndexes = 0, binaryWithoutIndexes = 0, textWithIndexes = 0, textWithoutIndexes = 0] = rates
  return { rows, binaryWithIndexes, binaryWithoutIndexes, textWithIndexes, textWithoutIndexes }
}
