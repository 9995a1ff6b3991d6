import { day, instant, isoInstant, later } from '@bilezik/domain'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from './embedded/probe.ts'
import { migrate } from './migrate.ts'
import { type TestDatabase, createTestDatabase } from './testing/test-database.ts'

let database: TestDatabase
let organisationId: string
let personId: string
const now = instant(Date.now())
const dayOf = (days: number) => isoInstant(later(now, days * day)).slice(0, 10)
const partitionOf = (isoDay: string) => `readings_${isoDay.replaceAll('-', '')}`
const partitionedDays = Array.from({ length: 40 }, (_, i) => dayOf(-i))

type Role = 'owner' | 'app' | 'intake' | 'engine'
const rowsOf = <Row>(role: Role, sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withClient(database.urls[role], async (client) => (await client.query(sql, [...values])).rows as Row[])

async function one(sql: string, values: readonly unknown[] = []): Promise<string> {
  const [row] = await rowsOf<{ id: string }>('owner', sql, values)
  return row?.id ?? ''
}

const putReading = `INSERT INTO readings (event_day, device_no, event_at, received_at, batch_id, content_hash, lat_e7, lon_e7, kind, flags)
  VALUES ($1, $2, $1::date + interval '12 hours', now(), 1, 1, 511300000, 714300000, 1, 1)`

beforeAll(async () => {
  database = await createTestDatabase({ migrate: async (url) => void (await migrate(url)), key: 'latest' })
  for (const isoDay of partitionedDays) await rowsOf('intake', 'SELECT ensure_reading_partition($1)', [isoDay])
  organisationId = await one(`INSERT INTO organisations (name) VALUES ('{"kk": "A", "ru": "A", "en": "A"}') RETURNING id`)
  personId = await one(
    `INSERT INTO persons (organisation_id, family_name, given_name, language) VALUES ($1, 'A', 'A', 'kk') RETURNING id`,
    [organisationId],
  )
  const term = [isoInstant(later(now, -60 * day)), isoInstant(later(now, 60 * day))]
  const deviceId = await one(
    `INSERT INTO devices (protocol, identifier, model, organisation_id) VALUES ('osmand', 'a', 'm', $1) RETURNING id`,
    [organisationId],
  )
  await one(
    `INSERT INTO orders (person_id, organisation_id, regime, basis_number, decided_at, term) VALUES ($1, $2, 'bail', '1', $3, tstzrange($3, $4)) RETURNING id`,
    [personId, organisationId, ...term],
  )
  await rowsOf(
    'owner',
    `INSERT INTO kit_devices (device_id, person_id, role, during) VALUES ($1, $2, 'worn', tstzrange($3, NULL))`,
    [deviceId, personId, term[0]],
  )
  const [device] = await rowsOf<{ no: number }>('owner', 'SELECT no FROM devices WHERE id = $1', [deviceId])
  for (const isoDay of partitionedDays) await rowsOf('owner', putReading, [isoDay, device?.no])
})
afterAll(() => database.drop())

describe('intake', () => {
  test('puts a reading into its partition and can read neither that nor any other', async () => {
    await expect(
      rowsOf('intake', `INSERT INTO ${partitionOf(dayOf(0))} ${putReading.slice(putReading.indexOf('('))}`, [dayOf(0), 999]),
    ).resolves.toEqual([])
    for (const table of ['readings', partitionOf(dayOf(0)), 'readings_stray', 'quarantine', 'persons', 'orders', 'order_keys'])
      await expect(rowsOf('intake', `SELECT * FROM ${table}`), table).rejects.toThrow(/permission denied/)
  })

  test('changes and removes nothing', async () => {
    const partition = partitionOf(dayOf(0))
    await expect(rowsOf('intake', `UPDATE ${partition} SET flags = 0`)).rejects.toThrow(/permission denied/)
    await expect(rowsOf('intake', `DELETE FROM ${partition}`)).rejects.toThrow(/permission denied/)
    await expect(rowsOf('intake', `TRUNCATE ${partition}`)).rejects.toThrow(/permission denied/)
  })

  test.each([
    { given: 'a year ahead', isoDay: dayOf(365) },
    { given: 'three days ahead', isoDay: dayOf(3) },
    { given: 'years ago', isoDay: dayOf(-800) },
    { given: '1970', isoDay: '1970-01-01' },
    { given: '2080', isoDay: '2080-01-01' },
  ])('a clock of $given makes no partition', async ({ isoDay }) => {
    await expect(rowsOf('intake', 'SELECT ensure_reading_partition($1)', [isoDay])).rejects.toThrow(`no partition for ${isoDay}`)
    expect(await rowsOf('owner', 'SELECT to_regclass($1) AS made', [partitionOf(isoDay)])).toEqual([{ made: null }])
  })

  test('asked for at once by many, a partition is made once', async () => {
    const isoDay = dayOf(1)
    const made = await Promise.all(
      Array.from({ length: 6 }, () => rowsOf('intake', 'SELECT ensure_reading_partition($1) AS name', [isoDay])),
    )
    expect(made).toEqual(Array.from({ length: 6 }, () => [{ name: partitionOf(isoDay) }]))
  })
})

describe('the application', () => {
  test('has no privilege of any kind on readings or a partition of it', async () => {
    const privileges = ['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'REFERENCES', 'TRIGGER']
    const found = await rowsOf<{ table: string; privilege: string }>(
      'owner',
      `SELECT c.relname AS table, p AS privilege FROM pg_class c, unnest($1::text[]) p
       WHERE (c.oid = 'readings'::regclass OR c.oid IN (SELECT inhrelid FROM pg_inherits WHERE inhparent = 'readings'::regclass))
         AND (has_table_privilege('bilezik_app', c.oid, p) OR (p IN ('SELECT', 'INSERT', 'UPDATE', 'REFERENCES') AND has_any_column_privilege('bilezik_app', c.oid, p)))`,
      [privileges],
    )
    expect(found).toEqual([])
    for (const table of ['readings', partitionOf(dayOf(0)), 'readings_stray'])
      await expect(rowsOf('app', `SELECT * FROM ${table}`), table).rejects.toThrow(/permission denied/)
  })

  test('every table it may read beyond its scope holds nothing of a person', async () => {
    // Without a scope, row-level security leaves nothing of the others.
    const open = await rowsOf<{ table: string }>(
      'owner',
      `SELECT c.relname AS table FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = 'public'::regnamespace
         AND NOT c.relrowsecurity AND has_any_column_privilege('bilezik_app', c.oid, 'SELECT') ORDER BY 1`,
    )
    expect(open.map((row) => row.table)).toEqual([
      'device_models',
      'engine',
      'engine_cursors',
      'equipment_types',
      'quarantine',
      'unknown_devices',
    ])
  })

  test('reads fixes of a person in scope by the function, and none of one outside it', async () => {
    const fixes = (scope: string) =>
      withClient(database.urls.app, async (client) => {
        await client.query('BEGIN')
        await client.query(`SELECT set_config('bilezik.organisation_id', $1, true)`, [scope])
        const { rowCount } = await client.query('SELECT * FROM fixes_of($1, $2, $3, 100)', [
          personId,
          new Date(later(now, -30 * day)),
          new Date(now + day),
        ])
        await client.query('COMMIT')
        return rowCount
      })
    const other = await one(`INSERT INTO organisations (name) VALUES ('{"kk": "B", "ru": "B", "en": "B"}') RETURNING id`)
    expect(await fixes(organisationId)).toBeGreaterThanOrEqual(29)
    expect(await fixes(other)).toBe(0)
    expect(await fixes('')).toBe(0)
  })
})

/** The partitions that a plan reads; those pruned at run time are not among them. */
function partitionsIn(plan: unknown): Set<string> {
  const found = new Set<string>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const { 'Relation Name': name, 'Actual Loops': loops } = node as { 'Relation Name'?: string; 'Actual Loops'?: number }
    if (name?.startsWith('readings_') && loops !== 0) found.add(name)
    for (const child of Object.values(node)) walk(child)
  }
  walk(plan)
  return found
}

describe('the plan of fixes_of', () => {
  /** The function's own statement with its parameters in their place, as the function runs it. */
  async function plannedFor(fromDays: number, untilDays: number): Promise<Set<string>> {
    return withClient(database.urls.owner, async (client) => {
      const { rows } = await client.query<{ body: string }>(`SELECT prosrc AS body FROM pg_proc WHERE proname = 'fixes_of'`)
      const body = (rows[0]?.body ?? '')
        .replaceAll(/\basked_person\b/g, '$1::uuid')
        .replaceAll(/\bfrom_at\b/g, '$2::timestamptz')
        .replaceAll(/\buntil_at\b/g, '$3::timestamptz')
        .replaceAll(/\bat_most\b/g, '$4::integer')
      await client.query('BEGIN')
      await client.query(`SELECT set_config('bilezik.organisation_id', $1, true)`, [organisationId])
      // One plan for all parameters, as a function of long standing has it: pruning must not depend on seeing the values.
      await client.query('SET LOCAL plan_cache_mode = force_generic_plan')
      await client.query(`PREPARE fixes AS ${body}`)
      const values = [personId, isoInstant(later(now, fromDays * day)), isoInstant(later(now, untilDays * day))].map((value) =>
        client.escapeLiteral(value),
      )
      const explained = await client.query<{ 'QUERY PLAN': unknown }>(
        `EXPLAIN (ANALYZE, FORMAT JSON) EXECUTE fixes (${values.join(', ')}, 100)`,
      )
      await client.query('ROLLBACK')
      return partitionsIn(explained.rows[0]?.['QUERY PLAN'])
    })
  }

  test('a day is read from the partitions of its days alone', async () => {
    expect([...(await plannedFor(-1, 0))].toSorted()).toEqual([dayOf(-1), dayOf(0)].map(partitionOf).toSorted())
  })

  test('a week is read from eight partitions', async () => {
    expect((await plannedFor(-10, -3)).size).toBe(8)
  })
})
