import { type Instant, instant } from '@bilezik/domain'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from './tables.ts'

/** What a connection may do: see DESIGN, roles. `owner` migrates and is used by nothing else. */
export type DatabaseRole = 'owner' | 'app' | 'intake' | 'engine'
export type DatabaseUrls = Readonly<Record<DatabaseRole, string>>
export type Database = Kysely<Tables>

const timestamptz = 1184
const int8 = 20
const date = 1082

// The session's time zone is UTC, so the text ends in +00. Microseconds are cut: event times have milliseconds at most.
function parseTimestamp(text: string): Instant | null {
  if (text === 'infinity' || text === '-infinity') return null
  return instant(Date.parse(text.replace(' ', 'T').replace(/\+00$/, 'Z')))
}

const parsers = new Map<number, (text: string) => unknown>([
  [timestamptz, parseTimestamp],
  // Counters and epoch milliseconds: far below 2^53. Hashes are selected as text.
  [int8, Number],
  // A day has no time zone.
  [date, (text) => text],
])

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid, format) => parsers.get(oid) ?? pg.types.getTypeParser(oid, format)) as typeof pg.types.getTypeParser,
}

export function connectionConfig(url: string, applicationName: string): pg.ClientConfig {
  return {
    connectionString: url,
    application_name: applicationName,
    types,
    connectionTimeoutMillis: 5_000,
    // A transaction that hangs would hold back every reader that goes by commit order.
    idle_in_transaction_session_timeout: 30_000,
    keepAlive: true,
  }
}

export interface PoolOptions {
  readonly url: string
  readonly applicationName: string
  readonly maxConnections: number
  readonly statementTimeoutMs: number
  /** A connection died while idle (the database went away): the pool makes a new one; this only says so. */
  readonly onIdleError: (error: Error) => void
}

/**
 * A connection that dies between two statements of a transaction says so by an event, which without a listener ends the process.
 * The next statement on it fails and is where the loss is dealt with. Of a connection that dies idle `onIdleError` is told, unless the
 * pool is ending: it does not wait for the last bytes of its connections, and a database that stops right after may be quicker.
 */
export function outlivingConnections(pool: pg.Pool, onIdleError?: (error: Error) => void): pg.Pool {
  pool.on('connect', (client) => client.on('error', () => undefined))
  return pool.on('error', (error) => {
    if (!pool.ending) onIdleError?.(error)
  })
}

export function createPool(options: PoolOptions): pg.Pool {
  const pool = new pg.Pool({
    ...connectionConfig(options.url, options.applicationName),
    max: options.maxConnections,
    statement_timeout: options.statementTimeoutMs,
  })
  return outlivingConnections(pool, options.onIdleError)
}

export function createDatabase(pool: pg.Pool): Database {
  return new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
}

/** With only one URL given, the other roles are taken on by `SET ROLE` at the start of each session. */
export function urlsFromOwner(ownerUrl: string): DatabaseUrls {
  const as = (role: string) => {
    const url = new URL(ownerUrl)
    url.searchParams.set('options', `${url.searchParams.get('options') ?? ''} -c role=${role}`.trim())
    return url.toString()
  }
  return { owner: ownerUrl, app: as('bilezik_app'), intake: as('bilezik_intake'), engine: as('bilezik_engine') }
}
