import fs from 'node:fs/promises'
import path from 'node:path'
import { Kysely, PostgresDialect, sql } from 'kysely'
import { type Migration, Migrator } from 'kysely/migration'
import pg from 'pg'
import { connectionConfig, outlivingConnections } from './connect.ts'

const ownFolder = path.join(import.meta.dirname, 'migrations')

/** The SQL files of the folder in the order of their names; each runs in the migration's transaction. Forward only. */
async function readMigrations(folder: string): Promise<Record<string, Migration>> {
  const files = (await fs.readdir(folder)).filter((file) => file.endsWith('.sql')).toSorted()
  const migrations = files.map(async (file): Promise<[string, Migration]> => {
    const text = await fs.readFile(path.join(folder, file), 'utf8')
    return [path.basename(file, '.sql'), { up: async (db) => void (await sql.raw(text).execute(db)) }]
  })
  return Object.fromEntries(await Promise.all(migrations))
}

// Roles belong to the cluster, not to the database; the embedded launcher and a careful administrator have made them already.
async function ensureRoles(db: Kysely<unknown>): Promise<void> {
  for (const role of ['bilezik_app', 'bilezik_intake', 'bilezik_engine']) {
    const { rows } = await sql`SELECT FROM pg_roles WHERE rolname = ${role}`.execute(db)
    if (rows.length > 0) continue
    await sql.raw(`CREATE ROLE ${role} NOLOGIN`).execute(db)
    // So that a connection as the owner can take the role on; it does not inherit what the role may do.
    await sql.raw(`GRANT ${role} TO CURRENT_USER WITH INHERIT FALSE, SET TRUE`).execute(db)
  }
}

export interface MigrationReport {
  readonly applied: readonly string[]
}

/**
 * Brings the schema up to date (or to a named migration). Safe to run from several processes at once: the migrator holds a lock.
 * Throws what the database says when a migration fails; nothing of that run is then applied.
 */
export async function migrate(ownerUrl: string, upTo?: string, folder = ownFolder): Promise<MigrationReport> {
  const pool = outlivingConnections(new pg.Pool({ ...connectionConfig(ownerUrl, 'bilezik-migrations'), max: 2 }))
  // Told by the statement that fails with it, or of no account.
  const db = new Kysely<unknown>({ dialect: new PostgresDialect({ pool }) })
  try {
    await ensureRoles(db)
    const migrator = new Migrator({ db, provider: { getMigrations: () => readMigrations(folder) } })
    const { error, results } = upTo === undefined ? await migrator.migrateToLatest() : await migrator.migrateTo(upTo)
    if (error) throw error
    return { applied: (results ?? []).map((result) => result.migrationName) }
  } finally {
    await db.destroy()
  }
}

export async function migrationNames(): Promise<string[]> {
  return Object.keys(await readMigrations(ownFolder))
}
