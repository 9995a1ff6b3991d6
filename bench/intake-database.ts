import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { migrate, newOrderKey, wrapKey } from '@bilezik/database'
import { startEmbedded } from '@bilezik/database/embedded'
import { hour } from '@bilezik/domain'
import pg from 'pg'
import { from as copyFrom, to as copyTo } from 'pg-copy-streams'
import { copiedColumns } from '../packages/server/src/gateway/copy-text.ts'

export interface IntakeDatabase {
  readonly intakeUrl: string
  readonly masterKey: Buffer
  readonly owner: pg.Client
  stop(): Promise<void>
}

/** The embedded PostgreSQL as an installation runs it, fsync included, on a directory of its own. */
export async function startIntakeDatabase(): Promise<IntakeDatabase> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bilezik-bench-'))
  const database = await startEmbedded({ dataDir: path.join(folder, 'data'), log: () => {} })
  await migrate(database.urls.owner)
  const owner = new pg.Client(database.urls.owner)
  await owner.connect()
  return {
    intakeUrl: database.urls.intake,
    masterKey: Buffer.from(database.secrets.masterKey, 'base64'),
    owner,
    stop: async () => {
      await owner.end()
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export interface BenchDevices {
  readonly gt06: readonly string[]
  readonly osmand: readonly string[]
}

/** A person, an order with its key, and a worn device for each identifier. */
export async function registerDevices({ owner, masterKey }: IntakeDatabase, devices: BenchDevices): Promise<void> {
  const all = [...devices.gt06.map((id) => ['gt06', id] as const), ...devices.osmand.map((id) => ['osmand', id] as const)]
  const term = [new Date(Date.now() - 48 * hour), new Date(Date.now() + 48 * hour)]
  await owner.query('BEGIN')
  await owner.query(`INSERT INTO organisations (name) VALUES ('{"kk": "B", "ru": "B", "en": "B"}')`)
  await owner.query(
    `INSERT INTO persons (organisation_id, family_name, given_name, language)
     SELECT o.id, 'Bench', n::text, 'kk' FROM organisations o, generate_series(1, $1::int) n`,
    [all.length],
  )
  await owner.query(
    `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term)
     SELECT id, organisation_id, 'house-arrest', '1', $1, tstzrange($1, $2) FROM persons`,
    term,
  )
  await owner.query(
    `INSERT INTO devices (protocol, identifier, model, organisation_id)
     SELECT d.protocol, d.identifier, 'bench', o.id FROM organisations o, unnest($1::text[], $2::text[]) AS d (protocol, identifier)`,
    [all.map(([protocol]) => protocol), all.map(([, id]) => id)],
  )
  await owner.query(
    `INSERT INTO kit_devices (device_id, person_id, role, during)
     SELECT d.id, p.id, 'worn', tstzrange($1, NULL)
     FROM (SELECT id, row_number() OVER (ORDER BY no) AS n FROM devices) d JOIN (SELECT id, row_number() OVER (ORDER BY id) AS n FROM persons) p USING (n)`,
    [term[0]],
  )
  await owner.query(
    `INSERT INTO order_keys (order_id, wrapped_key)
     SELECT o.id, k.key FROM (SELECT id, row_number() OVER (ORDER BY id) AS n FROM orders) o
     JOIN unnest($1::bytea[]) WITH ORDINALITY AS k (key, n) USING (n)`,
    [all.map(() => wrapKey(newOrderKey(), masterKey))],
  )
  await owner.query('COMMIT')
}

/** Positions that were received in a time and are committed. Heartbeats are not counted. */
export async function committedPositions(owner: pg.Client, fromMs: number, untilMs: number): Promise<number> {
  const { rows } = await owner.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM readings
     WHERE kind = 1 AND received_at >= to_timestamp($1 / 1000.0) AND received_at < to_timestamp($2 / 1000.0)`,
    [fromMs, untilMs],
  )
  return rows[0]?.n ?? 0
}

/** Rows and bytes of all day partitions: everything, of it the indexes, and of the rows the raw bytes. */
export async function sizeOfReadings(owner: pg.Client) {
  const { rows } = await owner.query<{ n: number; total: string; indexes: string; raw: string }>(
    `SELECT (SELECT count(*)::int FROM readings) AS n, (SELECT coalesce(sum(octet_length(raw)), 0) FROM readings) AS raw,
       sum(pg_total_relation_size(inhrelid)) AS total, sum(pg_indexes_size(inhrelid)) AS indexes
     FROM pg_inherits WHERE inhparent = 'readings'::regclass`,
  )
  const [{ n, total, indexes, raw } = { n: 0, total: '0', indexes: '0', raw: '0' }] = rows
  const perRow = (bytes: string) => Math.round((Number(bytes) / n) * 10) / 10
  return { rows: n, bytesPerRow: perRow(total), indexBytesPerRow: perRow(indexes), rawBytesPerRow: perRow(raw) }
}

const copiedAtMost = 400_000

/** How fast PostgreSQL alone takes the same rows by COPY into a table with the same indexes: one client, text, one transaction. */
export async function copyCeiling(owner: pg.Client): Promise<{ rows: number; rowsPerSecond: number }> {
  const columns = copiedColumns.join(', ')
  const chunks: Buffer[] = []
  const source = owner.query(copyTo(`COPY (SELECT ${columns} FROM readings WHERE kind = 1 LIMIT ${copiedAtMost}) TO STDOUT`))
  for await (const chunk of source as AsyncIterable<Buffer>) chunks.push(chunk)
  await owner.query('CREATE TABLE copied (LIKE readings INCLUDING DEFAULTS INCLUDING CONSTRAINTS)')
  await owner.query('CREATE UNIQUE INDEX ON copied (device_no, event_at, content_hash)')
  await owner.query('CREATE INDEX ON copied (batch_id)')
  await owner.query('CHECKPOINT').catch(() => undefined)
  const beganMs = performance.now()
  const sink = owner.query(copyFrom(`COPY copied (${columns}) FROM STDIN`))
  await pipeline(Readable.from(chunks), sink)
  const spentSeconds = (performance.now() - beganMs) / 1_000
  return { rows: sink.rowCount, rowsPerSecond: Math.round(sink.rowCount / spentSeconds) }
}
