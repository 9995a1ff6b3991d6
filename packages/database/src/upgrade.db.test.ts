import { randomBytes } from 'node:crypto'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import { withClient } from './embedded/probe.ts'
import { migrate, migrationNames } from './migrate.ts'
import { type TestDatabase, createTestDatabase } from './testing/test-database.ts'
import { contents, uuid } from './upgrade-contents.ts'

const rowsOf = <Row = unknown>(url: string, sql: string, values: readonly unknown[] = []): Promise<Row[]> =>
  withClient(url, async (client) => (await client.query(sql, [...values])).rows as Row[])

/** An empty database, owned and granted as the launcher makes it, with nothing migrated yet. */
async function emptyDatabase(): Promise<TestDatabase> {
  const database = await createTestDatabase({ migrate: async () => {}, key: 'nothing migrated' })
  onTestFinished(() => database.drop())
  return database
}

const tablesOf = (database: TestDatabase) =>
  rowsOf<{ name: string }>(
    database.urls.owner,
    `SELECT relname AS name FROM pg_class WHERE relkind IN ('r', 'p') AND relnamespace = 'public'::regnamespace ORDER BY 1`,
  ).then((rows) => rows.map((row) => row.name))

/** Everything that makes the schema what it is, as text: tables, columns, indexes, functions, policies, grants. */
async function schemaOf(database: TestDatabase): Promise<readonly string[]> {
  const rows = await rowsOf<{ line: string }>(
    database.urls.owner,
    `SELECT format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) AS line
       FROM information_schema.columns WHERE table_schema = 'public'
     UNION ALL SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = 'public'
     UNION ALL SELECT 'function ' || pg_get_functiondef(p.oid) FROM pg_proc p
       WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
     UNION ALL SELECT format('policy %s %s %s %s', tablename, policyname, qual, with_check) FROM pg_policies WHERE schemaname = 'public'
     UNION ALL SELECT format('grant %s %s', relname, relacl) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
     ORDER BY 1`,
  )
  return rows.map((row) => row.line)
}

let names: readonly string[]
beforeAll(async () => {
  names = await migrationNames()
})

/** Migrates stage by stage to `upTo` and puts in what an installation of each holds; gives the rows back as text by table. */
async function installationAt(database: TestDatabase, upTo: string): Promise<ReadonlyMap<string, string>> {
  const held = new Map<string, string>()
  for (const stage of names.slice(0, names.indexOf(upTo) + 1)) {
    await migrate(database.urls.owner, stage)
    for (const [table, insert] of contents[stage] ?? []) {
      await rowsOf(database.urls.owner, insert)
      held.set(table, '')
    }
  }
  for (const table of held.keys()) held.set(table, await contentOf(database, table))
  return held
}

const contentOf = async (database: TestDatabase, table: string) =>
  JSON.stringify(await rowsOf(database.urls.owner, `SELECT to_jsonb(t) AS row FROM ${table} t ORDER BY 1`))

/** A column that a later migration adds does not change the row; one that is gone or different does. */
function keeps(before: string, after: string): boolean {
  const [old, renewed] = [before, after].map((text) => JSON.parse(text) as { row: Record<string, unknown> }[])
  return (
    old?.length === renewed?.length &&
    (old ?? []).every(({ row }, i) =>
      Object.entries(row).every(([column, value]) => JSON.stringify(renewed?.[i]?.row[column]) === JSON.stringify(value)),
    )
  )
}

