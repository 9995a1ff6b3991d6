import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { withClient } from './embedded/probe.ts'
import { migrate } from './migrate.ts'
import { type TestDatabase, createTestDatabase } from './testing/test-database.ts'

// Row types are written by hand and used by a query builder that believes them, so they are compared with the schema itself:
// the text of tables.ts and its parts on one side, information_schema on the other.

interface Column {
  readonly isNullable: boolean
}
type Columns = ReadonlyMap<string, Column>

function interfaceBodies(source: string): ReadonlyMap<string, string> {
  return new Map(
    [...source.matchAll(/export interface (\w+) \{\n([\s\S]*?)\n\}/g)].map(([, name = '', body = '']) => [name, body]),
  )
}

/** Fields of an interface, `name: type`; a long union goes on in the next lines, further in. */
function fieldsOf(body: string): ReadonlyMap<string, string> {
  const fields = body.split(/^ {2}(?=\w+:)/m).map((text) => /^(\w+):([\s\S]+)$/.exec(text))
  return new Map(fields.filter((field) => field !== null).map(([, name = '', type = '']) => [name, type.trim()]))
}

/** What a SELECT of this column may give: `ColumnType<S, …>` reads as S, and an alias as what it stands for. */
function readsNull(type: string): boolean {
  if (type === 'NullableTimestamp') return true
  const selected = /^ColumnType<([^,]+),/.exec(type)?.[1] ?? /^Generated<(.+)>$/.exec(type)?.[1] ?? type
  // What is within a JSON value is none of the column’s nulls.
  return /\|\s*null\b/.test(selected.replace(/<[\s\S]*>/, ''))
}

function declaredTables(source: string): ReadonlyMap<string, Columns> {
  const bodies = interfaceBodies(source)
  const tables = fieldsOf(bodies.get('Tables') ?? '')
  return new Map(
    [...tables].map(([table, row]) => {
      const fields = fieldsOf(bodies.get(row) ?? '')
      return [table, new Map([...fields].map(([column, type]) => [column, { isNullable: readsNull(type) }]))]
    }),
  )
}

const described = (columns: Columns | undefined) =>
  [...(columns ?? [])].map(([name, { isNullable }]) => (isNullable ? `${name}, may be null` : name)).toSorted()

let database: TestDatabase
let declared: ReadonlyMap<string, Columns>
let existing: ReadonlyMap<string, Columns>
beforeAll(async () => {
  const files = await readdir(import.meta.dirname)
  const sources = files
    .filter((name) => name === 'tables.ts' || name.endsWith('-tables.ts'))
    .map((name) => readFile(path.join(import.meta.dirname, name), 'utf8'))
  declared = declaredTables((await Promise.all(sources)).join('\n'))
  database = await createTestDatabase({ migrate: async (url) => void (await migrate(url)), key: 'latest' })
  // An infinite instant, where a column begins with one, is read as null.
  existing = await withClient(database.urls.owner, async (client) => {
    const { rows } = await client.query<{ table_name: string; column_name: string; reads_null: boolean }>(
      `SELECT table_name, column_name, is_nullable = 'YES' OR coalesce(column_default LIKE '%infinity%', false) AS reads_null
       FROM information_schema.columns WHERE table_schema = 'public'`,
    )
    const byTable = Map.groupBy(rows, (row) => row.table_name)
    return new Map(
      [...byTable].map(([table, columns]) => [table, new Map(columns.map((c) => [c.column_name, { isNullable: c.reads_null }]))]),
    )
  })
})
afterAll(() => database.drop())

describe('the row types are the schema', () => {
  test('tables.ts was understood: every table has columns', () => {
    expect(declared.size).toBeGreaterThan(20)
    for (const [table, columns] of declared) expect(columns.size, table).toBeGreaterThan(1)
  })

  test('every declared table has exactly its columns, null where null can be', () => {
    const shown = (tables: ReadonlyMap<string, Columns>) =>
      Object.fromEntries([...declared.keys()].map((table) => [table, described(tables.get(table))]))
    expect(shown(declared)).toEqual(shown(existing))
  })

  test('what is not declared is reached by functions and plain SQL only', () => {
    const isPartition = (table: string) => table.startsWith('readings_')
    const others = [...existing.keys()].filter((table) => !declared.has(table) && !isPartition(table))
    expect(others.toSorted()).toEqual([
      'collection_changes',
      'gateways',
      'installation',
      'kysely_migration',
      'kysely_migration_lock',
      'sessions',
      'setup_token',
    ])
  })
})

describe('the comparison itself', () => {
  const source = `export interface AsTable {\n  id: Generated<string>\n  at: NullableTimestamp\n  note: string | null\n  kind:\n    | 'a'\n    | 'b'\n}\nexport interface Tables {\n  as: AsTable\n}`
  test('a column left out, one too many and a null forgotten are seen', () => {
    expect(described(declaredTables(source).get('as'))).toEqual(['at, may be null', 'id', 'kind', 'note, may be null'])
    expect(described(declaredTables(source.replace('  id: Generated<string>\n', '')).get('as'))).toEqual([
      'at, may be null',
      'kind',
      'note, may be null',
    ])
    expect(described(declaredTables(source.replace('string | null', 'string')).get('as'))).toContain('note')
  })
})
