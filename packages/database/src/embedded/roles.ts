import type { Client } from 'pg'

/** One login role for each part of the program, so that a flaw in one reaches no further than its grants. */
export const LOGIN_ROLES = ['owner', 'app', 'intake', 'engine'] as const
export type LoginRole = (typeof LOGIN_ROLES)[number]
export type RolePasswords = Readonly<Record<LoginRole, string>>
export type RoleUrls = Readonly<Record<LoginRole, string>>

export const DATABASE_NAME = 'bilezik'
/** Used by the launcher and the backup only; the program never logs in with it. */
export const SUPERUSER_NAME = 'postgres'

export function roleName(role: LoginRole): string {
  return `bilezik_${role}`
}

export function connectionUrl(user: string, password: string, port: number, database: string): string {
  return `postgres://${user}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`
}

export function roleUrls(passwords: RolePasswords, port: number, database: string): RoleUrls {
  const urlOf = (role: LoginRole) => connectionUrl(roleName(role), passwords[role], port, database)
  return { owner: urlOf('owner'), app: urlOf('app'), intake: urlOf('intake'), engine: urlOf('engine') }
}

/** Idempotent: run at every start, it completes what an interrupted first start left out. */
export async function ensureRoles(superuser: Client, passwords: RolePasswords): Promise<void> {
  const { rows } = await superuser.query<{ rolname: string }>('select rolname from pg_roles where rolname = any($1)', [
    LOGIN_ROLES.map(roleName),
  ])
  const present = new Set(rows.map((row) => row.rolname))
  for (const role of LOGIN_ROLES) {
    const name = roleName(role)
    if (present.has(name)) continue
    const options = 'login nosuperuser nocreatedb nocreaterole noreplication nobypassrls inherit'
    await superuser.query(`create role ${name} ${options} password ${superuser.escapeLiteral(passwords[role])}`)
  }
}

/** Creates the database unless it exists, and sets who may connect. The name is ours, never a user's. */
export async function ensureDatabase(superuser: Client, name: string): Promise<void> {
  const { rowCount } = await superuser.query('select 1 from pg_database where datname = $1', [name])
  if (rowCount === 0) await superuser.query(`create database ${superuser.escapeIdentifier(name)} owner ${roleName('owner')}`)
  await grantDatabase(superuser, name)
}

/** Grants on a database are not copied from its template, so every database gets them here. */
export async function grantDatabase(superuser: Client, name: string): Promise<void> {
  const database = superuser.escapeIdentifier(name)
  await superuser.query(`revoke all on database ${database} from public`)
  await superuser.query(`grant connect on database ${database} to ${LOGIN_ROLES.map(roleName).join(', ')}`)
  // Intake resolves repeated records through a temporary table.
  await superuser.query(`grant temporary on database ${database} to ${roleName('intake')}, ${roleName('engine')}`)
}
