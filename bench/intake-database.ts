import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { migrate, newOrderKey, wrapKey } from '@bilezik/database'
import { startEmbedded } from '@bilezik/database/embedded'
import { type ProtocolName, day } from '@bilezik/domain'
import pg from 'pg'

export interface IntakeDatabase {
  readonly intakeUrl: string
  readonly masterKey: Buffer
  readonly owner: pg.Client
  /** Of the first process of the server. */
  readonly pid: number
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
    pid: database.pid,
    stop: async () => {
      await owner.end()
      await database.stop()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

export type BenchDevices = Readonly<Partial<Record<ProtocolName, readonly string[]>>>

/** How long before now the bench's devices may have noted something. */
const termDays = 20

/** A person, an order with its key, and a worn device for each identifier. */
export async function registerDevices({ owner, masterKey }: IntakeDatabase, devices: BenchDevices): Promise<void> {
  const all = Object.entries(devices).flatMap(([protocol, ids]) => ids.map((id) => [protocol, id] as const))
  const term = [new Date(Date.now() - termDays * day), new Date(Date.now() + 2 * day)]
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

export interface Committed {
  readonly positions: number
  /** Positions and whatever else their packets said. */
  readonly rows: number
}

/** What was received in a time and is committed. Heartbeats hold no position; their rows lie in another day. */
export async function committedIn(owner: pg.Client, partition: string, fromMs: number, untilMs: number): Promise<Committed> {
  const { rows } = await owner.query<Committed>(
    `SELECT count(*) FILTER (WHERE kind = 1)::int AS positions, count(*)::int AS rows FROM ${partition}
     WHERE received_at >= to_timestamp($1 / 1000.0) AND received_at < to_timestamp($2 / 1000.0)`,
    [fromMs, untilMs],
  )
  return rows[0] ?? { positions: 0, rows: 0 }
}