describe('an upgrade', () => {
  test('every migration has contents to be kept, so that a new one is not forgotten here', () => {
    expect(Object.keys(contents)).toEqual(names)
  })

  test.each(Object.keys(contents).slice(0, -1))('from %s keeps every row and ends in the newest schema', async (stage) => {
    const [upgraded, fresh] = [await emptyDatabase(), await emptyDatabase()]
    const held = await installationAt(upgraded, stage)
    expect(held.size).toBeGreaterThan(5)
    const { applied } = await migrate(upgraded.urls.owner)
    expect(applied).toEqual(names.slice(names.indexOf(stage) + 1))
    for (const [table, before] of held) {
      expect(before, table).not.toBe('[]')
      expect(keeps(before, await contentOf(upgraded, table)), table).toBe(true)
    }
    await migrate(fresh.urls.owner)
    const made = (line: string) => !/readings_\d{8}/.test(line)
    expect((await schemaOf(upgraded)).filter(made)).toEqual((await schemaOf(fresh)).filter(made))
  })

  test('from 0005 conditions and stored plans get both graces, no approach, no permits and no days off, and keep all else', async () => {
    const database = await emptyDatabase()
    await migrate(database.urls.owner, '0005-devices')
    await installationAt(database, '0005-devices')
    const zone = { name: 'Home', shape: { kind: 'circle' } }
    const before = [
      { kind: 'curfew', zone, graceMs: 300000 },
      { kind: 'exclusion', zone },
      { kind: 'contact', everyMs: 600000 },
    ]
    const after = [
      { kind: 'curfew', zone, arrivalGraceMs: 300000, departureGraceMs: 300000 },
      { kind: 'exclusion', zone, approachMetres: 0 },
      { kind: 'contact', everyMs: 600000 },
    ]
    await rowsOf(
      database.urls.owner,
      `INSERT INTO conditions (order_id, rule, source_kind, during)
       SELECT '${uuid(5)}', rule, 'policy', tstzrange(now(), now() + interval '1 day') FROM jsonb_array_elements($1) AS t (rule)`,
      [JSON.stringify(before)],
    )
    const plan = (rules: readonly object[]) => ({
      kit: [{ role: 'worn' }],
      conditions: rules.map((rule, i) => ({ version: i, rule })),
    })
    const events = [
      { kind: 'plan', plan: plan(before) },
      { kind: 'plan', plan: plan([]) },
      { kind: 'server-blind', until: 1 },
    ]
    for (const body of events)
      await rowsOf(database.urls.owner, `INSERT INTO stream_events (person_id, at, body) VALUES ('${uuid(4)}', now(), $1)`, [
        JSON.stringify(body),
      ])
    await migrate(database.urls.owner, '0008-rules')
    const rules = await rowsOf<{ rule: object }>(
      database.urls.owner,
      `SELECT rule FROM conditions WHERE source_kind = 'policy' ORDER BY rule ->> 'kind' DESC`,
    )
    expect(rules.map(({ rule }) => rule)).toEqual([after[1], after[0], after[2]])
    const bodies = await rowsOf<{ body: object }>(database.urls.owner, 'SELECT body FROM stream_events ORDER BY id')
    expect(bodies.slice(-3).map(({ body }) => body)).toEqual([
      { kind: 'plan', plan: { ...plan(after), permits: [], daysOff: [] } },
      { kind: 'plan', plan: { ...plan([]), permits: [], daysOff: [] } },
      { kind: 'server-blind', until: 1 },
    ])
  })

  test('from 0012 every order has a file of its id that says it was taken over, and when it was closed', async () => {
    const database = await emptyDatabase()
    await installationAt(database, '0012-technical-work')
    await rowsOf(database.urls.owner, `UPDATE orders SET closed_reason = 'verdict'`)
    await migrate(database.urls.owner)
    const events = await rowsOf<object>(
      database.urls.owner,
      `SELECT case_id, sequence, kind, e.state, e.body ->> 'regime' AS regime, e.body ->> 'reason' AS reason, e.at = upper(o.term) AS at_end
       FROM case_events e JOIN orders o ON o.id = e.case_id ORDER BY 1, 2`,
    )
    const ofOrder = { case_id: uuid(5) }
    expect(events).toEqual([
      { ...ofOrder, sequence: 1, kind: 'take-over', state: 'active', regime: 'bail', reason: null, at_end: false },
      { ...ofOrder, sequence: 2, kind: 'close', state: 'closed', regime: null, reason: 'verdict', at_end: true },
    ])
  })

  test('what was collected before can be read by the newest functions', async () => {
    const database = await emptyDatabase()
    await installationAt(database, '0003-intake')
    await migrate(database.urls.owner)
    const fixes = await withClient(database.urls.app, async (client) => {
      await client.query('BEGIN')
      await client.query(`SELECT set_config('bilezik.organisation_id', $1, true)`, [uuid(1)])
      return (
        await client.query(`SELECT lat_e7 FROM fixes_of($1, now() - interval '1 day', now() + interval '1 day', 10)`, [uuid(4)])
      ).rows as unknown[]
    })
    expect(fixes).toEqual([{ lat_e7: 511300000 }])
  })
})

test('two processes that migrate at once apply each migration once', async () => {
  const database = await emptyDatabase()
  const reports = await Promise.all([1, 2, 3].map(() => migrate(database.urls.owner)))
  expect(reports.flatMap((report) => report.applied).toSorted()).toEqual([...names])
  expect(await rowsOf(database.urls.owner, 'SELECT name FROM kysely_migration ORDER BY name')).toEqual(
    names.map((migration) => ({ name: migration })),
  )
})

test('a second run has nothing to do', async () => {
  const database = await emptyDatabase()
  await migrate(database.urls.owner)
  expect(await migrate(database.urls.owner)).toEqual({ applied: [] })
})

describe('a migration that fails', () => {
  /** The migrations of this version and one more, run as the program runs them, from a folder of their own. */
  async function withBrokenMigration(text: string): Promise<string> {
    const folder = await mkdtemp(path.join(tmpdir(), 'bilezik-migrations-'))
    onTestFinished(() => rm(folder, { recursive: true, force: true }))
    await mkdir(folder, { recursive: true })
    for (const migration of names)
      await copyFile(path.join(import.meta.dirname, 'migrations', `${migration}.sql`), path.join(folder, `${migration}.sql`))
    await writeFile(path.join(folder, '9999-broken.sql'), text)
    return folder
  }

  test('leaves nothing of its run behind, and the next run with a mended one goes through', async () => {
    const database = await emptyDatabase()
    await migrate(database.urls.owner, '0002-orders')
    const before = await tablesOf(database)
    const folder = await withBrokenMigration('CREATE TABLE half (id integer); INSERT INTO half VALUES (1); SELECT 1 / 0;')
    await expect(migrate(database.urls.owner, undefined, folder)).rejects.toThrow('division by zero')
    expect(await tablesOf(database)).toEqual(before)
    expect(await rowsOf(database.urls.owner, 'SELECT max(name) AS last FROM kysely_migration')).toEqual([{ last: '0002-orders' }])
    await writeFile(path.join(folder, '9999-broken.sql'), `CREATE TABLE whole_${randomBytes(4).toString('hex')} (id integer);`)
    expect((await migrate(database.urls.owner, undefined, folder)).applied).toEqual([...names.slice(2), '9999-broken'])
  })

  test('every migration is a file that runs within a transaction', async () => {
    for (const migration of names) {
      const text = await readFile(path.join(import.meta.dirname, 'migrations', `${migration}.sql`), 'utf8')
      expect(text, migration).not.toMatch(/^\s*(?:COMMIT|ROLLBACK|VACUUM|CREATE INDEX CONCURRENTLY)\b/im)
    }
  })
})
